"""How paintings are painted on the screen: laid over the picture by their strength, with round corners and small marks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QPixmap

from gui.looks.colours import Role, colour
from gui.looks.icons import pixmap

ROUND = 5.0  # radius of corners
UNTOUCHED = 0.3  # how much is seen of a picture that is not painted yet


def inside(room: QRectF, size: QSize | QSizeF) -> QRectF:
    """Where something of that shape goes: in the middle of the room, as large as fits."""
    fitted = QSizeF(size).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(room.center() - QPointF(fitted.width(), fitted.height()) / 2, fitted)


def paint_blend(
    painter: QPainter, where: QRectF, before: QPixmap | None, after: QPixmap | None, strength: float, faint: bool = True
) -> None:
    """`faint`: without a painting, the picture only shines through."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    outline = QPainterPath()
    outline.addRoundedRect(where, ROUND, ROUND)
    painter.fillPath(outline, colour(Role.HOVER))
    painter.setClipPath(outline)
    if before is not None:
        painter.setOpacity(UNTOUCHED if after is None and faint else 1)
        painter.drawPixmap(where, before, QRectF(before.rect()))
    if after is not None:
        painter.setOpacity(strength if before is not None else 1)
        painter.drawPixmap(where, after, QRectF(after.rect()))
    painter.restore()


def paint_ring(painter: QPainter, where: QRectF, role: Role, width: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(role), width))
    half = width / 2
    painter.drawRoundedRect(where.adjusted(-half, -half, half, half), ROUND + half, ROUND + half)
    painter.restore()


def paint_number(painter: QPainter, corner: QPointF, number: int) -> None:
    """A round badge with its left upper corner there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_small(painter.font(), QFont.Weight.Bold))
    side = painter.fontMetrics().height() * 1.35
    badge = QRectF(corner, QSizeF(side, side))
    painter.setPen(QPen(colour(Role.ON_ACCENT), 1.5))
    painter.setBrush(colour(Role.ACCENT))
    painter.drawEllipse(badge)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


def paint_pill(painter: QPainter, corner: QPointF, text: str) -> None:
    """Words on a picture, with their left upper corner there; readable whatever is behind."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_small(painter.font(), QFont.Weight.Medium))
    metrics = painter.fontMetrics()
    height = metrics.height() * 1.4
    where = QRectF(corner, QSizeF(metrics.horizontalAdvance(text) + height, height))
    ground = colour(Role.CARD)
    ground.setAlphaF(0.9)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(where, height / 2, height / 2)
    painter.setPen(colour(Role.TEXT))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_icon(painter: QPainter, where: QRectF, name: str, role: Role) -> None:
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(where.toRect(), pixmap(name, role, round(where.width()), ratio))


def _small(font: QFont, weight: QFont.Weight) -> QFont:
    small = QFont(font)
    small.setPointSizeF(small.pointSizeF() * 0.9)
    small.setWeight(weight)
    return small
