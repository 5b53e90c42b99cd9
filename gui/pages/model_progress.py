"""A line about what comes in now: its name, what is done with it, and, of bytes, how many are there."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from gui.amounts import number
from gui.looks.pieces import sentence
from gui.words import filled

MEGABYTE = 1_000_000
STEPS = 1000  # of the bar


class ProgressLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._words, self.bar = sentence(), QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._words)
        inside.addWidget(self.bar)

    def show_doing(self, name: str, doing: str) -> None:
        """Something whose end nobody can tell."""
        self._words.setText(filled(self.tr("“%1”: %2"), name, doing))
        self.bar.hide()
        self.show()

    def show_bytes(self, name: str, have: int, size: int) -> None:
        amount = filled(self.tr("%1 of %2 MB"), number(have / MEGABYTE, 1), number(size / MEGABYTE, 1))
        self._words.setText(filled(self.tr("“%1”: %2"), name, amount))
        self.bar.setValue(STEPS * have // size)
        self.bar.setAccessibleName(filled(self.tr("How much of “%1” is here"), name))
        self.bar.show()
        self.show()
