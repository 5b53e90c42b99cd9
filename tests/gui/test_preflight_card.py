from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from engine.messages.answers import Counted, EngineEnded, Examined, Needy, PictureMade, Refused, RequestFailed
from engine.messages.requests import Cancel, Examine, MakeThumbnail
from engine.names import uri_of
from gui.start.batch import Batch
from gui.start.preflight_card import PreflightCard, kinds_of
from tests.gui.finding import button, click, texts, the
from tests.gui.recording import RecordingBridge

ALBUM, RESTORED = Path("/home/anna/Album"), Path("/home/anna/Album restored")
RECIPE = {"format": 1, "title": "Restore", "stages": [{"type": "levels"}]}

FOUND = Examined(
    number=0, pictures=412, megapixels=9310.4, bytes=9_100_000_000, kinds={".tif": 290, ".TIFF": 10, ".jpg": 112}, left_alone=0,
    refused=(), refused_count=0, needed_bytes=12_000_000_000, free_bytes=90_000_000_000, seconds=4200, neediest=(),
)  # fmt: skip
NEEDY = tuple(Needy(uri_of(ALBUM / f"{name}.tif"), 0.2, ("faded", "scratched")) for name in ("anna", "boat", "cat"))


@pytest.fixture
def bridge(qapp: object) -> RecordingBridge:
    return RecordingBridge()


@pytest.fixture
def card(qtbot: QtBot, bridge: RecordingBridge) -> PreflightCard:
    card = PreflightCard(bridge)
    qtbot.addWidget(card)
    card.resize(900, 700)
    card.show()
    card.examine(Batch((uri_of(ALBUM),), RESTORED, RECIPE, ".tif", template="{name}-restored"))
    return card


def answer(bridge: RecordingBridge, **changes: Any) -> None:
    bridge.say(msgspec.structs.replace(FOUND, number=bridge.last(Examine).number, **changes))


def test_a_drop_is_looked_through_with_its_recipe_and_destination(card: PreflightCard, bridge: RecordingBridge):
    asked = bridge.last(Examine)
    assert (asked.sources, asked.destination) == (("file:///home/anna/Album",), "file:///home/anna/Album%20restored")
    assert (asked.recipe, asked.suffix, asked.template) == (RECIPE, ".tif", "{name}-restored")
    assert f"{RESTORED}\nNames: {{name}}-restored" in texts(card)


def test_pictures_are_counted_while_one_waits_and_nothing_can_begin(card: PreflightCard, bridge: RecordingBridge):
    bridge.say(Counted(bridge.last(Examine).number, 1204))
    assert texts(card)[0] == "Looking through the pictures… 1,204 so far"
    assert not button(card, "Start").isEnabled()


def test_what_will_happen_is_said_in_plain_words(card: PreflightCard, bridge: RecordingBridge):
    answer(bridge, left_alone=5)
    assert texts(card) == [
        "412 photograph(s)",
        "9,310 megapixels, 9.1 GB; TIFF 300, JPEG 112\n5 other file(s) are left alone.",
        "Time", "about 1 h 10 min",
        "Disk space", "12.0 GB needed, 90.0 GB free",
        "Results go to", "/home/anna/Album restored\nNames: {name}-restored",
    ]  # fmt: skip
    assert button(card, "Start").isEnabled()


def test_too_little_space_is_said(card: PreflightCard, bridge: RecordingBridge):
    answer(bridge, free_bytes=10_000_000_000)
    assert "12.0 GB needed, only 10.0 GB free: make some room, or choose another place" in texts(card)


def test_a_time_that_nobody_knows_yet_is_not_made_up(card: PreflightCard, bridge: RecordingBridge):
    answer(bridge, seconds=0)
    assert "not known yet" in texts(card)


def test_files_that_cannot_be_read_are_named_the_first_ten_and_all_can_be_copied(
    qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge
):
    refused = tuple(Refused(f"letter {number}.tif", "the file ends too early") for number in range(22))
    answer(bridge, refused=refused, refused_count=22)
    assert "22 file(s) cannot be read, and will be left out:" in texts(card)
    lines = texts(card)[-1].splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("letter 0.tif: the file ends too early", 11, "and 12 more")
    click(qtbot, card, "Copy all")
    assert QGuiApplication.clipboard().text().splitlines()[-1] == "letter 21.tif: the file ends too early"


def test_a_file_whose_name_is_no_text_is_shown_and_copied(qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge):
    answer(bridge, refused=(Refused("Gro\udcdf.tif", "the file is empty"),), refused_count=1)
    click(qtbot, card, "Copy all")
    assert QGuiApplication.clipboard().text() == "Gro\\udcdf.tif: the file is empty"


def test_where_nothing_can_be_restored_nothing_begins(qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge):
    answer(bridge, pictures=0, megapixels=0, bytes=0, kinds={})
    assert "There is no picture here that can be restored." in texts(card)
    with qtbot.assertNotEmitted(card.started):
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_start_says_what_is_to_be_done(qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge):
    answer(bridge)
    with qtbot.waitSignal(card.started) as started:
        click(qtbot, card, "Start")
    assert started.args == [Batch((uri_of(ALBUM),), RESTORED, RECIPE, ".tif", template="{name}-restored", held=False)]


def test_results_wait_for_a_review_where_that_is_ticked(qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge):
    answer(bridge)
    qtbot.keyClick(the(card, QCheckBox), Qt.Key.Key_Space)
    with qtbot.waitSignal(card.started) as started:
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert started.args is not None
    assert started.args[0].held


def test_return_presses_the_button_that_has_the_focus_and_not_start(
    qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge
):  # fmt: skip
    answer(bridge)
    button(card, "Cancel").setFocus()
    with qtbot.assertNotEmitted(card.started), qtbot.waitSignal(card.cancelled):
        qtbot.keyClick(card.focusWidget(), Qt.Key.Key_Return)


def test_escape_gives_up_and_nobody_waits_for_the_answer(qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge):
    number = bridge.last(Examine).number
    with qtbot.waitSignal(card.cancelled):
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert bridge.last(Cancel) == Cancel(number)


def test_another_recipe_is_looked_through_anew_and_the_older_answer_is_thrown_away(
    card: PreflightCard, bridge: RecordingBridge
):
    first = bridge.last(Examine).number
    card.set_recipe({**RECIPE, "title": "Damaged"})
    bridge.say(msgspec.structs.replace(FOUND, number=first, pictures=1))
    assert texts(card)[0] == "Looking through the pictures…"
    assert bridge.last(Cancel) == Cancel(first)
    answer(bridge, pictures=7)
    assert texts(card)[0] == "7 photograph(s)"
    assert bridge.last(Examine).recipe["title"] == "Damaged"


def test_the_same_recipe_is_not_looked_through_twice(card: PreflightCard, bridge: RecordingBridge):
    card.set_recipe(dict(RECIPE))
    assert len(bridge.all(Examine)) == 1


def test_another_destination_is_looked_at_anew(
    qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge, monkeypatch: pytest.MonkeyPatch
):
    answer(bridge)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/media/disk")
    click(qtbot, card, "Change where results go")
    assert bridge.last(Examine).destination == "file:///media/disk"
    assert "/media/disk\nNames: {name}-restored" in texts(card)


def test_a_refusal_is_said_with_its_hint(card: PreflightCard, bridge: RecordingBridge):
    bridge.say(RequestFailed(bridge.last(Examine).number, "The folder is inside the source.", "Choose another folder."))
    assert "The folder is inside the source.\nChoose another folder." in texts(card)
    assert not button(card, "Start").isEnabled()


def test_the_next_attempt_forgets_what_was_refused(card: PreflightCard, bridge: RecordingBridge):
    bridge.say(RequestFailed(bridge.last(Examine).number, "The folder is inside the source.", "Choose another folder."))
    card.set_destination(Path("/media/disk"))
    answer(bridge)
    assert not any("inside the source" in text for text in texts(card))


def test_an_engine_that_died_is_asked_again(card: PreflightCard, bridge: RecordingBridge):
    bridge.say(EngineEnded(expected=False, restarting=True))
    assert len(bridge.all(Examine)) == 2
    answer(bridge)
    bridge.say(EngineEnded(expected=False, restarting=True))
    assert len(bridge.all(Examine)) == 2


def tiles(card: PreflightCard) -> list[QToolButton]:
    QApplication.processEvents()
    return [tile for tile in card.findChildren(QToolButton) if not tile.isHidden() and tile.accessibleName()]


def test_the_neediest_can_be_looked_at_before_the_work(qtbot: QtBot, card: PreflightCard, bridge: RecordingBridge):
    answer(bridge, neediest=NEEDY)
    assert "These need it most. Click one to see what would be done." in texts(card)
    assert [tile.accessibleName() for tile in tiles(card)] == [
        "anna.tif, Faded, Scratched", "boat.tif, Faded, Scratched", "cat.tif, Faded, Scratched",
    ]  # fmt: skip
    with qtbot.waitSignal(card.preview_wanted) as wanted:
        qtbot.mouseClick(tiles(card)[1], Qt.MouseButton.LeftButton)
    assert wanted.args == [NEEDY[1].source]


def test_tiles_show_the_pictures_once_they_come(card: PreflightCard, bridge: RecordingBridge, tmp_path: Path):
    answer(bridge, neediest=NEEDY)
    sepia = QImage(200, 300, QImage.Format.Format_RGB32)
    sepia.fill(QColor("#8a7a60"))
    sepia.save(str(tmp_path / "anna 1.png"))
    first, second, _ = bridge.all(MakeThumbnail)
    assert first.source == NEEDY[0].source
    bridge.say(PictureMade(first.number, uri_of(tmp_path / "anna 1.png")))
    bridge.say(RequestFailed(second.number, "boat.tif cannot be read.", ""))
    middles = [tile.icon().pixmap(tile.iconSize()).toImage() for tile in tiles(card)]
    colours = [image.pixelColor(image.rect().center()).name() for image in middles]
    assert [colour == "#8a7a60" for colour in colours] == [True, False, False]


def test_tiles_of_an_older_examination_go_and_their_pictures_are_not_waited_for(card: PreflightCard, bridge: RecordingBridge):
    answer(bridge, neediest=NEEDY)
    card.set_recipe({**RECIPE, "title": "Damaged"})
    answer(bridge, neediest=NEEDY[:1])
    assert [tile.toolTip().splitlines()[0] for tile in tiles(card)] == ["anna.tif"]
    numbers = [request.number for request in bridge.all(MakeThumbnail)]
    assert {Cancel(number) for number in numbers[:3]} <= set(bridge.all(Cancel))


def test_suffixes_of_one_format_are_counted_together_the_most_first():
    assert kinds_of({".jpg": 3, ".tif": 4, ".jpeg": 2, ".webp": 1}) == {"JPEG": 5, "TIFF": 4, "WEBP": 1}
