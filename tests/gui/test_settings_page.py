from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QRadioButton
from pytestqt.qtbot import QtBot

from engine.messages.answers import DevicesMeasured, EngineEnded
from engine.messages.requests import MeasureDevices
from engine.names import uri_of
from gui.pages.names import NameField
from gui.preferences.page import SettingsPage
from gui.settings import SettingsFile
from tests.gui.described import described
from tests.gui.finding import button, click, texts, the
from tests.gui.recording import RecordingBridge


@pytest.fixture
def settings() -> SettingsFile:
    return SettingsFile()


@pytest.fixture
def bridge() -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def page(qtbot: QtBot, settings: SettingsFile, bridge: RecordingBridge) -> SettingsPage:
    page = SettingsPage(settings, bridge)
    qtbot.addWidget(page)
    page.resize(900, 1100)
    page.show()
    return page


def choose(qtbot: QtBot, page: SettingsPage, name: str, letters: str) -> None:
    """By keyboard, as one does with a list: the first letters of what is wanted."""
    box = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == name)
    box.setFocus()
    qtbot.keyClicks(box, letters)


def test_what_is_chosen_is_kept_at_once_without_a_button_to_apply(qtbot: QtBot, page: SettingsPage):
    choose(qtbot, page, "Theme", "Da")
    choose(qtbot, page, "Format of results", "TI")
    kept = SettingsFile().values
    assert (kept.theme, kept.result_format) == ("dark", "tiff")


def test_a_pyramid_is_a_format_beside_tiff(qtbot: QtBot, page: SettingsPage):
    choose(qtbot, page, "Format of results", "TI")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert SettingsFile().values.result_format == "pyramid"


def test_another_language_comes_at_the_next_start_and_the_page_says_so(
    qtbot: QtBot, page: SettingsPage, settings: SettingsFile
):
    sentence = "The language changes at the next start of Patina."
    assert sentence not in texts(page)
    choose(qtbot, page, "Language", "English")
    assert settings.values.language == "en"
    assert sentence in texts(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Home)
    assert sentence not in texts(page)


def test_devices_stand_with_their_speed_or_why_they_are_not_used(page: SettingsPage):
    page.set_described(described())
    QApplication.processEvents()
    radios = {radio.text(): radio for radio in page.findChildren(QRadioButton) if radio.isVisibleTo(page)}
    assert {word: radio.isEnabled() for word, radio in radios.items()} == {
        "Choose for me": True,
        "Processor (8 cores)": True,
        "NVIDIA GeForce RTX 4070": False,
    }
    assert radios["Choose for me"].isChecked()
    assert "The quickest that works here; now: Processor (8 cores)" in texts(page)
    assert "0.42 megapixels a second" in texts(page)
    assert "DirectML is only there on Windows." in texts(page)


def test_devices_that_were_not_measured_are_measured_when_the_page_is_seen_and_again_when_asked(
    qtbot: QtBot, page: SettingsPage, bridge: RecordingBridge
):
    told = described()
    new = tuple(msgspec.structs.replace(device, megapixels_per_second=None) for device in told.devices)
    page.hide()
    page.set_described(msgspec.structs.replace(told, devices=new))
    assert not bridge.all(MeasureDevices)
    page.show()
    asked = bridge.last(MeasureDevices)
    assert not asked.anew
    QApplication.processEvents()
    assert "Being measured; while a queue runs, that waits" in texts(page)
    bridge.say(DevicesMeasured(asked.number, told.devices))
    QApplication.processEvents()
    assert "0.42 megapixels a second" in texts(page)
    page.hide()
    page.show()
    click(qtbot, page, "Measure again")
    assert [request.anew for request in bridge.all(MeasureDevices)] == [False, True]
    assert not button(page, "Measure again").isEnabled()
    bridge.say(EngineEnded(expected=False, restarting=True))
    assert button(page, "Measure again").isEnabled()


def test_a_device_that_is_chosen_is_kept_also_when_the_engine_describes_anew(
    qtbot: QtBot, page: SettingsPage, settings: SettingsFile
):
    page.set_described(described())
    click(qtbot, page, "Processor (8 cores)")
    assert settings.values.device == "torch-cpu"
    page.set_described(described())
    chosen = button(page, "Processor (8 cores)")
    assert chosen.isChecked()


def test_tiles_have_a_size_of_their_own_where_that_is_wanted(qtbot: QtBot, page: SettingsPage, settings: SettingsFile):
    choose(qtbot, page, "Tile size", "25")
    assert settings.values.tile == SettingsFile().values.tile == 256
    settings.change(tile=300)  # written by hand
    box = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Tile size")
    assert box.currentText() == "300 pixels"
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert settings.values.tile == 0


def test_results_go_beside_the_pictures_until_a_folder_is_chosen(
    qtbot: QtBot, page: SettingsPage, settings: SettingsFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert "A new folder beside the pictures" in texts(page)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    click(qtbot, page, "Choose the folder for results")
    assert settings.values.results == uri_of(tmp_path)
    assert str(tmp_path) in texts(page)
    click(qtbot, page, "Beside the pictures")
    assert settings.values.results == ""


def test_no_folder_chosen_changes_nothing(
    qtbot: QtBot, page: SettingsPage, settings: SettingsFile, monkeypatch: pytest.MonkeyPatch
):
    settings.change(results="file:///srv/results")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    click(qtbot, page, "Choose the folder for results")
    assert settings.values.results == "file:///srv/results"


def test_asking_before_closing_can_be_switched_off_with_the_space_bar(qtbot: QtBot, page: SettingsPage, settings: SettingsFile):
    box = the(page, QCheckBox)
    assert box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert settings.values.closing == "close"


def test_settings_that_change_elsewhere_are_shown(page: SettingsPage, settings: SettingsFile):
    settings.change(theme="light", closing="close")
    theme = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Theme")
    assert theme.currentText() == "Light"
    assert not the(page, QCheckBox).isChecked()


def test_names_of_results_are_kept_while_an_example_says_what_they_are(
    qtbot: QtBot, page: SettingsPage, settings: SettingsFile
):
    field = the(page, NameField)
    assert field.example.text() == "Album/anna.tif becomes anna.tif".replace("/", os.sep)
    field.setFocus()
    qtbot.keyClicks(field, "-restored")
    assert field.example.text().endswith("becomes anna-restored.tif")
    qtbot.waitUntil(lambda: settings.values.template == "{name}-restored")
    qtbot.keyClicks(field, "{fol")
    assert field.example.text() == (
        "“{name}-restored{fol” has a “{” without its partner\nPlaces that are filled in: {name}, {folder}, {date}, {recipe}."
    )
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings.values.template == "{name}-restored"
    qtbot.keyClicks(field, "der}")
    assert field.example.text().endswith("becomes anna-restoredAlbum.tif")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert SettingsFile().values.template == "{name}-restored{folder}"


def test_what_to_do_where_a_name_is_taken_is_kept(qtbot: QtBot, page: SettingsPage, settings: SettingsFile):
    box = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "If a file is there already")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert settings.values.conflict == "number"


def test_a_template_that_somebody_spoilt_in_the_file_is_not_taken(settings: SettingsFile):
    settings.change(template="{name}-x")
    settings.path.write_text(settings.path.read_text("utf-8").replace("{name}-x", "x"), "utf-8")
    assert SettingsFile().values.template == "{name}"
