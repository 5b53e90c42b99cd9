"""Editors for options that are lists: of numbers, or of some of the choices that there are."""

from __future__ import annotations

from math import isfinite
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from engine.messages.answers import OptionDescribed
from gui.recipe.option_editors import OptionEditor
from gui.words import engine_text

ACROSS = 3  # boxes side by side


class NumbersEditor(OptionEditor):
    """Numbers with spaces between them, as they are typed; half a number changes nothing."""

    def __init__(self, option: OptionDescribed) -> None:
        super().__init__(option)
        self._line = QLineEdit()
        self._add(self._line)
        self._line.textEdited.connect(self._typed)
        self._line.editingFinished.connect(lambda: self.show_value(self._value))
        self._value: list[float] = list(option.default)

    def show_value(self, value: Any) -> None:
        self._value = list(value)
        if self._read() != self._value:
            self._line.setText(" ".join(f"{one:g}" for one in self._value))

    def _typed(self) -> None:
        if found := self._read():
            self._value = found
            self.edited.emit(found)

    def _read(self) -> list[float]:
        """Nothing, where something is no number or beyond the limits."""
        try:
            found = [float(word) for word in self._line.text().replace(";", " ").split()]
        except ValueError:
            return []
        least, most = self._option.least, self._option.most
        inside = all(isfinite(one) and (least is None or one >= least) and (most is None or one <= most) for one in found)
        return found if inside else []


class SeveralEditor(OptionEditor):
    """A box for each choice."""

    def __init__(self, option: OptionDescribed) -> None:
        super().__init__(option)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        self._boxes: dict[Any, QCheckBox] = {}
        for place, choice in enumerate(option.choices):
            box = QCheckBox(engine_text(str(choice)))
            box.setAccessibleDescription(engine_text(option.title))
            box.clicked.connect(self._ticked)
            grid.addWidget(box, place // ACROSS, place % ACROSS)
            self._boxes[choice] = box
        grid.setColumnStretch(ACROSS, 1)
        self._layout.addWidget(inside, 1)
        self.setToolTip(engine_text(option.help))
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def show_value(self, value: Any) -> None:
        for choice, box in self._boxes.items():
            box.setChecked(choice in value)

    def _ticked(self) -> None:
        self.edited.emit([choice for choice, box in self._boxes.items() if box.isChecked()])
