"""The page of settings: each choice is kept at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
)

from engine.answers import Described, DeviceDescribed, DevicesMeasured, EngineEnded
from engine.events import Event
from engine.names import path_of, speakable, uri_of
from engine.paths import user_folder
from engine.requests import MeasureDevices
from gui.amounts import number
from gui.bridge import Bridge
from gui.looks.pieces import Column, button, card, heading, row, sentence
from gui.looks.theme import Role
from gui.pages.names import NameField
from gui.settings import Settings, SettingsFile
from gui.words import engine_text, filled

TILES = (128, 256, 384, 512, 704, 1024, 1536)  # pixels along the side


class SettingsPage(Column):
    def __init__(self, settings: SettingsFile, bridge: Bridge) -> None:
        super().__init__()
        self._settings, self._bridge = settings, bridge
        self._described: tuple[DeviceDescribed, ...] = ()
        self._measuring: int | None = None
        self._forms: list[QFormLayout] = []
        self._at_start = settings.values.language
        self.inside.addWidget(heading(self.tr("Settings")))
        self._add_looks()
        self._add_results()
        self._add_devices()
        self._add_closing()
        self._add_folders()
        self.inside.addStretch(1)
        _align(self._forms)
        settings.changed.connect(self._show)
        bridge.happened.connect(self._hear)
        self._show(settings.values)

    def set_described(self, described: Described) -> None:
        """What the engine says about the devices of this machine."""
        self._show_devices(described.devices)
        self._measure_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """What was not measured yet is measured when somebody looks."""
        super().showEvent(event)
        self._measure_soon()

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

    def _show_devices(self, devices: tuple[DeviceDescribed, ...]) -> None:
        self._described = devices
        _clear(self._devices)
        self._device_buttons = QButtonGroup(self)
        best = next((device for device in devices if device.best), None)
        about = self.tr("The quickest that works here; now: %1").replace("%1", best.title) if best else ""
        self._add_device("auto", self.tr("Choose for me"), about, usable=True)
        for device in devices:
            self._add_device(device.name, device.title, self._about(device), usable=not device.problem)
        self._show(self._settings.values)

    def _add_looks(self) -> None:
        self._language = _choice(
            self.tr("Language"),
            {"system": self.tr("As the system"), "en": "English", "zh_CN": "简体中文"},
        )
        self._theme = _choice(
            self.tr("Theme"),
            {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")},
        )
        self._restart = sentence(self.tr("The language changes at the next start of Patina."), Role.QUIET)
        self._language.activated.connect(lambda: self._settings.change(language=self._language.currentData()))
        self._theme.activated.connect(lambda: self._settings.change(theme=self._theme.currentData()))
        form = self._form(self.tr("Looks"))
        form.addRow(self.tr("&Language"), self._language)
        form.addRow("", self._restart)
        form.addRow(self.tr("&Theme"), self._theme)
        self._rows_of_looks = form

    def _add_results(self) -> None:
        self._results = sentence()
        choose, beside = button(self.tr("Choose…"), "folder"), button(self.tr("Beside the pictures"), flat=True)
        choose.setAccessibleName(self.tr("Choose the folder for results"))
        choose.clicked.connect(self._choose_results)
        beside.clicked.connect(lambda: self._settings.change(results=""))
        self._beside = beside
        self._format = _choice(
            self.tr("Format of results"),
            {
                "same": self.tr("As each picture is"),
                "tiff": "TIFF",
                "pyramid": self.tr("TIFF with smaller copies (pyramid)"),
                "jpeg": "JPEG",
                "png": "PNG",
            },
        )
        self._format.activated.connect(lambda: self._settings.change(result_format=self._format.currentData()))
        form = self._form(self.tr("Results"))
        form.addRow(self.tr("Folder"), self._results)
        form.addRow("", row(choose, beside))
        form.addRow(self.tr("&Format"), self._format)
        self._names = NameField(self._settings)
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addWidget(self._names)
        names.addWidget(self._names.example)
        form.addRow(self.tr("&Names"), names)
        label = form.labelForField(names)
        assert isinstance(label, QLabel)
        label.setBuddy(self._names)
        self._conflict = _choice(
            self.tr("If a file is there already"),
            {
                "refuse": self.tr("Leave it, and say that the picture failed"),
                "number": self.tr("Leave it, and number the result"),
                "skip": self.tr("Leave it, and take the picture for done"),
            },
        )
        self._conflict.activated.connect(lambda: self._settings.change(conflict=self._conflict.currentData()))
        self._names.setMinimumHeight(self._conflict.sizeHint().height())
        form.addRow(self.tr("If a &file is there"), self._conflict)

    def _add_devices(self) -> None:
        frame, inside = card()
        inside.addWidget(heading(self.tr("Device"), 1.15))
        inside.addWidget(sentence(self.tr("What the pictures are computed on."), Role.QUIET))
        self._devices = QVBoxLayout()
        self._devices.setSpacing(8)
        self._device_buttons = QButtonGroup(self)
        self._devices.addWidget(sentence(self.tr("The engine is looking for devices…"), Role.QUIET))
        inside.addLayout(self._devices)
        self._again = button(self.tr("Measure again"), "again")
        self._again.clicked.connect(lambda: self._measure(anew=True))
        inside.addLayout(row(self._again))
        inside.addSpacing(6)
        inside.addLayout(self._tiles())
        self.inside.addWidget(frame)

    def _tiles(self) -> QVBoxLayout:
        sizes = {str(side): filled(self.tr("%1 pixels"), side) for side in TILES}
        self._tile = _choice(self.tr("Tile size"), {"0": self.tr("Choose for me"), **sizes})
        self._tile.activated.connect(lambda: self._settings.change(tile=int(self._tile.currentData())))
        label = QLabel(self.tr("&Tile size"))
        label.setBuddy(self._tile)
        about = self.tr("Pictures are painted in tiles. Smaller ones need less memory and more time; results are the same.")
        below = QVBoxLayout()
        below.addLayout(row(label, self._tile))
        below.addWidget(sentence(about, Role.QUIET))
        return below

    def _add_device(self, name: str, title: str, about: str, *, usable: bool) -> None:
        chosen = QRadioButton(title)
        chosen.setProperty("device", name)
        chosen.setEnabled(usable)
        chosen.setAccessibleDescription(about)
        chosen.clicked.connect(lambda: self._settings.change(device=name))
        self._device_buttons.addButton(chosen)
        below = QVBoxLayout()
        below.setSpacing(1)
        below.addWidget(chosen)
        if about:
            words = sentence(about, Role.QUIET if usable else Role.WARNING)
            words.setIndent(chosen.iconSize().width() + 8)  # below the words, not below the circle
            below.addWidget(words)
        self._devices.addLayout(below)

    def _add_closing(self) -> None:
        frame, inside = card()
        inside.addWidget(heading(self.tr("Closing"), 1.15))
        self._ask = QCheckBox(self.tr("&Ask before closing while pictures are being restored"))
        self._ask.clicked.connect(lambda on: self._settings.change(closing="ask" if on else "close"))
        inside.addWidget(self._ask)
        inside.addWidget(sentence(self.tr("In either case the queue goes on at the next start."), Role.QUIET))
        self.inside.addWidget(frame)

    def _add_folders(self) -> None:
        frame, inside = card()
        inside.addWidget(heading(self.tr("Your own models, recipes and settings"), 1.15))
        inside.addWidget(sentence(speakable(str(user_folder())), Role.QUIET))
        show = button(self.tr("Open folder"), "folder")
        show.clicked.connect(_open_user_folder)
        inside.addLayout(row(show))
        self.inside.addWidget(frame)

    def _form(self, title: str) -> QFormLayout:
        frame, inside = card()
        inside.addWidget(heading(title, 1.15))
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        inside.addLayout(form)
        self.inside.addWidget(frame)
        self._forms.append(form)
        return form

    def _show(self, values: Settings) -> None:
        self._language.setCurrentIndex(self._language.findData(values.language))
        self._theme.setCurrentIndex(self._theme.findData(values.theme))
        self._format.setCurrentIndex(self._format.findData(values.result_format))
        self._names.show_template(values.template)
        self._conflict.setCurrentIndex(self._conflict.findData(values.conflict))
        self._rows_of_looks.setRowVisible(self._restart, values.language != self._at_start)
        self._results.setText(self._folder_in_words(values.results))
        self._beside.setVisible(bool(values.results))
        self._ask.setChecked(values.closing == "ask")
        self._show_tile(values.tile)
        for chosen in self._device_buttons.buttons():
            chosen.setChecked(chosen.property("device") == values.device)

    def _show_tile(self, side: int) -> None:
        """Also one that somebody has written into the file."""
        if self._tile.findData(str(side)) < 0:
            self._tile.addItem(filled(self.tr("%1 pixels"), side), str(side))
        self._tile.setCurrentIndex(self._tile.findData(str(side)))

    def _about(self, device: DeviceDescribed) -> str:
        if device.problem:
            return engine_text(device.problem)
        if self._measuring is not None:
            return self.tr("Being measured; while a queue runs, that waits")
        if device.megapixels_per_second is None:
            return self.tr("Not measured yet")
        return self.tr("%1 megapixels a second").replace("%1", number(device.megapixels_per_second, 2))

    def _folder_in_words(self, uri: str) -> str:
        if not uri:
            return self.tr("A new folder beside the pictures")
        try:
            return speakable(str(path_of(uri)))
        except ValueError:
            return uri

    def _choose_results(self) -> None:
        before = self._settings.values.results
        start = str(path_of(before)) if before else str(Path.home())
        if chosen := QFileDialog.getExistingDirectory(self, self.tr("Folder for results"), start):
            self._settings.change(results=uri_of(Path(chosen)))


def _open_user_folder() -> None:
    user_folder().mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(user_folder())))


def _choice(name: str, items: dict[str, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    for value, words in items.items():
        box.addItem(words, value)
    return box


def _align(forms: list[QFormLayout]) -> None:
    """Fields of all cards stand below each other."""
    items = [form.itemAt(line, QFormLayout.ItemRole.LabelRole) for form in forms for line in range(form.rowCount())]
    labels = [label for item in items if item and (label := item.widget())]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            _clear(inner)
