"""Draws what a pane shows of a picture from its tiles, from coarser ones where the right ones are not there yet."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log2

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from engine.messages.requests import TILE_SIDE
from gui.picture.tiles import PictureTiles, TilePlace
from gui.picture.viewpoint import Pane

SQUARES = 4.0  # from this zoom on, pixels are shown as the squares that they are


def places_in(tiles: PictureTiles, pane: Pane) -> list[TilePlace]:
    """The tiles that a pane shows, from its middle outwards."""
    stretch = _stretch(tiles, pane)
    seen = pane.seen
    level = _level(tiles, pane)
    side_x, side_y = (TILE_SIDE * 2**level / stretch.width(), TILE_SIDE * 2**level / stretch.height())
    rows = range(floor(seen.top() / side_y), ceil(seen.bottom() / side_y))
    columns = range(floor(seen.left() / side_x), ceil(seen.right() / side_x))
    middle = seen.center()

    def distance(place: TilePlace) -> float:
        return abs((place.row + 0.5) * side_y - middle.y()) + abs((place.column + 0.5) * side_x - middle.x())

    return sorted((TilePlace(level, row, column) for row in rows for column in columns), key=distance)


def paint_tiles(painter: QPainter, tiles: PictureTiles, pane: Pane) -> None:
    """Draw a picture into a pane. Its frame may have another size than the picture: the picture is stretched over it."""
    if tiles.size.isEmpty():
        return
    painter.save()
    painter.setClipRect(pane.rect, Qt.ClipOperation.IntersectClip)
    device_zoom = pane.viewpoint.zoom * pane.ratio / _stretch(tiles, pane).width()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, device_zoom < SQUARES)
    for place in places_in(tiles, pane):
        for image, part, box in _best(tiles, place):
            painter.drawImage(pane.on_screen(_framed(tiles, pane, box)), image, part)
    painter.restore()


def _best(tiles: PictureTiles, place: TilePlace) -> Iterator[tuple[QImage, QRectF, QRectF]]:
    """What there is to draw at a tile's place: pictures, the part of each, and the box that it covers in the whole picture."""
    box = _box(tiles, place)
    for up in range(tiles.levels - place.level):
        at = TilePlace(place.level + up, place.row >> up, place.column >> up)
        image = tiles.tile(at)
        if image:
            yield image, _part(at, box), box
            break
    if tiles.tile(place):
        return
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):  # finer ones are here when one has just moved away from them
        at = TilePlace(place.level - 1, 2 * place.row + row, 2 * place.column + column)
        image = tiles.tile(at)
        if image:
            yield image, _part(at, _box(tiles, at)), _box(tiles, at)


def _part(place: TilePlace, box: QRectF) -> QRectF:
    """The part of a tile that covers a box of the picture."""
    factor = 2**place.level
    corner = box.topLeft() / factor - QPointF(place.column, place.row) * TILE_SIDE
    return QRectF(corner, box.size() / factor)


def _box(tiles: PictureTiles, place: TilePlace) -> QRectF:
    """What a tile covers, in the picture's own pixels."""
    side = TILE_SIDE * 2**place.level
    box = QRectF(place.column * side, place.row * side, side, side)
    return box.intersected(QRectF(QPointF(), QSizeF(tiles.size)))


def _framed(tiles: PictureTiles, pane: Pane, box: QRectF) -> QRectF:
    stretch = _stretch(tiles, pane)
    x, y = stretch.width(), stretch.height()
    return QRectF(box.left() / x, box.top() / y, box.width() / x, box.height() / y)


def _stretch(tiles: PictureTiles, pane: Pane) -> QSizeF:
    """Pixels of the picture for one of the pane's frame."""
    return QSizeF(tiles.size.width() / pane.frame.width(), tiles.size.height() / pane.frame.height())


def _level(tiles: PictureTiles, pane: Pane) -> int:
    """The coarsest level that need not be enlarged."""
    shrunk = _stretch(tiles, pane).width() / (pane.viewpoint.zoom * pane.ratio)
    return min(max(floor(log2(shrunk) + 1e-6), 0), tiles.levels - 1)
