"""The styles as the grid sees them: which are shown, their strengths, which are chosen for the mixture, which have a star."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gui.amounts import number
from gui.gallery.favourites import Favourites
from gui.gallery.groups import Group, group_of, in_order, style_title
from gui.gallery.hand import STEP, Brush, Hand
from gui.words import filled

STYLE = Qt.ItemDataRole.UserRole
MOST = 4  # styles that can be mixed
Index = QModelIndex | QPersistentModelIndex


class GalleryModel(QAbstractListModel):
    chosen_changed = Signal()
    brush_changed = Signal()
    """Also where only one style has another strength now."""

    full = Signal()
    """One more style was chosen than can be mixed."""

    def __init__(self, favourites: Favourites, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.favourites = favourites
        self.brush = Brush()
        self.styles: list[str] = []  # all
        self.shown: list[str] = []
        self.chosen: list[str] = []  # in the order of choosing
        self._own: dict[str, float] = {}  # strengths that were turned on the tile
        self._group: Group | None = None
        self._starred, self._search = False, ""

    def set_styles(self, styles: Iterable[str]) -> None:
        self.styles = in_order(styles)
        self._filter()
        left = [style for style in self.chosen if style in self.styles]
        if left != self.chosen:
            self.chosen = left
            self.chosen_changed.emit()

    def show_only(self, group: Group | None, starred: bool, search: str) -> None:
        self._group, self._starred, self._search = group, starred, search.strip().casefold()
        self._filter()

    def set_brush(self, brush: Brush) -> None:
        """Another strength is one for all."""
        if brush.strength != self.brush.strength:
            self._own.clear()
        self.brush = brush
        self._tell_all()
        self.brush_changed.emit()

    def brush_of(self, style: str) -> Brush:
        return self.brush.strong(self._own.get(style, self.brush.strength))

    def hand(self, style: str) -> Hand:
        return Hand(((style, 1.0),), self.brush_of(style))

    def turn(self, style: str, steps: int) -> None:
        """Make one style stronger, or weaker."""
        self._own[style] = self.brush.strong(self.brush_of(style).strength + steps * STEP).strength
        self._tell(style)
        self.brush_changed.emit()

    def toggle(self, style: str) -> None:
        """Choose a style for the mixture, or not any more."""
        if style in self.chosen:
            self.chosen.remove(style)
        elif len(self.chosen) == MOST:
            self.full.emit()
            return
        else:
            self.chosen.append(style)
        self._tell_all()  # numbers move up
        self.chosen_changed.emit()

    def clear_chosen(self) -> None:
        self.chosen.clear()
        self._tell_all()
        self.chosen_changed.emit()

    def star(self, style: str) -> None:
        self.favourites.toggle(style)
        if self._starred:
            self._filter()
        else:
            self._tell(style)

    def style(self, row: int) -> str:
        """Nothing where there is no such row."""
        return self.shown[row] if 0 <= row < len(self.shown) else ""

    def badge(self, style: str) -> int:
        """Which one it is of those that were chosen; 0 for none."""
        return self.chosen.index(style) + 1 if style in self.chosen else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own)
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        style = self.style(index.row())
        if role == STYLE:
            return style
        if role == Qt.ItemDataRole.DisplayRole:
            return style_title(style)
        return self._spoken(style) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _spoken(self, style: str) -> str:
        parts = [style_title(style), filled(self.tr("strength %1 %"), number(self.brush_of(style).strength * 100))]
        if style in self.favourites:
            parts.append(self.tr("favourite"))
        if badge := self.badge(style):
            parts.append(filled(self.tr("chosen as number %1"), badge))
        return ", ".join(parts)

    def _wanted(self, style: str) -> bool:
        if self._search and self._search not in style_title(style).casefold() and self._search not in style:
            return False
        if self._starred:
            return style in self.favourites
        return self._group is None or group_of(style) == self._group

    def _filter(self) -> None:
        wanted = [style for style in self.styles if self._wanted(style)]
        if wanted != self.shown:
            self.beginResetModel()
            self.shown = wanted
            self.endResetModel()

    def _tell(self, style: str) -> None:
        if style in self.shown:
            index = self.index(self.shown.index(style))
            self.dataChanged.emit(index, index)

    def _tell_all(self) -> None:
        if self.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))
