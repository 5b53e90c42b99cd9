"""How a tile of the gallery is painted: the picture in that style, its name below, a star, and a number if it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.amounts import number
from gui.gallery.groups import style_title
from gui.gallery.model import STYLE, GalleryModel
from gui.gallery.paint import paint_blend, paint_icon, paint_number, paint_ring
from gui.looks.colours import Role, colour

EDGE = 8  # logical pixels around a tile
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class TileLook:
    """What is there to be shown of a style."""

    before: QPixmap | None
    after: QPixmap | None
    problem: str
    compared: bool
    """Whether the picture as it was is to be seen now."""


class TileDelegate(QStyledItemDelegate):
    def __init__(self, model: GalleryModel, look: Callable[[str], TileLook], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._look = model, look
        self.size = QSize(1, 1)
        """Of every tile."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style: str = index.data(STYLE)
        look = self._look(style)
        font: QFont = option.font  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        picture, words, star = tile_places(rect, QFontMetrics(font))
        painter.save()
        painter.setFont(font)
        badge = self._model.badge(style)
        strength = self._model.brush_of(style).strength
        after = None if look.compared else look.after
        paint_blend(painter, picture, look.before, after, strength, faint=not look.compared)
        if look.problem:
            side = min(picture.width(), picture.height()) / 4
            middle = QRectF(picture.center() - QPointF(side, side) / 2, QSize(round(side), round(side)))
            paint_icon(painter, middle, "warning", Role.WARNING)
        if badge:
            paint_ring(painter, picture, Role.ACCENT, 3)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, picture.adjusted(-3, -3, 3, 3) if badge else picture, Role.ACCENT_TEXT, 2)
        elif state & QStyle.StateFlag.State_MouseOver and not badge:
            paint_ring(painter, picture, Role.FAINT, 1.5)
        if badge:
            paint_number(painter, picture.topLeft() + QPointF(6, 6), badge)
        self._paint_words(painter, words, star, style, strength)
        painter.restore()

    def _paint_words(self, painter: QPainter, words: QRectF, star: QRectF, style: str, strength: float) -> None:
        starred = style in self._model.favourites
        paint_icon(painter, star, "star-full" if starred else "star", Role.ACCENT_TEXT if starred else Role.FAINT)
        metrics = painter.fontMetrics()
        if strength != self._model.brush.strength:
            text = f"{number(strength * 100)} %"
            painter.setPen(colour(Role.QUIET))
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            words = words.adjusted(0, 0, -metrics.horizontalAdvance(text) - EDGE, 0)
        painter.setPen(colour(Role.TEXT))
        name = metrics.elidedText(style_title(style), Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def tile_places(rect: QRect, metrics: QFontMetrics) -> tuple[QRectF, QRectF, QRectF]:
    """Of the picture, the words and the star in a tile."""
    whole = QRectF(rect).adjusted(EDGE, EDGE, -EDGE, -EDGE)
    line = words_height(metrics)
    picture = whole.adjusted(0, 0, 0, -line)
    side = round(metrics.height() * 1.05)
    star = QRectF(whole.right() - side, picture.bottom() + (line - side) / 2, side, side)
    words = QRectF(whole.left() + 1, picture.bottom(), whole.width() - side - EDGE, line)
    return picture, words, star


def words_height(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 1.7)
