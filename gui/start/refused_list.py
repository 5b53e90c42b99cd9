"""Files that cannot be done, and why: the first few, and all of them to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.messages.answers import Refused
from engine.names import speakable
from gui.looks.colours import Role
from gui.looks.pieces import button, card, row, sentence
from gui.words import engine_text

SHOWN = 10


class RefusedList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._refused: tuple[Refused, ...] = ()
        self._count = 0
        self._title = sentence("", Role.WARNING)
        self._names = sentence()
        self._copy = button(self.tr("Copy all"), "copy")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(self._lines(len(self._refused)))))
        frame, inside = card()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        inside.addWidget(self._title)
        inside.addWidget(self._names)
        inside.addLayout(row(self._copy))
        self.hide()

    def show_refused(self, refused: tuple[Refused, ...], count: int) -> None:
        """`count` may be more than are listed."""
        self._refused, self._count = refused, count
        self._title.setText(self.tr("%Ln file(s) cannot be read, and will be left out:", "", count))
        self._names.setText("\n".join(self._lines(SHOWN)))
        self.setVisible(count > 0)

    def _lines(self, most: int) -> list[str]:
        lines = [_line(file) for file in self._refused[:most]]
        more = self._count - len(lines)
        return [*lines, self.tr("and %Ln more", "", more)] if more > 0 else lines


def _line(file: Refused) -> str:
    """Most reasons name the file themselves."""
    name, reason = speakable(file.name), engine_text(file.reason)
    return reason if name in reason else f"{name}: {reason}"
