"""What is painted for a picture in tables and strips: its thumbnail, the mark of its state, the mark of its verdict."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from gui.looks.colours import Role, colour

STATE_ROLES = {"queued": Role.QUIET, "running": Role.ACCENT_TEXT, "done": Role.GOOD, "failed": Role.BAD}
VERDICT_ROLES = {"accepted": Role.GOOD, "rejected": Role.BAD}
ROUND = 4.0  # radius of a thumbnail's corners


def paint_thumbnail(painter: QPainter, room: QRect, picture: QPixmap | None, ratio: float) -> QRect:
    """In the middle of the room, as large as fits; an empty card while there is none. Where it went."""
    where = room
    if picture is not None:
        size = QSize(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = size.boundedTo((picture.size() / ratio * 1.5).expandedTo(QSize(1, 1)))
        where = QRect(room.topLeft() + QPointF(room.width() - size.width(), room.height() - size.height()).toPoint() / 2, size)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(where), ROUND, ROUND)
    if picture is None:
        painter.fillPath(outline, colour(Role.HOVER))
    else:
        painter.setClipPath(outline)
        painter.drawPixmap(where, picture)
    painter.restore()
    return where


def paint_state(painter: QPainter, where: QRectF, state: str, fraction: float | None) -> None:
    """Shapes differ, not only colours: a ring waits, a disc fills as it is painted, a tick is done, a cross has failed."""
    ink = colour(STATE_ROLES[state])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "queued":
        painter.setPen(QPen(ink, where.width() / 9))
        painter.drawEllipse(where.adjusted(2, 2, -2, -2))
    elif state == "running":
        painter.setPen(QPen(ink, where.width() / 9))
        painter.drawEllipse(where.adjusted(1, 1, -1, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(where.adjusted(3, 3, -3, -3), 90 * 16, -round(360 * 16 * (fraction or 0)))
    else:
        _paint_stroke(painter, where, state == "done", ink, where.width() / 7)
    painter.restore()


def paint_verdict(painter: QPainter, where: QRectF, verdict: str) -> None:
    """A small round seal: a tick or a cross."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(Role.CARD), 2))
    painter.setBrush(colour(VERDICT_ROLES[verdict]))
    painter.drawEllipse(where)
    inside = where.adjusted(*(where.width() * part for part in (0.2, 0.2, -0.2, -0.2)))
    _paint_stroke(painter, inside, verdict == "accepted", colour(Role.CARD), where.width() / 9)
    painter.restore()


def paint_bar(painter: QPainter, where: QRectF, fraction: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    half = where.height() / 2
    painter.setBrush(colour(Role.LINE))
    painter.drawRoundedRect(where, half, half)
    painter.setBrush(colour(Role.ACCENT_TEXT))
    if fraction > 0:
        long = max(where.width() * min(fraction, 1), where.height())
        painter.drawRoundedRect(QRectF(where.left(), where.top(), long, where.height()), half, half)
    painter.restore()


def _paint_stroke(painter: QPainter, where: QRectF, tick: bool, ink: QColor, width: float) -> None:
    def at(across: float, down: float) -> QPointF:
        return QPointF(where.left() + across * where.width(), where.top() + down * where.height())

    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if tick:
        painter.drawPolyline([at(0.12, 0.55), at(0.4, 0.82), at(0.9, 0.22)])
    else:
        painter.drawLine(at(0.18, 0.18), at(0.82, 0.82))
        painter.drawLine(at(0.82, 0.18), at(0.18, 0.82))
