"""What stands on the page “Edit” while no picture is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.looks.colours import Role
from gui.looks.pieces import button, heading, sentence


class NothingChosen(QWidget):
    pictures_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        words = self.tr("Choose a picture of a queue, and come back: here you draw on it.")
        for part in (heading(self.tr("No picture is chosen")), sentence(words, Role.QUIET)):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        to_pictures = button(self.tr("To the pictures"), "pictures", primary=True)
        to_pictures.clicked.connect(self.pictures_wanted)
        column.addWidget(to_pictures, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
