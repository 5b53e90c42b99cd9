"""The desk: the picture in the middle, tools at its left, what is beside it at its right; and the keys for them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.messages.answers import RequestFailed
from gui.bridge import Bridge
from gui.compare.held_key import HeldKey
from gui.edit.canvas import EditCanvas
from gui.edit.history import EditHistory
from gui.edit.side import EditSide
from gui.edit.tool_box import ToolBox
from gui.looks.icons import dress
from gui.looks.tool_button import tool
from gui.words import engine_text


class EditDesk(QWidget):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.canvas, self.tools, self.side = EditCanvas(bridge), ToolBox(), EditSide()
        self.history = EditHistory(self)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(self._tools_and_steps())
        across.addWidget(self.canvas, 3)
        across.addWidget(self.side, 1)
        self.side.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        self._add_keys()
        self.tools.chosen.connect(self.canvas.choose)
        self.tools.width_changed.connect(self._set_width)
        self.tools.set_width(self.canvas.width_share)
        self.side.purpose_changed.connect(self._set_purpose)
        self.side.trial_changed.connect(self.canvas.try_out)
        self.canvas.preview.failed.connect(lambda message, hint: self.canvas.note.say(message, hint, low=True))

    def say_failed(self, event: RequestFailed) -> None:
        self.canvas.note.say(engine_text(event.message), engine_text(event.hint), low=True)

    def _tools_and_steps(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 8)
        left.addWidget(self.tools, 1)
        stack = self.history.stack
        for made, picture, keys in (
            (stack.createUndoAction(self, self.tr("Undo")), "undo", ("Ctrl+Z",)),
            (stack.createRedoAction(self, self.tr("Redo")), "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
        ):
            made.setShortcuts([QKeySequence(one) for one in keys])
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(made)
            step = tool(picture=picture, action=made)
            step.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            dress(made, picture)
            left.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)
        return left

    def _add_keys(self) -> None:
        result = QAction(self.tr("Show the result"), self, shortcut=QKeySequence("R"))
        result.triggered.connect(self.side.trial.toggle)
        self.addAction(result)
        HeldKey(Qt.Key.Key_Backslash, self.tr("Before, while held"), self).held.connect(
            lambda on: self.canvas.try_out(self.side.trial.isChecked() and not on)
        )

    def _set_width(self, share: float) -> None:
        self.canvas.width_share = share
        self.canvas.update()

    def _set_purpose(self, on_subject: bool) -> None:
        self.canvas.on_subject = on_subject
        self.canvas.update()
