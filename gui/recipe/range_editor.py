"""An editor for ranges: a slider with two handles, and fields for the exact numbers, smallest and largest."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QWidget

from engine.messages.answers import OptionDescribed
from gui.looks.colours import Role, colour
from gui.recipe.option_editors import DECIMALS, SHORTEST, STEPS, ExactSpinBox, OptionEditor

PAGE = 10  # steps that a key for pages moves a handle


class RangeEditor(OptionEditor):
    """The value is a list of two numbers."""

    def __init__(self, option: OptionDescribed) -> None:
        super().__init__(option)
        least, most = float(option.least or 0), float(1 if option.most is None else option.most)
        self._slider = RangeSlider(least, most)
        self._slider.setMinimumWidth(self.fontMetrics().averageCharWidth() * SHORTEST)
        self._slider.moved.connect(self._slid)
        digits = 0 if most - least >= STEPS else 1 if most - least >= STEPS / 10 else 2
        self._numbers = ExactSpinBox(DECIMALS, digits), ExactSpinBox(DECIMALS, digits)
        self._digits = digits
        self._add(self._slider)
        for end, number in enumerate(self._numbers):
            number.setRange(min(least, -1e6), 1e6)  # the slider reaches as far as is usual; who types may know better
            number.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
            number.valueChanged.connect(partial(self._typed, end))
            self._add(number, 0)

    def show_value(self, value: Any) -> None:
        for number, one in zip(self._numbers, value, strict=True):
            with QSignalBlocker(number):
                number.setValue(one)
        self._slider.show_range(*value)

    def _slid(self, low: float, high: float) -> None:
        value = [round(low, self._digits), round(high, self._digits)]
        self.show_value(value)
        self.edited.emit(value)

    def _typed(self, end: int, typed: float) -> None:
        """What was typed last stands, and takes the other end along where it must."""
        value = [number.value() for number in self._numbers]
        if value[0] > value[1]:
            value[1 - end] = typed
        self.show_value(value)
        self.edited.emit(value)


class RangeSlider(QWidget):
    """Two handles in one groove. Tab goes to it, arrows move the handle that was used last, Space takes the other."""

    moved = Signal(float, float)

    def __init__(self, least: float, most: float) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._ends = [least, most]
        self._held = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def ends(self) -> tuple[float, float]:
        return self._ends[0], self._ends[1]

    def show_range(self, low: float, high: float) -> None:
        self._ends = [low, high]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * SHORTEST, round(self.fontMetrics().height() * 1.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, middle = self._radius, self.height() / 2
        groove = QRectF(radius, middle - 2, self.width() - 2 * radius, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Role.LINE))
        painter.drawRoundedRect(groove, 2, 2)
        painter.setBrush(colour(Role.ACCENT if self.isEnabled() else Role.FAINT))
        left, right = (self._place(end) for end in self._ends)
        painter.drawRect(QRectF(left, middle - 2, right - left, 4))
        for number, place in enumerate((left, right)):
            focused = self.hasFocus() and number == self._held
            painter.setPen(QPen(colour(Role.ACCENT_TEXT if focused else Role.QUIET), 2 if focused else 1))
            painter.setBrush(colour(Role.BUTTON))
            painter.drawEllipse(QPointF(place, middle), radius - 1.5, radius - 1.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        here = event.position().x()
        left, right = (self._place(end) for end in self._ends)
        nearer_left = abs(here - left) < abs(here - right) or (left == right and here < left)
        self._held = 0 if nearer_left else 1
        self._move(self._value(here))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(self._value(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = (self._most - self._least) / STEPS
        keys = {
            Qt.Key.Key_Left: -step, Qt.Key.Key_Down: -step, Qt.Key.Key_Right: step, Qt.Key.Key_Up: step,
            Qt.Key.Key_PageDown: -PAGE * step, Qt.Key.Key_PageUp: PAGE * step,
        }  # fmt: skip
        if event.key() == Qt.Key.Key_Space:
            self._held = 1 - self._held
            self.update()
        elif (by := keys.get(Qt.Key(event.key()))) is not None:
            self._move(self._ends[self._held] + by)
        else:
            super().keyPressEvent(event)

    def _move(self, value: float) -> None:
        """The held handle, never past the other one."""
        low = self._least if self._held == 0 else self._ends[0]
        high = self._ends[1] if self._held == 0 else self._most
        value = min(max(value, low), max(high, low))
        if value != self._ends[self._held]:
            self._ends[self._held] = value
            self.update()
            self.moved.emit(*self._ends)

    @property
    def _radius(self) -> float:
        return self.height() * 0.36

    def _place(self, value: float) -> float:
        share = (min(max(value, self._least), self._most) - self._least) / (self._most - self._least)
        return self._radius + share * (self.width() - 2 * self._radius)

    def _value(self, place: float) -> float:
        share = (place - self._radius) / max(1.0, self.width() - 2 * self._radius)
        return self._least + min(max(share, 0.0), 1.0) * (self._most - self._least)
