"""The tools, one below the other, and how wide they are."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from gui.edit.canvas import LEAST_WIDTH, MOST_WIDTH
from gui.edit.tools import BRUSH, COLOUR, WIDE, Tool, tools
from gui.looks.icons import dress

STEPS = 100  # of the slider: equal steps make the brush wider by equal factors
WIDER = 8  # steps, for a press of a key


class ToolBox(QWidget):
    chosen = Signal(object)
    """A Tool."""

    width_changed = Signal(float)
    """Of the brush, as a share of the picture's longer side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = {tool.name: tool for tool in tools()}
        self._buttons = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(2)
        for number, tool in enumerate(self._tools.values()):
            column.addWidget(self._button(tool, number), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self.width_slider = QSlider(Qt.Orientation.Vertical)
        self.width_slider.setRange(0, STEPS)
        self.width_slider.setAccessibleName(self.tr("Width of the brush"))
        self.width_slider.setToolTip(self.tr("Width of the brush ([ and ])"))
        self.width_slider.valueChanged.connect(lambda step: self.width_changed.emit(width_at(step)))
        self.width_slider.setMaximumHeight(160)
        column.addWidget(self.width_slider, 1, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        for keys, steps in (("[", -WIDER), ("]", WIDER)):
            action = QAction(self, shortcut=QKeySequence(keys))
            action.triggered.connect(partial(self._widen, steps))
            self.addAction(action)
        self._buttons.idToggled.connect(self._toggled)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.choose(BRUSH)

    @property
    def tool(self) -> Tool:
        return list(self._tools.values())[self._buttons.checkedId()]

    def choose(self, name: str) -> None:
        self.button_of(name).setChecked(True)

    def button_of(self, name: str) -> QAbstractButton:
        return self._buttons.button(list(self._tools).index(name))

    def set_width(self, share: float) -> None:
        self.width_slider.setValue(step_of(share))

    def offer_colours(self, on: bool, why: str) -> None:
        """Whether colours are of use; else the tool says why they are not."""
        button = self.button_of(COLOUR)
        button.setEnabled(on)
        button.setToolTip(_help(self._tools[COLOUR], why))
        if not on and self.tool.name == COLOUR:
            self.choose(BRUSH)

    def _toggled(self, _: int, on: bool) -> None:
        if on:
            self.width_slider.setEnabled(self.tool.name in WIDE)
            self.chosen.emit(self.tool)

    def _widen(self, steps: int) -> None:
        self.width_slider.setValue(self.width_slider.value() + steps)

    def _button(self, tool: Tool, number: int) -> QToolButton:
        button = QToolButton()
        side = round(self.fontMetrics().height() * 1.4)
        button.setIconSize(QSize(side, side))
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tool.title)
        button.setAccessibleDescription(tool.about)
        button.setToolTip(_help(tool))
        dress(button, tool.icon)
        self._buttons.addButton(button, number)
        action = QAction(tool.title, self, shortcut=QKeySequence(tool.key))
        action.triggered.connect(button.click)
        self.addAction(action)
        return button


def width_at(step: int) -> float:
    return LEAST_WIDTH * math.pow(MOST_WIDTH / LEAST_WIDTH, step / STEPS)


def step_of(share: float) -> int:
    return round(math.log(share / LEAST_WIDTH) / math.log(MOST_WIDTH / LEAST_WIDTH) * STEPS)


def _help(tool: Tool, why: str = "") -> str:
    return f"<b>{tool.title}</b> ({tool.key})<br/>{why or tool.about}"
