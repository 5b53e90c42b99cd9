"""What stands above a review: which pictures are shown, how many are judged, and what concerns them all."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

from gui.amounts import number
from gui.looks.colours import Role
from gui.looks.pieces import button, sentence
from gui.queue.filter import stand_out
from gui.review.rows import Order, Shown
from gui.words import filled


class ReviewHead(QWidget):
    chosen = Signal(str)
    """Which pictures are to be shown: a Shown."""

    sorted = Signal(str)
    """By what: an Order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles: dict[Shown, str] = {
            "all": self.tr("All"),
            "open": self.tr("Not judged"),
            "accepted": self.tr("Accepted"),
            "rejected": self.tr("Rejected"),
        }
        self.filters: dict[Shown, QPushButton] = {}
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order of the pictures"))
        orders: dict[Order, str] = {"change": self.tr("Most changed first"), "certainty": self.tr("Least certain first")}
        for order, title in orders.items():
            self.order.addItem(title, order)
        self.order.activated.connect(lambda: self.sorted.emit(self.order.currentData()))
        self.count = sentence(role=Role.QUIET)
        self.newer = button("", "again", flat=True)
        self.newer.hide()
        self.accept_left = button(self.tr("Accept all that are left…"), flat=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        group = QButtonGroup(self)
        for shown, title in titles.items():
            made = self.filters[shown] = button(title, flat=True)
            made.setCheckable(True)
            made.toggled.connect(partial(stand_out, made))
            made.clicked.connect(partial(self._choose, shown))
            group.addButton(made)
            layout.addWidget(made)
        self.filters["all"].setChecked(True)
        layout.addSpacing(10)
        layout.addWidget(self.order)
        layout.addSpacing(10)
        layout.addWidget(self.count, 1)
        layout.addWidget(self.newer)
        layout.addWidget(self.accept_left)
        for made in (*self.filters.values(), self.order, self.newer, self.accept_left):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the pictures

    def show_count(self, judged: int, whole: int) -> None:
        self.count.setText(filled(self.tr("%1 of %2 judged"), number(judged), number(whole)) if whole else "")
        self.accept_left.setEnabled(judged < whole)

    def show_newer(self, count: int) -> None:
        self.newer.setText(self.tr("Show %n new picture(s)", "", count))
        self.newer.setVisible(count > 0)

    def _choose(self, shown: Shown) -> None:
        self.chosen.emit(shown)
