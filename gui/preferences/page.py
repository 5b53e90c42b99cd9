"""The page of settings: each choice is kept at once."""

from __future__ import annotations

from engine.messages.answers import Described
from gui.bridge import Bridge
from gui.looks.pieces import Column, heading
from gui.preferences.cards import align
from gui.preferences.closing import ClosingCard
from gui.preferences.devices import DevicesCard
from gui.preferences.folders import FoldersCard
from gui.preferences.looks import LooksCard
from gui.preferences.results import ResultsCard
from gui.settings import SettingsFile


class SettingsPage(Column):
    def __init__(self, settings: SettingsFile, bridge: Bridge) -> None:
        super().__init__()
        looks, results = LooksCard(settings), ResultsCard(settings)
        self._devices = DevicesCard(settings, bridge)
        self.inside.addWidget(heading(self.tr("Settings")))
        for card in (looks, results, self._devices, ClosingCard(settings), FoldersCard(settings)):
            self.inside.addWidget(card)
        self.inside.addStretch(1)
        align((looks.rows, results.rows))

    def set_described(self, described: Described) -> None:
        """What the engine says about the devices of this machine."""
        self._devices.set_devices(described.devices)
