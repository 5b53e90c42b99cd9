from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QFile, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from engine.messages.answers import EngineEnded, ImportProgressed, ModelImported, ModelShown, RequestFailed
from engine.messages.model_answers import LicenceSaid
from engine.messages.model_requests import SayLicence
from engine.messages.requests import Cancel, ImportModel, ShowModel
from engine.names import uri_of
from gui.pages.model_card import ModelCard
from gui.pages.models import ModelsPage
from tests.gui.described import MODELS, described
from tests.gui.finding import button, click, texts, the
from tests.gui.patina import drop_on
from tests.gui.recording import RecordingBridge


@pytest.fixture
def bridge() -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def page(qtbot: QtBot, bridge: RecordingBridge) -> ModelsPage:
    page = ModelsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    return page


def card(page: ModelsPage, title: str) -> ModelCard:
    QApplication.processEvents()
    return next(card for card in page.findChildren(ModelCard) if card.accessibleName() == title and not card.isHidden())


def own_model(users_home: Path, page: ModelsPage) -> Path:
    """The page shows one model, which is the user's own."""
    folder = users_home / "models" / "my-restorer"
    folder.mkdir(parents=True)
    (folder / "model.toml").touch()
    model = msgspec.structs.replace(MODELS[2], folder=uri_of(folder))
    page.set_described(msgspec.structs.replace(described(), models=(model,)))
    return folder


def test_before_the_engine_has_spoken_the_page_says_what_it_waits_for(page: ModelsPage):
    assert texts(page)[-1] == "The engine is looking for models…"


def test_a_card_says_what_a_model_is_for_and_how_good_it_is(page: ModelsPage):
    page.set_described(described())
    assert texts(card(page, "Restorer")) == [
        "Restorer", "came with Patina", "Removes noise, blur and JPEG blocks, faithfully.",
        "Learnt from", "9 000 photographs of the public domain, aged by our own damages",
        "Licence", "CC0-1.0",
        "Size", "2.5 MB, 1.2 million parameters",
        "Weights", "checked",
        "Photographs it never saw", "before", "after",
        "noise", "24.1 dB", "→", "31.1 dB",
        "worn", "21.4 dB", "→", "25.9 dB",
    ]  # fmt: skip


def test_scores_that_are_shares_are_not_called_decibels(page: ModelsPage):
    finder = msgspec.structs.replace(MODELS[0], title="Finder", scores={"film": (0.22, 0.33)})
    page.set_described(msgspec.structs.replace(described(), models=(finder,)))
    assert texts(card(page, "Finder"))[-4:] == ["film", "0.22", "→", "0.33"]


def test_styles_are_listed_and_damaged_weights_are_said(page: ModelsPage):
    page.set_described(described())
    assert "hokusai, monet, van-gogh" in texts(card(page, "Stylist"))
    assert "Its weights are missing or not the file that its card describes: it is not used." in texts(
        card(page, "My restorer")
    )


def test_only_own_models_can_be_removed(qtbot: QtBot, page: ModelsPage):
    page.set_described(described())
    with pytest.raises(AssertionError, match="no button"):
        click(qtbot, card(page, "Restorer"), "Remove…")
    click(qtbot, card(page, "My restorer"), "Remove…")
    assert the(page, QMessageBox).text() == "Remove “My restorer”?"


def test_a_removed_model_goes_to_the_trash_after_asking(
    qtbot: QtBot, page: ModelsPage, users_home: Path, monkeypatch: pytest.MonkeyPatch
):
    trash = list[str]()
    monkeypatch.setattr(QFile, "moveToTrash", lambda path: (trash.append(path), shutil.rmtree(path)))
    folder = own_model(users_home, page)
    click(qtbot, card(page, "My restorer"), "Remove…")
    assert folder.is_dir()
    with qtbot.waitSignal(page.changed):
        click(qtbot, the(page, QMessageBox), "Remove")
    assert trash == [str(folder)]
    assert "“My restorer” is in the trash." in texts(page)


def test_a_model_that_is_not_removed_after_all_stays(qtbot: QtBot, page: ModelsPage, users_home: Path):
    folder = own_model(users_home, page)
    click(qtbot, card(page, "My restorer"), "Remove…")
    click(qtbot, the(page, QMessageBox), "Cancel")
    assert folder.is_dir()


def test_where_there_is_no_trash_the_page_says_so_and_deletes_nothing(
    qtbot: QtBot, page: ModelsPage, users_home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFile, "moveToTrash", lambda path: False)
    folder = own_model(users_home, page)
    click(qtbot, card(page, "My restorer"), "Remove…")
    click(qtbot, the(page, QMessageBox), "Remove")
    assert folder.is_dir()
    assert "“My restorer” could not be moved to the trash. Open its folder and delete it there." in texts(page)


def test_what_is_chosen_comes_in_through_the_engine_and_the_page_says_what_it_is(
    qtbot: QtBot, page: ModelsPage, bridge: RecordingBridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    files = [tmp_path / "4x Sharp.pth", tmp_path / "evil.pth"]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file) for file in files], ""))
    click(qtbot, page, "Add a model…")
    first, second = bridge.all(ImportModel)
    assert [first.source, second.source] == [uri_of(file) for file in files]
    assert "“4x Sharp.pth”: waiting for the engine" in texts(page)
    bridge.say(ImportProgressed(first.number, "measuring how far it looks: 32 pixels?"))
    assert "“4x Sharp.pth”: measuring how far it looks: 32 pixels?" in texts(page)
    with qtbot.waitSignal(page.changed):
        recognised = "ESRGAN, 16.7 million parameters: enlarges 4 times"
        bridge.say(ModelImported(first.number, "4x-sharp", "4x Sharp", recognised, "Mind."))
    with qtbot.assertNotEmitted(page.changed):
        bridge.say(RequestFailed(second.number, "evil.pth: it holds more than numbers", "Look elsewhere."))
    assert texts(page.incoming) == [
        "“4x Sharp” was added. It was recognised as: ESRGAN, 16.7 million parameters: enlarges 4 times.",
        "Mind.",
        "evil.pth: it holds more than numbers. Look elsewhere.",
    ]  # fmt: skip


def test_a_folder_can_be_chosen_and_an_import_called_off(
    qtbot: QtBot, page: ModelsPage, bridge: RecordingBridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    click(qtbot, page, "Add a folder…")
    asked = bridge.last(ImportModel)
    assert asked.source == uri_of(tmp_path)
    click(qtbot, page, "Stop")
    assert bridge.last(Cancel).number == asked.number
    assert texts(page.incoming) == ["Stopped: nothing was added."]
    bridge.say(ModelImported(asked.number, "late", "Late", "late"))
    assert texts(page.incoming) == ["Stopped: nothing was added."]


def test_models_that_are_dropped_come_in_and_photographs_go_to_the_window(
    page: ModelsPage, bridge: RecordingBridge, tmp_path: Path
):
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "model.toml").touch()
    drop_on(page.viewport(), tmp_path / "anna.jpg")
    assert not bridge.all(ImportModel)
    drop_on(page.viewport(), tmp_path / "a.ONNX", tmp_path / "anna.jpg", tmp_path / "package")
    asked = [request.source for request in bridge.all(ImportModel)]
    assert asked == [uri_of(tmp_path / name) for name in ("a.ONNX", "package")]


def test_an_engine_that_dies_over_a_model_is_told(page: ModelsPage, bridge: RecordingBridge, tmp_path: Path):
    page.incoming.take([tmp_path / "a.pth"])
    bridge.say(EngineEnded(expected=False, restarting=True))
    assert texts(page.incoming) == ["The engine ended while the model came in; nothing was added. Try it once more."]


def test_sample_pictures_are_asked_for_when_the_page_is_seen_and_shown_on_their_card(
    page: ModelsPage, bridge: RecordingBridge, tmp_path: Path
):
    page.hide()
    page.set_described(described())
    assert not bridge.all(ShowModel)
    page.show()
    asked = {request.model: request.number for request in bridge.all(ShowModel)}
    assert list(asked) == [model.id for model in MODELS]
    picture = QPixmap(360, 240)
    picture.fill(QColor("teal"))
    picture.save(str(tmp_path / "a.png"))
    sample = card(page, "Restorer").sample
    bridge.say(ModelShown(asked["restorer"], "restorer", uri_of(tmp_path / "a.png"), uri_of(tmp_path / "a.png")))
    assert not sample.isHidden()
    assert [label.pixmap().height() for label in sample.findChildren(QLabel) if not label.text()] == [200, 200]
    bridge.say(RequestFailed(asked["my-restorer"], "it paints no pictures", ""))
    assert card(page, "My restorer").sample.isHidden()
    page.hide()
    page.show()
    assert len(bridge.all(ShowModel)) == len(MODELS), "they are asked for once"


def licensed(page: ModelsPage, licence: str, **more: str) -> ModelCard:
    """The card of the user's own model, with that licence."""
    model = msgspec.structs.replace(MODELS[2], licence=licence, **more)
    page.set_described(msgspec.structs.replace(described(), models=(MODELS[0], model)))
    return card(page, "My restorer")


def test_a_licence_that_nobody_has_said_can_be_chosen(qtbot: QtBot, page: ModelsPage, bridge: RecordingBridge):
    mine = licensed(page, "unknown")
    click(qtbot, mine, "Say which…")
    assert mine.licence
    choices = [mine.licence.choice.itemText(place) for place in range(mine.licence.choice.count())]
    assert choices[0] == "CC-BY-4.0"
    assert choices[-1] == "unknown"
    mine.licence.choice.setCurrentIndex(choices.index("CC-BY-NC-SA-4.0"))
    click(qtbot, mine, "Keep")
    asked = bridge.last(SayLicence)
    assert (asked.model, asked.licence) == ("my-restorer", "CC-BY-NC-SA-4.0")
    with qtbot.waitSignal(page.changed):
        bridge.say(LicenceSaid(asked.number, "my-restorer", "CC-BY-NC-SA-4.0"))
    assert "Not for commercial use." in texts(licensed(page, "CC-BY-NC-SA-4.0"))


def test_a_licence_that_is_left_as_it_was_is_not_asked_for(qtbot: QtBot, page: ModelsPage, bridge: RecordingBridge):
    mine = licensed(page, "MIT")
    assert "Not for commercial use." not in texts(mine)
    for leave in (lambda: click(qtbot, mine, "Cancel"), lambda: qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)):
        click(qtbot, mine, "Change…")
        assert mine.licence
        assert mine.licence.choice.currentText() == "MIT"
        qtbot.keyClicks(mine.licence.choice, "X")
        leave()
        assert not button(mine, "Change…").isHidden()
        assert not mine.licence.choice.isVisible()
    assert not bridge.all(SayLicence)
    assert "MIT" in texts(mine)


def test_a_licence_that_cannot_be_kept_is_said(qtbot: QtBot, page: ModelsPage, bridge: RecordingBridge):
    mine = licensed(page, "unknown")
    click(qtbot, mine, "Say which…")
    click(qtbot, mine, "Keep")
    with qtbot.assertNotEmitted(page.changed):
        bridge.say(RequestFailed(bridge.last(SayLicence).number, "/home/anna: there is no space left", "Free some space."))
    assert "/home/anna: there is no space left. Free some space." in texts(page)


def test_only_the_licences_of_own_models_can_be_said_and_not_what_the_catalogue_knows(page: ModelsPage):
    mine = licensed(page, "CC-BY-4.0", author="Ada")
    said = texts(mine)
    assert said[said.index("Author") + 1] == "Ada"
    for one in (mine, card(page, "Restorer")):
        with pytest.raises(AssertionError, match="no button"):
            button(one, "Change…")
