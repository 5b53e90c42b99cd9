"""A contact sheet as a table: pictures down, hands across, and the stars that were given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engine.messages.requests import PlainRecipe
from engine.names import path_of, speakable
from gui.gallery.hand import Hand, Wish, wish_for
from gui.gallery.stars import Stars

SIDE = 384  # pixels of a painting
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """The first column is the picture as it is."""

    def __init__(self, given: Stars, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources: tuple[str, ...] = ()
        self.hands: tuple[Hand, ...] = ()
        self._given = given

    def show(self, sources: Sequence[str], hands: Sequence[Hand]) -> None:
        self.beginResetModel()
        self.sources, self.hands = tuple(dict.fromkeys(sources)), tuple(hands)
        self.endResetModel()

    def hand(self, column: int) -> Hand | None:
        return self.hands[column - 1] if 0 < column <= len(self.hands) else None

    def wish(self, row: int, column: int) -> Wish:
        hand = self.hand(column)
        return wish_for(self.sources[row], hand, SIDE) if hand else Wish(self.sources[row], SIDE)

    def stars(self, row: int, column: int) -> int:
        hand = self.hand(column)
        return self._given.of(self.sources[row], hand) if hand else 0

    def give(self, row: int, column: int, stars: int) -> None:
        hand = self.hand(column)
        if hand and 0 <= row < len(self.sources):
            self._given.give(self.sources[row], hand, stars)
            index = self.index(row, column)
            self.dataChanged.emit(index, index)

    def starred(self, least: int) -> list[tuple[str, PlainRecipe]]:
        """Sources and recipes with so many stars, or more."""
        cells = [(source, hand) for hand in self.hands for source in self.sources]
        return [(source, hand.recipe) for source, hand in cells if self._given.of(source, hand) >= least]

    def name(self, row: int) -> str:
        return speakable(path_of(self.sources[row]).name)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own)
        return 0 if parent.isValid() else len(self.sources)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own)
        return 0 if parent.isValid() else len(self.hands) + 1

    def title(self, column: int) -> str:
        hand = self.hand(column)
        return hand.title if hand else self.tr("Before")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        words = f"{self.name(index.row())}, {self.title(index.column())}"
        stars = self.stars(index.row(), index.column())
        return f"{words}, {self.tr('%n star(s)', '', stars)}" if stars else words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.title(section)
        return None
