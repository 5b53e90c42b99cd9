"""The loupe: a glass at the pointer that shows pixels as they are, before and after beside each other."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from gui.compare.marks import paint_frame, paint_label
from gui.compare.modes import AfterOnly, BeforeOnly, Difference, Mode, Part, Shown
from gui.compare.pair import Pair, PicturePair, paint_part
from gui.looks.colours import Role, colour
from gui.picture.painting import paint_tiles
from gui.picture.tiles import PictureTiles
from gui.picture.viewpoint import Pane, Viewpoint

ALONE: dict[type[Mode], Shown] = {BeforeOnly: Shown.BEFORE, AfterOnly: Shown.AFTER, Difference: Shown.DIFFERENCE}
"""Ways to look at one thing: with these the loupe has one glass."""

LINES = 13  # height of the loupe in lines of text, so that it grows with the letters
FURTHER = 2.0  # times nearer than the view, where that shows pixels as they are already


def loupe_panes(pane: Pane, point: QPointF, room: QRectF, mode: Mode, one_to_one: float, letters: QFontMetricsF) -> list[Pane]:
    """What the loupe shows for a pointer at that point of a pane: one glass, or two where before and after are compared."""
    side = min(round(letters.height() * LINES), room.height())
    count = 1 if type(mode) in ALONE else 2
    width = min(side * count, room.width())
    left = min(max(point.x() - width / 2, room.left()), room.right() - width)
    top = min(max(point.y() - side / 2, room.top()), room.bottom() - side)
    seen = pane.in_picture(point)
    zoom = one_to_one if pane.viewpoint.zoom < one_to_one * 0.99 else pane.viewpoint.zoom * FURTHER
    glass = Viewpoint(seen.x(), seen.y(), zoom)
    return [
        replace(pane, rect=QRectF(QPointF(left + place * width / count, top), QSizeF(width / count, side)), viewpoint=glass)
        for place in range(count)
    ]


def paint_loupe(
    painter: QPainter, glasses: list[Pane], picture: PictureTiles | None, pair: Pair | None, mode: Mode, blinking: bool
) -> None:
    sides = [ALONE[type(mode)]] if type(mode) in ALONE else [Shown.BEFORE, Shown.AFTER]
    for glass, side in zip(glasses, sides, strict=False):
        painter.save()
        painter.setClipRect(glass.rect, Qt.ClipOperation.IntersectClip)
        painter.fillRect(glass.rect, colour(Role.HOVER))
        if picture and not isinstance(pair, PicturePair):  # around a patch, the picture is as before
            paint_tiles(painter, picture, glass)
        shown = Shown.BEFORE if blinking else side
        if pair:
            paint_part(painter, pair, glass, Part(shown, pair.area(glass)))
        paint_label(painter, (shown if pair else Shown.BEFORE).title, glass.rect, Qt.AlignmentFlag.AlignTop)
        painter.restore()
        paint_frame(painter, glass.rect, corner=False)
