"""Editors for single options of a stage, one class for each kind of value."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSlider,
    QStyle,
    QStyleOptionSpinBox,
    QWidget,
)

from engine.messages.answers import OptionDescribed
from gui.words import engine_text

DECIMALS = 6  # of numbers that are typed
STEPS = 100  # of a slider for fractions
SHORTEST = 12  # letters that a slider is long at least
WHOLE_STEPS = 1000  # at most, of a slider for whole numbers
UNLIMITED = 1e15  # doubles still hold every whole number up to here


class OptionEditor(QWidget):
    """Shows the value of one option, and takes another one from the user."""

    edited = Signal(object)
    """The value that the user has given."""

    says_title = False
    """Whether it shows the option's title itself."""

    def __init__(self, option: OptionDescribed) -> None:
        super().__init__()
        self._option = option
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: Any) -> None:
        """Show a value; nobody hears of it."""
        raise NotImplementedError

    def _add(self, field: QWidget, stretch: int = 1) -> None:
        """Another field, to the right of those that are there; the first has the focus."""
        field.setAccessibleName(engine_text(self._option.title))
        field.setAccessibleDescription(engine_text(self._option.help))
        field.setToolTip(engine_text(self._option.help))
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Manners(field)
        self._layout.addWidget(field, stretch)
        self.setFocusProxy(self.focusProxy() or field)


class NumberEditor(OptionEditor):
    """A slider where there are limits, and always a field for exact numbers."""

    def __init__(self, option: OptionDescribed) -> None:
        super().__init__(option)
        self._whole = option.kind == "whole"
        self._least = -UNLIMITED if option.least is None else option.least
        self._most = UNLIMITED if option.most is None else option.most
        self._limited = option.least is not None and option.most is not None and option.least < option.most
        self._steps = self._steps_between()
        self._digits = self._digits_shown()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, self._steps)
        self._slider.setPageStep(max(1, self._steps // 10))
        self._slider.valueChanged.connect(self._slid)
        self._number = ExactSpinBox(0 if self._whole else DECIMALS, self._digits)
        self._number.setRange(self._least, self._most)
        self._number.setSingleStep(10**-self._digits if self._limited else 1)
        self._number.valueChanged.connect(self._typed)
        if self._limited:
            self._slider.setMinimumWidth(self.fontMetrics().averageCharWidth() * SHORTEST)
            self._number.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
            self._add(self._slider)
        else:
            self._layout.addStretch(1)
        self._add(self._number, 0)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self._number):
            self._number.setValue(value)
        self._place_slider(value)

    def _slid(self, position: int) -> None:
        value = self._least + position * (self._most - self._least) / self._steps
        value = round(value) if self._whole else round(value, self._digits)
        with QSignalBlocker(self._number):
            self._number.setValue(value)
        self.edited.emit(value)

    def _typed(self, value: float) -> None:
        self._place_slider(value)
        self.edited.emit(round(value) if self._whole else value)

    def _place_slider(self, value: float) -> None:
        if self._limited:
            with QSignalBlocker(self._slider):
                self._slider.setValue(round((value - self._least) / (self._most - self._least) * self._steps))

    def _steps_between(self) -> int:
        return min(WHOLE_STEPS, round(self._most - self._least)) if self._whole and self._limited else STEPS

    def _digits_shown(self) -> int:
        """Decimals that tell the slider's steps apart."""
        if self._whole:
            return 0
        step = (self._most - self._least) / self._steps if self._limited else 0.01
        return max(0, min(DECIMALS, math.ceil(-math.log10(step))))


class SwitchEditor(OptionEditor):
    says_title = True

    def __init__(self, option: OptionDescribed) -> None:
        super().__init__(option)
        self._box = QCheckBox(engine_text(option.title))
        self._add(self._box)
        self._box.clicked.connect(lambda on: self.edited.emit(on))

    def show_value(self, value: Any) -> None:
        self._box.setChecked(bool(value))


class ChoiceEditor(OptionEditor):
    def __init__(self, option: OptionDescribed) -> None:
        super().__init__(option)
        self._box = QComboBox()
        self._add(self._box)
        self._choices = option.choices
        names = option.labels or [str(choice) for choice in option.choices]
        self._box.addItems([engine_text(name) or self.tr("As it comes with Patina") for name in names])
        self._box.activated.connect(lambda place: self.edited.emit(self._choices[place]))

    def show_value(self, value: Any) -> None:
        self._box.setCurrentIndex(self._choices.index(value) if value in self._choices else -1)


class TextEditor(OptionEditor):
    def __init__(self, option: OptionDescribed) -> None:
        super().__init__(option)
        self._line = QLineEdit()
        self._add(self._line)
        self._line.textEdited.connect(lambda text: self.edited.emit(text))

    def show_value(self, value: Any) -> None:
        if self._line.text() != value:  # the cursor stays where the user types
            self._line.setText(str(value))


class ExactSpinBox(QDoubleSpinBox):
    """Shows as few decimals as a number needs, and takes as many as are typed; all are equally wide."""

    def __init__(self, decimals: int, shown: int) -> None:
        super().__init__()
        self._shown = shown
        self.setDecimals(decimals)
        self.setKeyboardTracking(False)  # half a number is not a number
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def textFromValue(self, value: float) -> str:
        exact = round(value, self.decimals())
        digits = next(digits for digits in range(self._shown, self.decimals() + 1) if round(value, digits) == exact)
        return self.locale().toString(exact, "f", digits).replace(self.locale().groupSeparator(), "")

    def sizeHint(self) -> QSize:
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        inside = QSize(self.fontMetrics().horizontalAdvance("-00.000"), self.lineEdit().sizeHint().height())
        return self.style().sizeFromContents(QStyle.ContentsType.CT_SpinBox, option, inside, self)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Manners(QObject):
    """What a field leaves to the panel that it is on: the wheel, unless it has the focus, and undo, unless it can undo itself.

    Else whoever scrolls over a long list of sliders would change them.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)
        if isinstance(field, QAbstractSpinBox):
            field.lineEdit().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self._field.hasFocus():
            event.ignore()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._leaves(event):
            event.ignore()
            return True
        return False

    def _leaves(self, event: QKeyEvent) -> bool:
        line = self._field.lineEdit() if isinstance(self._field, QAbstractSpinBox) else self._field
        undone = event.matches(QKeySequence.StandardKey.Undo) and not (isinstance(line, QLineEdit) and line.isUndoAvailable())
        redone = event.matches(QKeySequence.StandardKey.Redo) and not (isinstance(line, QLineEdit) and line.isRedoAvailable())
        return undone or redone


EDITORS: dict[str, type[OptionEditor]] = {
    "number": NumberEditor,
    "whole": NumberEditor,
    "switch": SwitchEditor,
    "choice": ChoiceEditor,
    "text": TextEditor,
}
"""By the kind of an option. Tables and lists have none here: their editors are pages of their own."""
