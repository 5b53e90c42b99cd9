"""Figures as tables that can be sorted by any of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableWidget, QTableWidgetItem

from gui.amounts import number

Cell = str | float | int | None


@dataclass(frozen=True)
class FigureColumn:
    title: str
    digits: int = 2
    help: str = ""


class FigureItem(QTableWidgetItem):
    """Sorted by its figure, and not by how that is written; what has none comes last."""

    def __init__(self, value: Cell, digits: int) -> None:
        self.value = value
        super().__init__(_written(value, digits))
        if not isinstance(value, str):
            self.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        one, two = self.value, other.value if isinstance(other, FigureItem) else None
        if isinstance(one, str) or isinstance(two, str):
            return str(one) < str(two)
        return self._rank(one) < self._rank(two)

    def _rank(self, value: float | None) -> float:
        if value is not None and value == value:
            return value
        table = self.tableWidget()
        falling = table and table.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return float("-inf") if falling else float("inf")


class Figures(QTableWidget):
    """As high as all its lines: the page scrolls, not the table."""

    def __init__(self, title: str, columns: Sequence[FigureColumn], lines: Sequence[Sequence[Cell]]) -> None:
        super().__init__(len(lines), len(columns))
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels([column.title for column in columns])
        for place, column in enumerate(columns):
            if head := self.horizontalHeaderItem(place):
                head.setToolTip(column.help)
                head.setTextAlignment(Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight)
        for line, cells in enumerate(lines):
            for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
                self.setItem(line, place, FigureItem(cell, column.digits))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)  # as they came
        self.setSortingEnabled(True)
        self.resizeColumnsToContents()
        self.resizeRowsToContents()
        self._name = self.columnWidth(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names get what is left; where that is too little, the table scrolls aside."""
        super().resizeEvent(event)
        others = sum(self.columnWidth(place) for place in range(1, self.columnCount()))
        self.setColumnWidth(0, max(self._name, self.viewport().width() - others))
        aside = self._name + others > self.viewport().width()
        rows = sum(self.rowHeight(line) for line in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if aside else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + bar + 2)


def _written(value: Cell, digits: int) -> str:
    if value is None or value != value:  # no number
        return "–"
    if isinstance(value, str):
        return value
    return number(value, 0 if isinstance(value, int) else digits)
