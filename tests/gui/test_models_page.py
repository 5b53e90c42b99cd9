from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from engine.names import uri_of
from gui.pages.models import ModelCard, ModelsPage
from tests.gui.described import MODELS, described
from tests.gui.finding import click, texts, the
from tests.gui.test_model_import import package


@pytest.fixture
def page(qtbot: QtBot) -> ModelsPage:
    page = ModelsPage()
    qtbot.addWidget(page)
    page.show()
    return page


def card(page: ModelsPage, title: str) -> ModelCard:
    QApplication.processEvents()
    return next(card for card in page.findChildren(ModelCard) if card.accessibleName() == title and not card.isHidden())


def own_model(users_home: Path, page: ModelsPage) -> Path:
    """The page shows one model, which is the user's own."""
    folder = package(users_home / "models" / "my-restorer")
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


def test_a_package_is_taken_in_and_the_engine_is_to_be_asked_anew(
    qtbot: QtBot, page: ModelsPage, users_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    page.set_described(described())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(package(tmp_path / "new")))
    with qtbot.waitSignal(page.changed):
        click(qtbot, page, "Add a model…")
    assert (users_home / "models" / "my-slides" / "weights.safetensors").is_file()
    assert "“my-slides” was added." in texts(page)


def test_a_package_with_the_name_of_a_bundled_model_is_refused(
    qtbot: QtBot, page: ModelsPage, users_home: Path, tmp_path: Path
):
    page.set_described(described())
    with qtbot.assertNotEmitted(page.changed):
        page.import_from(package(tmp_path / "new", "restorer"))
    assert any(text.startswith("A model called “restorer” is there already.") for text in texts(page))
    assert not (users_home / "models").exists()
