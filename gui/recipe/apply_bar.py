"""The bar below the recipe: whether what is set there is the queue's, and for which pictures it is to be taken."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.looks.colours import Role, give_role
from gui.looks.pieces import button, sentence


class ApplyBar(QFrame):
    """Shown while the settings differ from those of the queue."""

    for_queue = Signal()
    for_chosen = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._words = sentence()
        self._whole = button(self.tr("Do the queue with these"), primary=True)
        self._chosen = button("")
        back = button(self.tr("Back to the queue's"), flat=True)
        column = QVBoxLayout(self)
        for one in (self._words, self._whole, self._chosen, back):
            column.addWidget(one)
        self._whole.clicked.connect(self.for_queue)
        self._chosen.clicked.connect(self.for_chosen)
        back.clicked.connect(self.back)
        self.show_chosen(0)
        self.allow(True)

    def show_chosen(self, count: int) -> None:
        """How many pictures of the queue are chosen."""
        self._chosen.setText(self.tr("Only the %n chosen picture(s)", "", count))
        self._chosen.setVisible(count > 0)

    def allow(self, some: bool) -> None:
        """Whether any stage is on: without one, there is nothing to do."""
        tried = self.tr("These settings are being tried. The queue has others.")
        self._words.setText(tried if some else self.tr("All stages are switched off: nothing would be done. Switch one on."))
        give_role(self._words, Role.QUIET if some else Role.WARNING)
        for one in (self._whole, self._chosen):
            one.setEnabled(some)
