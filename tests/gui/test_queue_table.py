from __future__ import annotations

import csv
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from engine.events import JobFailed
from engine.messages.queue_answers import Row, RowsChanged
from engine.messages.requests import Cancel, KeepFailed, MakeThumbnail, Move, ReadRows, Redo, Remove, Retry
from gui.queue.model import NEEDS, SIZE, TIME, Filter
from gui.queue.table import QueueTable
from tests.gui.queue_rows import QUEUE, ReadingBridge, row, standing

ROWS = [
    row(1, "done", "album/orchard.tif", note="tones: faded", result_bytes=36_000_000, seconds=14),
    row(2, "failed", "album/pier.tif", note="the file ends early", hint="Scan it again."),
    row(3, "running", "wedding.tif"),
    row(4, "queued", "上海/外滩.tif", own=True),
    row(5, "queued", "boxes/0001.jp2"),
]


@pytest.fixture
def bridge() -> ReadingBridge:
    return ReadingBridge(ROWS)


@pytest.fixture
def table(qtbot: QtBot, bridge: ReadingBridge) -> QueueTable:
    table = QueueTable(bridge, QUEUE)
    qtbot.addWidget(table)
    table.resize(1200, 600)
    open_for_keys(qtbot, table)
    bridge.answer()
    bridge.say(standing(queued=2, running=1, done=1, failed=1))
    bridge.answer_all()
    return table


def open_for_keys(qtbot: QtBot, table: QueueTable) -> None:
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()


def drawn(table: QueueTable) -> list[str]:
    """The table as text: what is chosen has a mark."""
    view, model = table.view, table.model
    chosen = view.selectionModel()
    lines: list[str] = []
    for place in view.rows_in_sight():
        texts = (model.index(place, column).data() for column in range(5))
        lines.append(" | ".join([">" if chosen.isRowSelected(place, QModelIndex()) else " ", *(text or "" for text in texts)]))
    return lines


def choose(table: QueueTable, *places: int) -> None:
    click(table, places[0], Qt.KeyboardModifier.NoModifier)
    for place in places[1:]:
        click(table, place, Qt.KeyboardModifier.ControlModifier)


def click(table: QueueTable, place: int, modifier: Qt.KeyboardModifier) -> None:
    where = table.view.visualRect(table.model.index(place, 0)).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def answer_question(qtbot: QtBot, table: QueueTable, answer: str) -> str:
    """What was asked."""
    box = table.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    button = next(button for button in box.findChildren(QPushButton) if button.text().replace("&", "") == answer)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return box.text()


def test_the_table_says_of_each_picture_what_it_is_what_was_found_and_how_far_it_is(table: QueueTable) -> None:
    assert drawn(table) == [
        "> | album/orchard.tif | Tones: faded | Done | 36.0 MB | 14 s",
        "  | album/pier.tif | the file ends early | Failed |  | ",
        "  | wedding.tif |  | Running |  | ",
        "  | 上海/外滩.tif |  | Waiting |  | ",
        "  | boxes/0001.jp2 |  | Waiting |  | ",
    ]


def test_the_first_picture_is_chosen_so_that_there_is_something_to_look_at(qtbot: QtBot, bridge: ReadingBridge) -> None:
    table = QueueTable(bridge, QUEUE)
    qtbot.addWidget(table)
    with qtbot.waitSignal(table.chosen) as heard:
        bridge.answer()
    assert heard.args == [ROWS[0]]


def test_arrows_choose_the_next_picture(qtbot: QtBot, table: QueueTable) -> None:
    with qtbot.waitSignal(table.chosen) as heard:
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert heard.args == [ROWS[1]]


def test_the_chosen_picture_is_told_again_when_something_happens_to_it(
    qtbot: QtBot, table: QueueTable, bridge: ReadingBridge
) -> None:
    choose(table, 2)
    with qtbot.waitSignal(table.chosen) as heard:
        bridge.say(JobFailed(3, "", 1, "no room", "Make room.", None, QUEUE))
    assert heard.args is not None
    chosen: Row = heard.args[0]
    assert (chosen.job, chosen.state, chosen.note) == (3, "failed", "no room")


def test_several_pictures_can_be_chosen(qtbot: QtBot, table: QueueTable) -> None:
    choose(table, 1)
    with qtbot.waitSignal(table.selected) as heard:
        click(table, 3, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == [[ROWS[1], ROWS[3]]]


def test_the_filter_counts_live(table: QueueTable, bridge: ReadingBridge) -> None:
    def counts() -> list[str]:
        return [button.text() for button in table.filter.buttons.values()]

    assert counts() == ["All 5", "Waiting 3", "Done 1", "Failed 1"]
    bridge.say(standing(queued=1, running=1, done=1234, failed=0))
    assert counts() == ["All 1,236", "Waiting 2", "Done 1,234", "Failed"]


def test_a_click_on_failed_shows_what_failed_and_offers_to_try_it_again(
    qtbot: QtBot, table: QueueTable, bridge: ReadingBridge
) -> None:
    assert not table.retry_all.isVisible()
    qtbot.mouseClick(table.filter.buttons["failed"], Qt.MouseButton.LeftButton)
    bridge.answer()
    assert drawn(table) == ["> | album/pier.tif | the file ends early | Failed |  | "]
    qtbot.mouseClick(table.retry_all, Qt.MouseButton.LeftButton)
    assert bridge.last(Retry) == Retry(QUEUE)


def test_where_there_is_nothing_words_say_so(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1, "done")])
    table = QueueTable(bridge, QUEUE)
    qtbot.addWidget(table)
    assert table.words() == "Opening the queue…"
    bridge.say(standing("finished", done=1))
    bridge.answer()
    assert table.words() == ""
    said: dict[Filter, str] = {"failed": "No picture has failed.", "waiting": "Nothing waits.", "done": ""}
    for name, words in said.items():
        qtbot.mouseClick(table.filter.buttons[name], Qt.MouseButton.LeftButton)
        bridge.answer()
        assert table.words() == words


def test_delete_takes_what_waits_out_of_the_queue_at_once(qtbot: QtBot, table: QueueTable, bridge: ReadingBridge) -> None:
    choose(table, 3, 4)
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert bridge.last(Remove) == Remove(QUEUE, (4, 5))


@pytest.mark.parametrize(("answer", "removed"), [("Take out", [Remove(QUEUE, (1, 2))]), ("Cancel", [])])
def test_results_are_forgotten_only_after_a_question(
    qtbot: QtBot, table: QueueTable, bridge: ReadingBridge, answer: str, removed: list[Remove]
) -> None:
    choose(table, 0, 1)
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert bridge.all(Remove) == []
    assert answer_question(qtbot, table, answer) == "Take 2 picture(s) out of the queue?"
    assert bridge.all(Remove) == removed


def test_after_pictures_were_taken_out_their_neighbour_is_chosen_and_nothing_else(
    qtbot: QtBot, table: QueueTable, bridge: ReadingBridge
) -> None:
    choose(table, 3, 2)
    del bridge.rows[2:4]
    bridge.say(RowsChanged(QUEUE))
    table.view.viewport().repaint()
    bridge.answer()
    assert drawn(table)[1:] == [
        "  | album/pier.tif | the file ends early | Failed |  | ",
        "> | boxes/0001.jp2 |  | Waiting |  | ",
    ]


def test_a_picture_that_is_moved_stays_chosen(qtbot: QtBot, table: QueueTable, bridge: ReadingBridge) -> None:
    choose(table, 4)
    qtbot.keyClick(table.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert bridge.last(Move) == Move(QUEUE, (5,))
    bridge.rows.insert(3, bridge.rows.pop())
    bridge.say(RowsChanged(QUEUE))
    table.view.viewport().repaint()
    bridge.answer()
    assert drawn(table)[3:] == ["> | boxes/0001.jp2 |  | Waiting |  | ", "  | 上海/外滩.tif |  | Waiting |  | "]


def test_the_menu_offers_what_makes_sense(table: QueueTable) -> None:
    def offered() -> set[str]:
        table.actions_.offer()
        return {action.text() for action in table.actions_.menu.actions() if action.isEnabled() and action.text()}

    always = {
        "Open the folder", "Copy the path", "Do again with these settings…", "Take out of the queue", "Keep only what failed",
        "Save the list of failures…", "Draw on it…", "Why?",
    }  # fmt: skip
    for place, more in enumerate(({"Open the result"}, {"Try again"}, set[str](), {"Do next", "Back to the queue’s settings"})):
        choose(table, place)
        assert offered() == always | more


def test_the_menu_comes_where_the_picture_is(qtbot: QtBot, table: QueueTable) -> None:
    table.view.customContextMenuRequested.emit(QPoint(40, 40))
    assert table.actions_.menu.isVisible()
    table.actions_.menu.close()


def test_failed_pictures_are_tried_again_and_own_settings_given_back(table: QueueTable, bridge: ReadingBridge) -> None:
    choose(table, 0, 1, 3)
    table.actions_.retry.trigger()
    table.actions_.redo_plain.trigger()
    assert bridge.last(Retry) == Retry(QUEUE, (2,))
    assert bridge.last(Redo) == Redo(QUEUE, (4,))


def test_pictures_can_be_done_again_with_the_settings_that_are_shown(qtbot: QtBot, table: QueueTable) -> None:
    choose(table, 0, 3)
    with qtbot.waitSignal(table.own_settings_wanted) as heard:
        table.actions_.redo_here.trigger()
    assert heard.args == [[1, 4]]


def test_keeping_only_what_failed_is_asked_first(qtbot: QtBot, table: QueueTable, bridge: ReadingBridge) -> None:
    table.actions_.keep_failed.trigger()
    assert bridge.all(KeepFailed) == []
    assert answer_question(qtbot, table, "Take out") == "Take 4 picture(s) out of the queue that did not fail?"
    assert bridge.all(KeepFailed) == [KeepFailed(QUEUE)]


def test_results_folders_and_paths_open_in_other_programs(
    qtbot: QtBot, table: QueueTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    qtbot.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    choose(table, 1)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)  # there is no result to open
    qtbot.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == ["file:///done/album/orchard.tif", "file:///done/album", "file:///scans/album"]
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "/scans/album/pier.tif"


def test_what_is_done_with_all_pictures_reads_those_that_nobody_has_looked_at(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(3000)])
    table = QueueTable(bridge, QUEUE)
    qtbot.addWidget(table)
    open_for_keys(qtbot, table)
    bridge.answer()
    table.view.selectAll()
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert bridge.all(Remove) == []
    bridge.answer_all()
    assert bridge.last(Remove).jobs == tuple(range(3000))


def test_all_failures_are_saved_as_a_table(qtbot: QtBot, tmp_path: Path) -> None:
    reason = "“pier.tif”: ends early, after 12 strips"
    bridge = ReadingBridge([row(job, "failed", f"上海/{job}.tif", note=reason, hint="Scan it again.") for job in range(1500)])
    table = QueueTable(bridge, QUEUE)
    qtbot.addWidget(table)
    file = tmp_path / "failures.csv"
    failures = table.actions_.save_failures(str(file))
    with qtbot.waitSignal(failures.written) as heard:
        bridge.answer_all()
    assert heard.args == [str(file), 1500]
    with file.open(encoding="utf-8-sig", newline="") as text:
        lines = list(csv.reader(text))
    assert lines[0] == ["Picture", "Reason", "What helps", "Path"]
    assert lines[1500] == ["上海/1499.tif", reason, "Scan it again.", "/scans/上海/1499.tif"]


def test_a_list_of_failures_that_cannot_be_written_is_said_to_be_so(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: said.append(text))
    bridge = ReadingBridge([row(1, "failed")])
    table = QueueTable(bridge, QUEUE)
    qtbot.addWidget(table)
    table.actions_.save_failures(str(tmp_path / "nowhere" / "failures.csv"))
    bridge.answer_all()
    assert len(said) == 1
    assert said[0].startswith(f"“{tmp_path}/nowhere/failures.csv” could not be written: ")


def test_a_narrow_table_gives_up_columns_before_words(table: QueueTable) -> None:
    def hidden() -> list[bool]:
        return [table.view.isColumnHidden(column) for column in (NEEDS, SIZE, TIME)]

    assert hidden() == [False, False, False]
    table.resize(400, 600)
    assert hidden() == [True, True, True]


def test_letters_do_not_read_the_whole_queue(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(5000)])
    table = QueueTable(bridge, QUEUE)
    qtbot.addWidget(table)
    bridge.answer()
    qtbot.keyClicks(table.view, "zz")
    assert len(bridge.all(ReadRows)) == 1


def test_only_pictures_in_sight_get_thumbnails_and_a_scroll_calls_off_the_rest(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(1000)])
    table = QueueTable(bridge, QUEUE)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    bridge.answer()
    qtbot.waitUntil(lambda: len(bridge.all(MakeThumbnail)) == 4)
    asked = [thumbnail.source for thumbnail in bridge.all(MakeThumbnail)]
    assert asked == [f"file:///scans/album/{job}.tif" for job in range(4)]
    table.view.scrollTo(table.model.index(150, 0))
    qtbot.waitUntil(lambda: len(bridge.all(MakeThumbnail)) == 8)
    assert {cancel.number for cancel in bridge.all(Cancel)} >= {one.number for one in bridge.all(MakeThumbnail)[:4]}


def test_a_hundred_thousand_rows_are_chosen_and_scrolled_without_waiting(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(200)])
    table = QueueTable(bridge, QUEUE, standing("resting", queued=100_000))
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    begun = perf_counter()
    table.view.selectAll()
    table.view.scrollToBottom()
    table.view.viewport().repaint()
    qtbot.wait(1)
    assert perf_counter() - begun < 0.25
