"""What lies on the page of pictures while there are any: queues or the preflight, the comparison, and the recipe."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from engine.messages.queue_answers import Row
from gui.bridge import Bridge
from gui.compare.view import CompareView
from gui.looks.colours import Role
from gui.looks.pieces import sentence
from gui.queue import words as queue_words
from gui.queue.side import QueueSide
from gui.recipe.apply_bar import ApplyBar
from gui.recipe.panel import RecipePanel
from gui.start.preflight_card import PreflightCard
from gui.words import engine_text

SHARES = 32, 42, 26  # of the width


class Workplace(QSplitter):
    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.preflight, self.queues = PreflightCard(bridge), QueueSide(bridge)
        self.compare, self.found = CompareView(bridge), sentence(role=Role.QUIET)
        self.panel, self.apply = RecipePanel(), ApplyBar()
        self._side = QStackedWidget()
        self._side.addWidget(self.preflight)
        self._side.addWidget(self.queues)
        self.found.setContentsMargins(8, 6, 8, 0)
        self.found.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.found.setMinimumHeight(2 * self.found.fontMetrics().lineSpacing() + 6)  # the picture above does not jump
        self.setChildrenCollapsible(False)
        middle = _column((0, 0, 0, 8), self.compare, self.found)
        right = _column((0, 8, 8, 8), self.panel, self.apply)
        for place, part in enumerate((self._side, middle, right)):
            self.addWidget(part)
            self.setStretchFactor(place, SHARES[place])
        self.setSizes([10 * share for share in SHARES])  # a stretch alone would keep the narrowest
        self.apply.hide()
        self.found.hide()

    @property
    def examining(self) -> bool:
        """Whether the preflight is there, and not the queues."""
        return self._side.currentWidget() is self.preflight

    def show_preflight(self) -> None:
        self._side.setCurrentWidget(self.preflight)
        self.apply.hide()
        self.found.hide()

    def show_queues(self) -> None:
        self._side.setCurrentWidget(self.queues)
        self.found.show()

    def show_row(self, row: Row | None, tried: bool) -> None:
        """A picture of a queue: with its result, or, where settings are tried, with a patch to try them on."""
        done = row is not None and row.state == "done" and not tried
        self.found.setText(queue_words.note(row) if row and done else "")
        if row is None:
            self.compare.clear()
            return
        self.compare.show_pictures(row.source, row.result if done else None)
        failed = row.state == "failed"
        self.compare.say(queue_words.note(row) if failed else "", engine_text(row.hint))
        if done:
            self.panel.show_findings({}, ())  # those of the patch that was there before


def _column(margins: tuple[int, int, int, int], large: QWidget, below: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(*margins)
    column.addWidget(large, 1)
    column.addWidget(below)
    return whole
