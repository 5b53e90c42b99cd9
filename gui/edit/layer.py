"""The layer of marks over a picture: what was found and what was drawn, in one colour, with what was erased cut out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from engine.edits.edit import Area, Hint, Mark, Point, Shape, Stroke
from gui.picture.viewpoint import Pane

OPACITY = 0.5
DOT = 7.0  # pixels of the window: the radius of a colour that is known


def paint_marks(painter: QPainter, pane: Pane, marks: Sequence[Mark], tint: QColor, found: QImage | None = None) -> None:
    """`found`: a tinted picture of what was found, of the whole picture."""
    size = QSize(round(pane.rect.width() * pane.ratio), round(pane.rect.height() * pane.ratio))
    if size.isEmpty() or not (marks or found):
        return
    layer = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    layer.setDevicePixelRatio(pane.ratio)
    layer.fill(Qt.GlobalColor.transparent)
    drawer = QPainter(layer)
    drawer.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    drawer.translate(-pane.rect.topLeft())
    if found:
        drawer.drawImage(pane.on_screen(QRectF(QPointF(), pane.frame)), found)
    for mark in marks:
        way = QPainter.CompositionMode.CompositionMode_Clear if mark.erases else QPainter.CompositionMode.CompositionMode_Source
        drawer.setCompositionMode(way)
        paint_shape(drawer, pane, mark.shape, tint)
    drawer.end()
    painter.setOpacity(OPACITY)
    painter.drawImage(pane.rect.topLeft(), layer)
    painter.setOpacity(1)


def paint_shape(painter: QPainter, pane: Pane, shape: Shape, tint: QColor) -> None:
    match shape:
        case Stroke(points=points, width=width):
            across = width * max(pane.frame.width(), pane.frame.height()) * pane.viewpoint.zoom
            places = [place_of(point, pane) for point in points]
            if len(places) == 1:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tint)
                painter.drawEllipse(places[0], across / 2, across / 2)
            else:
                ends, joins = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.strokePath(_path([places]), QPen(tint, across, Qt.PenStyle.SolidLine, ends, joins))
        case Area(rings=rings):
            path = _path([[place_of(point, pane) for point in ring] for ring in rings], closed=True)
            painter.fillPath(path, tint)


def paint_hints(painter: QPainter, pane: Pane, hints: Sequence[Hint]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for hint in hints:
        place = place_of((hint.across, hint.down), pane)
        painter.setPen(QPen(Qt.GlobalColor.white, 3))
        painter.setBrush(QColor(hint.colour))
        painter.drawEllipse(place, DOT, DOT)
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.drawEllipse(place, DOT, DOT)


def tinted(mask: QImage, tint: QColor) -> QImage:
    """A picture of that colour, as opaque as the mask is bright."""
    layer = QImage(mask.size(), QImage.Format.Format_ARGB32)
    layer.fill(tint)
    layer.setAlphaChannel(mask.convertToFormat(QImage.Format.Format_Grayscale8))
    return layer.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def place_of(point: Point, pane: Pane) -> QPointF:
    """Where a point of the picture, in fractions, lies in the window."""
    away = QPointF(point[0] * pane.frame.width() - pane.viewpoint.x, point[1] * pane.frame.height() - pane.viewpoint.y)
    return pane.rect.center() + away * pane.viewpoint.zoom


def point_at(place: QPointF, pane: Pane) -> Point:
    """The other way round."""
    point = pane.in_picture(place)
    return point.x() / pane.frame.width(), point.y() / pane.frame.height()


def _path(lines: Sequence[Sequence[QPointF]], closed: bool = False) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.moveTo(line[0])
        for place in line[1:]:
            path.lineTo(place)
        if closed:
            path.closeSubpath()
    return path
