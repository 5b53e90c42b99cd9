"""The card of what happens when the window is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from gui.looks.colours import Role
from gui.looks.pieces import sentence
from gui.preferences.cards import SettingsCard
from gui.settings import Settings, SettingsFile


class ClosingCard(SettingsCard):
    def __init__(self, settings: SettingsFile) -> None:
        super().__init__(settings)
        self.title(self.tr("Closing"))
        self._ask = QCheckBox(self.tr("&Ask before closing while pictures are being restored"))
        self._ask.clicked.connect(lambda on: settings.change(closing="ask" if on else "close"))
        self.inside.addWidget(self._ask)
        self.inside.addWidget(sentence(self.tr("In either case the queue goes on at the next start."), Role.QUIET))
        self.follow()

    def show_values(self, values: Settings) -> None:
        self._ask.setChecked(values.closing == "ask")
