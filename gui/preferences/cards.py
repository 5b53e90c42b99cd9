"""What cards of settings are made of: they show what is kept, also where it changes elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QSizePolicy

from gui.looks.pieces import as_card, heading
from gui.settings import Settings, SettingsFile


class SettingsCard(QFrame):
    """Whoever derives from it builds its widgets, then calls `follow`."""

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self.settings = settings
        self.inside = as_card(self)

    def show_values(self, values: Settings) -> None:
        """Let the widgets show these settings."""

    def follow(self) -> None:
        """From now on, show what is kept."""
        self.settings.changed.connect(self.show_values)
        self.show_values(self.settings.values)

    def title(self, words: str) -> None:
        self.inside.addWidget(heading(words, 1.15))

    def form(self) -> QFormLayout:
        """A form in the card, whose fields take the room that there is."""
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.inside.addLayout(form)
        return form


def choice(name: str, items: dict[str, str]) -> QComboBox:
    """A box to choose a value from, by its words; `name` is what screen readers call it."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    for value, words in items.items():
        box.addItem(words, value)
    return box


def show_choice(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))


def align(forms: Iterable[QFormLayout]) -> None:
    """Fields of all cards stand below each other."""
    items = [form.itemAt(line, QFormLayout.ItemRole.LabelRole) for form in forms for line in range(form.rowCount())]
    labels = [label for item in items if item and (label := item.widget())]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)
