"""The card of devices: what the pictures are computed on, how quick each is, and how large tiles are."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QLayout, QRadioButton, QVBoxLayout

from engine.events import Event
from engine.messages.answers import DeviceDescribed, DevicesMeasured, EngineEnded
from engine.messages.requests import MeasureDevices
from gui.amounts import number
from gui.bridge import Bridge
from gui.looks.colours import Role
from gui.looks.pieces import button, row, sentence
from gui.preferences.cards import SettingsCard, choice, show_choice
from gui.settings import Settings, SettingsFile
from gui.words import engine_text, filled

TILES = (128, 256, 384, 512, 704, 1024, 1536)  # pixels along the side


class DevicesCard(SettingsCard):
    def __init__(self, settings: SettingsFile, bridge: Bridge) -> None:
        super().__init__(settings)
        self._bridge = bridge
        self._described: tuple[DeviceDescribed, ...] = ()
        self._measuring: int | None = None
        self.title(self.tr("Device"))
        self.inside.addWidget(sentence(self.tr("What the pictures are computed on."), Role.QUIET))
        self._devices = QVBoxLayout()
        self._devices.setSpacing(8)
        self._buttons = QButtonGroup(self)
        self._devices.addWidget(sentence(self.tr("The engine is looking for devices…"), Role.QUIET))
        self.inside.addLayout(self._devices)
        self._again = button(self.tr("Measure again"), "again")
        self._again.clicked.connect(lambda: self._measure(anew=True))
        self.inside.addLayout(row(self._again))
        self.inside.addSpacing(6)
        self.inside.addLayout(self._tiles())
        bridge.happened.connect(self._hear)
        self.follow()

    def set_devices(self, devices: tuple[DeviceDescribed, ...]) -> None:
        """What the engine says about the devices of this machine."""
        self._show_devices(devices)
        self._measure_soon()

    def show_values(self, values: Settings) -> None:
        self._show_tile(values.tile)
        for chosen in self._buttons.buttons():
            chosen.setChecked(chosen.property("device") == values.device)

    def showEvent(self, event: QShowEvent) -> None:
        """What was not measured yet is measured when somebody looks."""
        super().showEvent(event)
        self._measure_soon()

    # Measuring

    def _measure_soon(self) -> None:
        unknown = any(device.megapixels_per_second is None and not device.problem for device in self._described)
        if unknown and self.isVisible() and self._measuring is None:
            self._measure(anew=False)

    def _measure(self, anew: bool) -> None:
        self._measuring = self._bridge.number()
        self._again.setEnabled(False)
        self._bridge.ask(MeasureDevices(self._measuring, anew), self._measured)
        self._show_devices(self._described)

    def _measured(self, event: Event) -> None:
        self._measuring = None
        self._again.setEnabled(True)
        if isinstance(event, DevicesMeasured):
            self._described = event.devices
        self._show_devices(self._described)

    def _hear(self, event: Event) -> None:
        if isinstance(event, EngineEnded):  # it never answers
            self._measuring = None
            self._again.setEnabled(True)

    # What is shown

    def _show_devices(self, devices: tuple[DeviceDescribed, ...]) -> None:
        self._described = devices
        _clear(self._devices)
        self._buttons = QButtonGroup(self)
        best = next((device for device in devices if device.best), None)
        about = self.tr("The quickest that works here; now: %1").replace("%1", best.title) if best else ""
        self._add_device("auto", self.tr("Choose for me"), about, usable=True)
        for device in devices:
            self._add_device(device.name, device.title, self._about(device), usable=not device.problem)
        self.show_values(self.settings.values)

    def _add_device(self, name: str, title: str, about: str, *, usable: bool) -> None:
        chosen = QRadioButton(title)
        chosen.setProperty("device", name)
        chosen.setEnabled(usable)
        chosen.setAccessibleDescription(about)
        chosen.clicked.connect(lambda: self.settings.change(device=name))
        self._buttons.addButton(chosen)
        below = QVBoxLayout()
        below.setSpacing(1)
        below.addWidget(chosen)
        if about:
            words = sentence(about, Role.QUIET if usable else Role.WARNING)
            words.setIndent(chosen.iconSize().width() + 8)  # below the words, not below the circle
            below.addWidget(words)
        self._devices.addLayout(below)

    def _about(self, device: DeviceDescribed) -> str:
        if device.problem:
            return engine_text(device.problem)
        if self._measuring is not None:
            return self.tr("Being measured; while a queue runs, that waits")
        if device.megapixels_per_second is None:
            return self.tr("Not measured yet")
        return self.tr("%1 megapixels a second").replace("%1", number(device.megapixels_per_second, 2))

    def _tiles(self) -> QVBoxLayout:
        sizes = {str(side): filled(self.tr("%1 pixels"), side) for side in TILES}
        self._tile = choice(self.tr("Tile size"), {"0": self.tr("Choose for me"), **sizes})
        self._tile.activated.connect(lambda: self.settings.change(tile=int(self._tile.currentData())))
        label = QLabel(self.tr("&Tile size"))
        label.setBuddy(self._tile)
        about = self.tr("Pictures are painted in tiles. Smaller ones need less memory and more time; results are the same.")
        below = QVBoxLayout()
        below.addLayout(row(label, self._tile))
        below.addWidget(sentence(about, Role.QUIET))
        return below

    def _show_tile(self, side: int) -> None:
        """Also one that somebody has written into the file."""
        if self._tile.findData(str(side)) < 0:
            self._tile.addItem(filled(self.tr("%1 pixels"), side), str(side))
        show_choice(self._tile, str(side))


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            _clear(inner)
