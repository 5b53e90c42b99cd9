"""Marks on pictures that are compared: labels, the divider, the patch's frame, the line of activity.

Lines are light with edges of the accent, by day and by night: they lie on pictures, not on the window.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.looks.colours import Role, colour

EDGE = 8.0  # from a label to the edge of what it names
HANDLE = 9.0  # radius of the divider's handle
CORNER = 12.0  # of the patch's frame, by which it is resized
ACTIVITY = 3.0  # thickness of the line of activity
LAP = 1200  # milliseconds in which it runs across


def label_rect(text: str, rect: QRectF, corner: Qt.AlignmentFlag, letters: QFontMetricsF) -> QRectF:
    """Where a label lies; nowhere, if there is no room for it."""
    size = QSizeF(letters.horizontalAdvance(text) + letters.height(), letters.height() * 1.4)
    if rect.width() < size.width() + EDGE or rect.height() < size.height() + EDGE:
        return QRectF()
    edge = min(EDGE, (rect.width() - size.width()) / 2)
    left = rect.right() - edge - size.width() if corner & Qt.AlignmentFlag.AlignRight else rect.left() + edge
    top = rect.bottom() - edge - size.height() if corner & Qt.AlignmentFlag.AlignBottom else rect.top() + edge
    return QRectF(QPointF(left, top), size)


def paint_label(painter: QPainter, text: str, rect: QRectF, corner: Qt.AlignmentFlag) -> None:
    place = label_rect(text, rect, corner, QFontMetricsF(painter.font()))
    if place.isEmpty():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_veiled(Role.CARD, 225))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setPen(colour(Role.TEXT))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_divider(painter: QPainter, line: QLineF) -> None:
    """A line that is seen on every picture, with a handle to drag it by."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for role, width in ((Role.ACCENT, 3.5), (Role.ON_ACCENT, 1.75)):
        painter.setPen(QPen(colour(role), width))
        painter.drawLine(line)
    if line.length() > 6 * HANDLE:
        _paint_handle(painter, line.center(), upright=line.dx() == 0)
    painter.restore()


def paint_frame(painter: QPainter, rect: QRectF, corner: bool) -> None:
    """The patch's frame, with the corner that resizes it."""
    painter.save()
    for role, width in ((Role.ACCENT, 3.5), (Role.ON_ACCENT, 1.75)):
        painter.setPen(QPen(colour(role), width))
        painter.drawRect(rect)
    if corner:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Role.ACCENT), 1))
        painter.setBrush(colour(Role.ON_ACCENT))
        painter.drawRoundedRect(corner_rect(rect), 3, 3)
    painter.restore()


def corner_rect(rect: QRectF) -> QRectF:
    return QRectF(rect.right() - CORNER / 2, rect.bottom() - CORNER / 2, CORNER, CORNER)


def paint_activity(painter: QPainter, rect: QRectF, milliseconds: int) -> None:
    """A light that runs along the lower edge."""
    painter.save()
    band = QRectF(rect.left(), rect.bottom() - ACTIVITY, rect.width(), ACTIVITY)
    painter.setClipRect(band, Qt.ClipOperation.IntersectClip)
    painter.fillRect(band, _veiled(Role.ON_ACCENT, 210))
    length = rect.width() / 3
    start = rect.left() - length + (rect.width() + length) * (milliseconds % LAP) / LAP
    painter.fillRect(QRectF(start, band.top(), length, ACTIVITY), colour(Role.ACCENT))
    painter.restore()


def _paint_handle(painter: QPainter, middle: QPointF, upright: bool) -> None:
    painter.setPen(QPen(colour(Role.ACCENT), 1))
    painter.setBrush(colour(Role.ON_ACCENT))
    painter.drawEllipse(middle, HANDLE, HANDLE)
    painter.translate(middle)
    painter.rotate(0 if upright else 90)
    painter.setPen(QPen(colour(Role.ACCENT), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    for way in (-1, 1):
        painter.drawPolyline([QPointF(way * 2.5, -3), QPointF(way * 5.5, 0), QPointF(way * 2.5, 3)])


def _veiled(role: Role, opacity: int) -> QColor:
    veiled = colour(role)
    veiled.setAlpha(opacity)
    return veiled
