"""Tone curves: what became of dark and bright in red, green and blue."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.looks.colours import Role, colour

SIDE = 220  # logical pixels
INKS = ("#d0453b", "#3f9a52", "#4a78d0")  # of red, green and blue, seen by day and by night


class CurvePlot(QWidget):
    def __init__(self, curves: Sequence[Sequence[float]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = curves
        self.setFixedSize(SIDE, SIDE)
        middle = " ".join(f"{round(100 * curve[len(curve) // 2])} %" for curve in curves)
        self.setAccessibleName(self.tr("Tone curves"))
        self.setAccessibleDescription(self.tr("Middle grey became: {middle}").format(middle=middle))

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.fillRect(area, colour(Role.CARD))
        painter.setPen(QPen(colour(Role.LINE), 1))
        painter.drawRect(area)
        painter.setPen(QPen(colour(Role.FAINT), 1, Qt.PenStyle.DashLine))
        painter.drawLine(area.bottomLeft(), area.topRight())
        for curve, ink in zip(self._curves, INKS, strict=True):
            painter.setPen(QPen(QColor(ink), 2))
            painter.drawPath(_path(curve, area))


def _path(curve: Sequence[float], area: QRectF) -> QPainterPath:
    path = QPainterPath()
    for place, value in enumerate(curve):
        point = QPointF(
            area.left() + area.width() * place / (len(curve) - 1), area.bottom() - area.height() * min(max(value, 0.0), 1.0)
        )
        path.lineTo(point) if place else path.moveTo(point)
    return path
