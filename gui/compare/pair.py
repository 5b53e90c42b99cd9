"""A picture and its result, as they lie over one another in a pane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from gui.compare.modes import Part, Shown
from gui.picture.painting import paint_tiles
from gui.picture.tiles import PictureTiles
from gui.picture.viewpoint import Pane

BRIGHTER = 2  # times that a difference is doubled: four times as bright

Paint = Callable[[QPainter, Pane], None]


class Pair(Protocol):
    """What can be compared."""

    def area(self, pane: Pane) -> QRectF:
        """Where in a pane both lie."""
        ...

    def paint_before(self, painter: QPainter, pane: Pane) -> None: ...

    def paint_after(self, painter: QPainter, pane: Pane) -> None: ...


@dataclass(frozen=True)
class PicturePair:
    """Whole pictures. The result may be larger; it is seen at the picture's size."""

    before: PictureTiles
    after: PictureTiles

    def area(self, pane: Pane) -> QRectF:
        return pane.picture.intersected(pane.rect)

    def paint_before(self, painter: QPainter, pane: Pane) -> None:
        paint_tiles(painter, self.before, pane)

    def paint_after(self, painter: QPainter, pane: Pane) -> None:
        paint_tiles(painter, self.after, pane)


def paint_part(painter: QPainter, pair: Pair, pane: Pane, part: Part) -> None:
    """Draw what a part shows, and nothing outside its rectangle."""
    painter.save()
    painter.setClipRect(part.rect.intersected(pane.rect), Qt.ClipOperation.IntersectClip)
    match part.shown:
        case Shown.BEFORE:
            pair.paint_before(painter, pane)
        case Shown.AFTER:
            pair.paint_after(painter, pane)
        case Shown.DIFFERENCE:
            _paint_difference(painter, pair, pane, part.rect.intersected(pane.rect))
    painter.restore()


def _paint_difference(painter: QPainter, pair: Pair, pane: Pane, rect: QRectF) -> None:
    room = rect.toAlignedRect()
    if room.isEmpty():
        return
    difference = QImage(room.size() * pane.ratio, QImage.Format.Format_RGB32)
    difference.setDevicePixelRatio(pane.ratio)
    difference.fill(Qt.GlobalColor.black)
    drawing = QPainter(difference)
    drawing.translate(QPointF(-room.topLeft()))
    pair.paint_before(drawing, pane)
    drawing.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    pair.paint_after(drawing, pane)
    drawing.end()
    for _ in range(BRIGHTER):
        doubled = difference.copy()
        drawing.begin(difference)
        drawing.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        drawing.drawImage(0, 0, doubled)
        drawing.end()
    painter.drawImage(room.topLeft(), difference)
