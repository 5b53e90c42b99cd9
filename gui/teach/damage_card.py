"""A damage as a card in the studio: its switch, and sliders for everything that it can be like."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from engine.messages.answers import StageDescribed
from gui.looks.colours import Role
from gui.looks.icons import dress
from gui.looks.pieces import sentence
from gui.looks.switch import Switch
from gui.looks.tool_button import tool
from gui.recipe.choice_form import ChoiceForm
from gui.words import engine_text, filled

SELDOM = frozenset({"kept", "elements", "element_size"})
"""Options for those who write plans; the rest are for everybody."""


class DamageCard(QFrame):
    changed = Signal()

    def __init__(self, damage: StageDescribed) -> None:
        super().__init__()
        self.damage = damage
        self.title = engine_text(damage.title)
        self.setProperty("card", "true")
        self.setAccessibleName(self.title)
        self.switch = Switch()
        self.switch.setAccessibleName(self.title)
        self.switch.clicked.connect(self._switched)
        name = QLabel(self.title)
        font = name.font()
        font.setWeight(font.Weight.DemiBold)
        name.setFont(font)
        self._arrow = tool()
        self._arrow.clicked.connect(lambda: self.unfold(self.form.isHidden()))
        self._about = sentence(engine_text(damage.about), Role.QUIET)
        self.form = ChoiceForm(damage.options)
        self.form.show_only({option.name for option in damage.options} - SELDOM)
        self.form.changed.connect(self.changed)
        head = QHBoxLayout()
        head.addWidget(self.switch)
        head.addWidget(name, 1)
        head.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignRight)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addLayout(head)
        inside.addWidget(self._about)
        inside.addWidget(self.form)
        self.show_values(None)

    @property
    def on(self) -> bool:
        return self.switch.isChecked()

    @property
    def plain(self) -> dict[str, Any]:
        """As a plan has it."""
        return {"type": self.damage.name, **self.form.values}

    def show_values(self, values: dict[str, Any] | None) -> None:
        """A damage of an ageing; None: it is not in it."""
        self.switch.setChecked(values is not None)
        self.form.set_values({name: value for name, value in (values or {}).items() if name != "type"})
        self.form.setEnabled(self.on)
        self.unfold(self.on)

    def unfold(self, unfolded: bool) -> None:
        for part in (self._about, self.form):
            part.setVisible(unfolded)
        dress(self._arrow, "up" if unfolded else "down", Role.QUIET)
        words = self.tr("Fewer options of “%1”") if unfolded else self.tr("All options of “%1”")
        self._arrow.setAccessibleName(filled(words, self.title))
        self._arrow.setToolTip(filled(words, self.title))

    def _switched(self) -> None:
        self.form.setEnabled(self.on)
        self.unfold(self.on)
        self.changed.emit()
