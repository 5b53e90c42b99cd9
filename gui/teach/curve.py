"""A curve over the steps of a run, drawn by hand: a library for plots would bring numpy into the window, which has none."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.amounts import number
from gui.looks.colours import Role, colour

LINES = 4  # across, at most
SMALLEST = 0.1  # dB that the scale is high at least: noise should not look like progress
DOT = 3.5  # logical pixels
NEAR = 24  # logical pixels from a point within which the mouse asks for it

Point = tuple[int, float]


class Curve(QWidget):
    """Points of (step, value) joined by a line; a level to be better than, and room for the steps that are yet to come."""

    def __init__(self, title: str, unit: str = "dB") -> None:
        super().__init__()
        self._title, self._unit = title, unit
        self._points: list[Point] = []
        self._level: float | None = None
        self._level_name = ""
        self._steps = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._name()

    @property
    def points(self) -> list[Point]:
        return list(self._points)

    @property
    def level(self) -> float | None:
        return self._level

    def show_points(self, points: Sequence[Point], steps: int, unit: str | None = None) -> None:
        """`steps`: where the run will end."""
        self._points, self._steps = sorted(dict(points).items()), max(1, steps, *(step for step, _ in points))
        self._unit = unit or self._unit
        self._name()
        self.update()

    def show_level(self, value: float | None, name: str = "") -> None:
        self._level, self._level_name = value, name
        self.update()

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics()
        return QSize(letter.averageCharWidth() * 60, letter.height() * 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 24, self.fontMetrics().height() * 6)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        near = [(abs(self._place(point).x() - here.x()), point) for point in self._points]
        if near and min(near)[0] < NEAR:
            step, value = min(near)[1]
            words = self.tr("step %1: %2").replace("%1", number(step)).replace("%2", f"{number(value, 2)} {self._unit}")
            QToolTip.showText(event.globalPosition().toPoint(), words, self)
        else:
            QToolTip.hideText()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, letter = QPainter(self), self.fontMetrics()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(Role.QUIET))
        painter.drawText(QRectF(0, 0, self.width(), letter.height()), self._title)
        inner = self._inner()
        for value in _round_values(*self._range()):
            self._draw_line(painter, inner, value, letter)
        ends = ((0, Qt.AlignmentFlag.AlignLeft), (self._steps, Qt.AlignmentFlag.AlignRight))
        for step, side in ends:
            words = self.tr("step %1").replace("%1", number(step))
            painter.drawText(inner.adjusted(0, 0, 0, letter.height() * 1.3), side | Qt.AlignmentFlag.AlignBottom, words)
        if self._level is not None:
            self._draw_level(painter, inner, letter)
        self._draw_points(painter)

    def _draw_line(self, painter: QPainter, inner: QRectF, value: float, letter: QFontMetrics) -> None:
        height = self._place((0, value)).y()
        painter.setPen(QPen(colour(Role.LINE), 1))
        painter.drawLine(QPointF(inner.left(), height), QPointF(inner.right(), height))
        painter.setPen(colour(Role.QUIET))
        beside = QRectF(0, height - letter.height() / 2, inner.left() - letter.averageCharWidth(), letter.height())
        decimals = 1 if self._range()[1] - self._range()[0] > 1 else 2
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(value, decimals))

    def _draw_level(self, painter: QPainter, inner: QRectF, letter: QFontMetrics) -> None:
        assert self._level is not None
        height = self._place((0, self._level)).y()
        painter.setPen(QPen(colour(Role.WARNING), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(inner.left(), height), QPointF(inner.right(), height))
        width = letter.horizontalAdvance(self._level_name)
        words = QRectF(inner.right() - width - 4, height + 3, width + 4, letter.height())
        painter.fillRect(words, colour(Role.CARD))  # no line runs through it
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, self._level_name)

    def _draw_points(self, painter: QPainter) -> None:
        places = [self._place(point) for point in self._points]
        painter.setPen(QPen(colour(Role.ACCENT_TEXT), 2))
        if len(places) > 1:
            painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Role.ACCENT_TEXT))
        for place in places:
            painter.drawEllipse(place, DOT, DOT)

    def _inner(self) -> QRectF:
        letter = self.fontMetrics()
        left = letter.horizontalAdvance("-00.00") + 2 * letter.averageCharWidth()
        return QRectF(self.rect()).adjusted(left, letter.height() * 1.8, -8, -letter.height() * 1.6)

    def _range(self) -> tuple[float, float]:
        values = [value for _, value in self._points] + ([] if self._level is None else [self._level])
        if not values:
            return 0.0, 1.0
        low, high = min(values), max(values)
        room = max((high - low) * 0.15, (SMALLEST - (high - low)) / 2, 0.0)
        return low - room, high + room

    def _place(self, point: Point) -> QPointF:
        inner, (low, high) = self._inner(), self._range()
        across, up = point[0] / self._steps, (point[1] - low) / (high - low)
        return QPointF(inner.left() + across * inner.width(), inner.bottom() - up * inner.height())

    def _name(self) -> None:
        last = f": {number(self._points[-1][1], 2)} {self._unit}" if self._points else ""
        self.setAccessibleName(self._title + last)


def _round_values(low: float, high: float) -> list[float]:
    """Round numbers between two others, LINES at most."""
    rough = (high - low) / LINES
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first = math.ceil(low / step)
    return [count * step for count in range(first, math.floor(high / step) + 1)]
