"""What was drawn on a picture, step by step, to be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.edits.edit import Edit


class EditHistory(QObject):
    changed = Signal(bool)
    """Whether by a step, and not because another picture came."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.edit = Edit()
        self.stack = QUndoStack(self)

    def begin(self, edit: Edit) -> None:
        """With another picture: nothing before it can be undone."""
        self.stack.clear()
        self.edit = edit
        self.changed.emit(False)

    def push(self, words: str, edit: Edit) -> None:
        """`words`: what was done, for the menu."""
        if edit != self.edit:
            self.stack.push(_Step(words, self.edit, edit, self))

    def step_to(self, edit: Edit) -> None:
        """Forward or back."""
        self.edit = edit
        self.changed.emit(True)


class _Step(QUndoCommand):
    def __init__(self, words: str, before: Edit, after: Edit, history: EditHistory) -> None:
        super().__init__(words)
        self._before, self._after, self._history = before, after, history

    def redo(self) -> None:
        self._history.step_to(self._after)

    def undo(self) -> None:
        self._history.step_to(self._before)
