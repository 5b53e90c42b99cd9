"""The catalogue's dialog by itself: what it lists, how it is searched and gone through, and what it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.importing.catalogue import catalogue
from engine.messages.answers import EngineEnded, RequestFailed
from engine.messages.model_answers import CatalogueListed, Offered
from engine.messages.model_requests import ListCatalogue
from gui.catalogue.dialog import CatalogueDialog
from gui.catalogue.table import AUTHOR, LETTERS, SIZE, TITLE, CatalogueTable
from gui.pages.licence import non_commercial
from tests.gui.finding import button, click, texts
from tests.gui.recording import RecordingBridge

MODELS = catalogue()
OFFERS = tuple(Offered(model, installed=place == 1, come=0) for place, model in enumerate(MODELS))


@pytest.fixture
def bridge() -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def dialog(qtbot: QtBot, bridge: RecordingBridge) -> CatalogueDialog:
    dialog = CatalogueDialog(bridge, {MODELS[2].id})
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    bridge.say(CatalogueListed(bridge.last(ListCatalogue).number, OFFERS))
    return dialog


def column(table: CatalogueTable, which: int) -> list[str]:
    model = table.model()
    return [model.index(place, which).data() for place in range(model.rowCount())]


def test_all_models_are_listed_with_all_that_is_known_of_them(dialog: CatalogueDialog) -> None:
    assert column(dialog.table, TITLE) == [model.title for model in MODELS]
    model = dialog.table.model()
    row = [model.index(3, place).data() for place in LETTERS]
    assert row == [
        "Book Compact", "restores", "restoring, writing", "asterixcool", "compact", "2.4 MB", "CC-BY-SA-4.0",
    ]  # fmt: skip
    titles = [model.headerData(place, Qt.Orientation.Horizontal) for place in LETTERS]
    assert titles == ["Model", "Use", "Made for", "Author", "Architecture", "Size", "Licence"]


def test_a_search_and_a_use_leave_few(qtbot: QtBot, dialog: CatalogueDialog) -> None:
    qtbot.keyClicks(dialog.search, "LSDIR helaman")
    assert column(dialog.table, TITLE) == ["4xLSDIR", "4xLSDIRplus", "4xLSDIRplusC", "4xLSDIRplusN", "4xLSDIRplusR"]
    dialog.search.setText("photographs")  # as they are called here
    assert set(column(dialog.table, TITLE)) == {model.title for model in MODELS if "photo" in model.tags}
    dialog.search.clear()
    dialog.task.setCurrentText("Restore")
    assert column(dialog.table, TITLE) == [model.title for model in catalogue("restore")]
    dialog.search.setText("no such thing")
    assert column(dialog.table, TITLE) == []
    assert texts(dialog.details) == ["No model is chosen"]
    assert not button(dialog, "Fetch and add").isEnabled()
    dialog.search.clear()
    assert dialog.table.current
    assert button(dialog, "Fetch and add").isEnabled()


def test_sizes_are_sorted_as_numbers(dialog: CatalogueDialog) -> None:
    dialog.table.sortByColumn(SIZE, Qt.SortOrder.AscendingOrder)
    assert column(dialog.table, TITLE) == [model.title for model in sorted(MODELS, key=lambda model: model.bytes)]
    dialog.table.sortByColumn(AUTHOR, Qt.SortOrder.DescendingOrder)
    assert column(dialog.table, AUTHOR) == sorted((model.author for model in MODELS), reverse=True)


def test_the_keyboard_goes_through_it_and_what_is_there_or_on_its_way_is_not_fetched(
    qtbot: QtBot, dialog: CatalogueDialog
) -> None:
    assert dialog.search.hasFocus()
    for _ in range(2):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.table.hasFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert texts(dialog.details)[-1] == "It has been added already."
    assert not button(dialog, "Fetch and add").isEnabled()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert texts(dialog.details)[-1] == "It is on its way: the page of models says how far."
    assert not button(dialog, "I have the file…").isEnabled()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert button(dialog, "Fetch and add").hasFocus()
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert wanted.args == [MODELS[3], None]


def test_return_in_the_search_fetches_nothing(qtbot: QtBot, dialog: CatalogueDialog) -> None:
    with qtbot.assertNotEmitted(dialog.wanted):
        qtbot.keyClicks(dialog.search, "lsdir")
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_who_cannot_see_it_hears_what_there_is(dialog: CatalogueDialog) -> None:
    spoken = [
        QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        for part in (dialog.search, dialog.table, dialog.details)
    ]
    assert spoken == ["Search the catalogue", "Models of the catalogue", "The chosen model"]
    assert dialog.task.accessibleName() == "What they are for"
    there = dialog.table.model().index(1, TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert there == f"{MODELS[1].title}, added already"


def test_a_file_by_hand_is_asked_for_with_its_model(
    qtbot: QtBot, dialog: CatalogueDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(dialog.wanted):
        click(qtbot, dialog, "I have the file…")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "a.pth"), ""))
    with qtbot.waitSignal(dialog.wanted) as wanted:
        click(qtbot, dialog, "I have the file…")
    assert wanted.args == [MODELS[0], tmp_path / "a.pth"]


def test_a_licence_that_forbids_trade_is_said_in_plain_words(dialog: CatalogueDialog) -> None:
    words = "Its licence does not allow commercial use."
    assert words not in texts(dialog.details)
    dialog.details.show_offer(Offered(replace(MODELS[0], licence="CC-BY-NC-SA-4.0"), False, 0), False)
    assert words in texts(dialog.details)
    free = ("CC-BY-4.0", "CC0-1.0", "MIT", "GPL-3.0", "unknown", "", "INCOME-1.0")
    assert not any(non_commercial(licence) for licence in free)
    assert non_commercial("for non-commercial use only")


def test_a_catalogue_that_cannot_be_read_is_said(qtbot: QtBot, bridge: RecordingBridge) -> None:
    dialog = CatalogueDialog(bridge, ())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    first = bridge.last(ListCatalogue).number
    bridge.say(EngineEnded(expected=False, restarting=True))
    assert bridge.last(ListCatalogue).number > first, "the next engine is asked again"
    failed = RequestFailed(bridge.last(ListCatalogue).number, "catalogue.toml: Expected `str`", "Correct it.")
    bridge.say(failed)
    assert "catalogue.toml: Expected `str`. Correct it." in texts(dialog)
