"""The buttons of a verdict, each with its key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from gui.looks.pieces import button
from gui.words import filled


class ReviewButtons(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accept = button(self.tr("Accept"), "check", primary=True)
        self.reject = button(self.tr("Reject"), "cross")
        self.redo = button(self.tr("Do again…"), "again")
        self.undo = button(self.tr("Undo"), "undo")
        self.why = button(self.tr("Why?"), "search")
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        for place, (made, key) in enumerate(self.keys().items()):
            layout.addWidget(made, place // 2, place % 2)
            made.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
            made.setToolTip(filled(self.tr("Key %1"), key))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the pictures

    def keys(self) -> dict[QPushButton, str]:
        return {self.accept: "A", self.reject: "R", self.redo: "D", self.undo: "U", self.why: "I"}

    def allow(self, some: bool, undo: bool) -> None:
        for made in (self.accept, self.reject, self.redo, self.why):
            made.setEnabled(some)
        self.undo.setEnabled(undo)
