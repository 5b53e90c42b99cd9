"""A form for the options of one stage, made from what the engine says about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from engine.messages.answers import OptionDescribed
from gui.looks.colours import Role
from gui.looks.icons import dress
from gui.looks.tool_button import tool
from gui.recipe.list_editors import NumbersEditor, SeveralEditor
from gui.recipe.option_editors import EDITORS as SINGLE
from gui.recipe.option_editors import OptionEditor
from gui.recipe.range_editor import RangeEditor
from gui.words import engine_text, filled

EDITORS: dict[str, type[OptionEditor]] = {
    **SINGLE, "range": RangeEditor, "numbers": NumbersEditor, "several": SeveralEditor,
}  # fmt: skip


class ChoiceForm(QWidget):
    """One row for each option: its title, its editor, and a button that brings the default back."""

    changed = Signal(str)
    """The name of an option that the user has given another value."""

    def __init__(self, options: Sequence[OptionDescribed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = {option.name: option for option in options}
        self._values = {option.name: option.default for option in options}
        self._given: frozenset[str] = frozenset()
        self._rows: dict[str, _Row] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        for option in options:
            if option.kind in EDITORS:
                self._add_row(option)

    @property
    def values(self) -> dict[str, Any]:
        """The options that are not at their defaults, and those that were given, in the stage's own order."""
        return {
            name: value
            for name, value in self._values.items()
            if name in self._given or value != self._options[name].default
        }  # fmt: skip

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values, and defaults for the rest. Nobody hears of it. Raises KeyError for an option that is not there."""
        for name in values:
            self._options[name]
        self._given = frozenset(values)
        for name, option in self._options.items():
            self._take(name, values.get(name, option.default))

    def show_only(self, names: Collection[str] | None) -> None:
        """Hide the rows of all other options; None shows all."""
        for name, row in self._rows.items():
            row.set_visible(names is None or name in names)

    @property
    def label_width(self) -> int:
        """Pixels that the titles need, also those of hidden rows."""
        return max((row.label.sizeHint().width() for row in self._rows.values() if row.label), default=0)

    def set_label_width(self, width: int) -> None:
        """So that the editors of several forms stand below each other."""
        self._grid.setColumnMinimumWidth(0, width)

    def _add_row(self, option: OptionDescribed) -> None:
        editor = EDITORS[option.kind](option)
        editor.edited.connect(lambda value, name=option.name: self._edit(name, value))
        row = _Row(option, editor, self._reset_button(option))
        row.show_value(option.default)
        place = len(self._rows)
        if row.label:
            self._grid.addWidget(row.label, place, 0)
        self._grid.addWidget(editor, place, 1)
        self._grid.addWidget(row.reset, place, 2)
        self._rows[option.name] = row

    def _reset_button(self, option: OptionDescribed) -> QToolButton:
        button = tool()
        dress(button, "again", Role.QUIET)
        words = filled(self.tr("Back to the default of “%1”"), engine_text(option.title))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self._reset(option))
        return button

    def _edit(self, name: str, value: Any) -> None:
        if value != self._values[name]:
            self._take(name, value)
            self.changed.emit(name)

    def _reset(self, option: OptionDescribed) -> None:
        self._given -= {option.name}
        self._take(option.name, option.default)
        self._rows[option.name].editor.setFocus()  # the button, which had it, hides
        self.changed.emit(option.name)

    def _take(self, name: str, value: Any) -> None:
        self._values[name] = value
        if name in self._rows:
            self._rows[name].show_value(value)


class _Row:
    """What belongs to one option on the form."""

    def __init__(self, option: OptionDescribed, editor: OptionEditor, reset: QToolButton) -> None:
        self._default = option.default
        self.editor, self.reset = editor, reset
        self.label = None if editor.says_title else QLabel(engine_text(option.title))
        if self.label:
            self.label.setToolTip(engine_text(option.help))
            self.label.setBuddy(editor)
        policy = reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves under the mouse
        reset.setSizePolicy(policy)
        self._visible = True
        self._changed = False

    def show_value(self, value: Any) -> None:
        self.editor.show_value(value)
        self._changed = value != self._default
        self.reset.setVisible(self._visible and self._changed)

    def set_visible(self, visible: bool) -> None:
        self._visible = visible
        for widget in filter(None, (self.label, self.editor)):
            widget.setVisible(visible)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(visible)
        self.reset.setSizePolicy(policy)
        self.reset.setVisible(visible and self._changed)
