"""What was changed on the recipe panel, to be undone."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from gui.recipe.draft import RecipeDraft

GESTURE = 0.8  # seconds; changes of one option that follow faster are one: the drag of a slider


class DraftChange(QUndoCommand):
    """From one draft to another. `subject` is what was changed, where changes of it may be put together."""

    def __init__(
        self, words: str, before: RecipeDraft, after: RecipeDraft, show: Callable[[RecipeDraft], None], subject: object = None
    ) -> None:
        super().__init__(words)
        self._before, self._after, self._show, self._subject = before, after, show, subject
        self._at = time.monotonic()

    def redo(self) -> None:
        self._show(self._after)

    def undo(self) -> None:
        self._show(self._before)

    def id(self) -> int:
        return -1 if self._subject is None else 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, DraftChange) or other._subject != self._subject or other._at - self._at > GESTURE:
            return False
        self._after, self._at = other._after, other._at
        return True
