from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from engine.events import JobFailed, JobFinished, JobProgressed
from engine.findings import Finding
from engine.messages.answers import EngineEnded, EngineReady, PictureMade, RequestFailed
from engine.messages.queue_answers import Row, RowsChanged, RowsRead
from engine.messages.requests import Cancel, MakeThumbnail, ReadRows
from gui.queue.model import FRACTION, NAME, NEEDS, ROW, SIZE, STATE, TIME, Filter, QueueModel
from gui.queue.reading import RowReading
from gui.queue.thumbnails import Thumbnails
from gui.queue.words import duration, time_left
from tests.gui.queue_rows import QUEUE, ReadingBridge, row, standing

FOUND = (
    Finding("levels", ("tones: as they should be",), needed=False, certainty=1),
    Finding("restore", ("seen: blur", "noise: sigma 7.2"), certainty=0.5),
    Finding(remarks=("it is damaged",)),
)


def texts(model: QueueModel, place: int) -> list[str]:
    return [model.index(place, column).data() or "" for column in (NAME, NEEDS, STATE, SIZE, TIME)]


def shown(model: QueueModel, place: int) -> Row | None:
    return model.index(place, 0).data(ROW)


def made(bridge: ReadingBridge) -> QueueModel:
    model = QueueModel(bridge, QUEUE)
    bridge.answer()
    return model


def test_a_page_is_read_when_somebody_looks_and_until_then_there_is_an_ellipsis(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(1000)])
    model = made(bridge)
    assert model.rowCount() == 1000
    assert [(read.first, read.count) for read in bridge.all(ReadRows)] == [(0, 200)]
    assert texts(model, 750) == ["…", "", "", "", ""]
    assert bridge.last(ReadRows).first == 600
    bridge.answer()
    assert texts(model, 750) == ["album/750.tif", "", "Waiting", "", ""]


def test_a_million_rows_cost_no_more_than_a_few(qtbot: QtBot) -> None:
    bridge = ReadingBridge()
    model = QueueModel(bridge, QUEUE)
    begun = time.perf_counter()
    bridge.say(standing(queued=1_000_000))
    for place in range(0, 1_000_000, 1000):
        shown(model, place)
    assert time.perf_counter() - begun < 0.5
    assert len(bridge.all(ReadRows)) - len(bridge.all(Cancel)) <= 3  # a quick scroll leaves behind what it flew over


def test_after_a_quick_scroll_the_last_place_is_read_first(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(10_000)])
    model = made(bridge)
    for place in range(0, 10_000, 200):
        shown(model, place)
    bridge.answer()
    assert bridge.last(ReadRows).first in (9800, 9600)
    bridge.answer_all()
    assert shown(model, 9800) == row(9800)
    assert len(bridge.all(ReadRows)) < 12


def test_pages_that_nobody_looks_at_are_let_go(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(20_000)])
    model = made(bridge)
    for place in range(0, 20_000, 200):
        shown(model, place)
        bridge.answer()
    assert len(model.pages.loaded(0, 20_000)) == 40 * 200
    assert shown(model, 0) is None


def test_what_happens_to_a_picture_changes_its_row_without_reading(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(3)])
    model = made(bridge)
    bridge.say(JobProgressed(1, 0.429, QUEUE))
    assert texts(model, 1) == ["album/1.tif", "", "Running 42 %", "", ""]
    assert model.index(1, STATE).data(FRACTION) == 0.429
    bridge.say(JobFinished(1, "", "", 1, 24, 75, FOUND, QUEUE))
    said = "Levels (not needed) – tones: as they should be · Restore – seen: blur; noise: sigma 7.2 · File – it is damaged"
    assert texts(model, 1) == ["album/1.tif", said, "Done", "", "1 min 15 s"]
    assert model.index(1, NEEDS).data(Qt.ItemDataRole.ToolTipRole).splitlines() == [
        "Levels (not needed)", "\u2003Tones: as they should be", "Restore", "\u2003Seen: blur", "\u2003Noise: sigma 7.2",
        "File", "\u2003It is damaged",
    ]  # fmt: skip
    bridge.say(JobFailed(2, "", 1, "no such file", "Look for it.", None, QUEUE))
    assert texts(model, 2) == ["album/2.tif", "no such file", "Failed", "", ""]
    assert len(bridge.all(ReadRows)) == 1


def test_other_queues_change_nothing(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1)])
    model = made(bridge)
    bridge.say(JobFailed(1, "", 1, "no", "", None, "another"))
    bridge.say(RowsChanged("another"))
    assert texts(model, 0)[STATE] == "Waiting"
    assert len(bridge.all(ReadRows)) == 1


def test_a_picture_that_ends_while_its_page_is_read_does_not_look_unfinished_for_ever(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1, "running")])
    model = QueueModel(bridge, QUEUE)
    bridge.say(JobFinished(1, "", "", 1, 24, 2, (), QUEUE))
    bridge.answer()
    assert texts(model, 0)[STATE] == "Done"


def test_sizes_of_results_are_read_a_moment_after_pictures_are_done(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1)])
    model = made(bridge)
    bridge.change(1, state="done", result_bytes=36_000_000)
    bridge.say(JobFinished(1, "", "", 1, 24, 2, (), QUEUE))

    def size_is_there() -> None:
        shown(model, 0)
        bridge.answer()
        assert texts(model, 0)[SIZE] == "36.0 MB"

    qtbot.waitUntil(size_is_there, timeout=3000)


def test_moved_rows_are_read_again_and_stay_in_sight_until_then(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1), row(2)])
    model = made(bridge)
    bridge.rows.reverse()
    bridge.say(RowsChanged(QUEUE))
    assert shown(model, 0) == row(1)
    bridge.answer()
    assert shown(model, 0) == row(2)


def test_rows_that_were_taken_out_are_gone(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1), row(2), row(3)])
    model = made(bridge)
    del bridge.rows[0]
    bridge.say(RowsChanged(QUEUE))
    shown(model, 0)
    bridge.answer()
    assert [shown(model, place) for place in range(model.rowCount())] == [row(2), row(3)]


def test_a_filter_shows_only_its_states(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1, "done"), row(2, "failed"), row(3), row(4, "running")])
    model = made(bridge)
    cases: list[tuple[Filter, tuple[str, ...], list[int]]] = [
        ("waiting", ("queued", "running"), [3, 4]),
        ("failed", ("failed",), [2]),
        ("all", (), [1, 2, 3, 4]),
    ]
    for filter, states, jobs in cases:
        model.show_only(filter)
        bridge.answer()
        assert bridge.last(ReadRows).states == states
        assert [one.job for place in range(model.rowCount()) if (one := shown(model, place))] == jobs


def test_a_filtered_table_grows_with_the_counts_of_the_queue(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1, "failed")])
    model = made(bridge)
    model.show_only("failed")
    bridge.say(standing(queued=5, failed=3))
    assert model.rowCount() == 3


def test_a_queue_that_is_opened_late_or_again_is_read_then(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1)])
    model = QueueModel(bridge, QUEUE)
    bridge.say(RequestFailed(bridge.last(ReadRows).number, "no such queue", ""))
    assert model.rowCount() == 0
    bridge.say(standing(queued=1))
    shown(model, 0)
    bridge.answer()
    assert shown(model, 0) == row(1)
    bridge.say(EngineEnded(expected=False, restarting=True))
    bridge.say(standing("opening"))
    assert shown(model, 0) == row(1)  # what is shown stays
    bridge.change(1, state="done")
    bridge.say(standing(done=1))
    shown(model, 0)
    bridge.answer()
    assert shown(model, 0) == row(1, "done")


def test_a_reading_goes_through_all_pages_and_says_when_it_could_not(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(job) for job in range(2500)])
    came: list[int] = []
    ended: list[bool] = []
    for spans, jobs in ((None, list(range(2500))), ([range(5, 8), range(990, 2100)], [5, 6, 7, *range(990, 2100)])):
        came.clear()
        reading = RowReading(bridge, QUEUE, spans=spans)
        reading.came.connect(lambda rows: came.extend(one.job for one in rows))
        reading.ended.connect(ended.append)
        reading.start()
        bridge.answer_all()
        assert came == jobs
    reading.start()
    bridge.say(EngineEnded(expected=False, restarting=True))
    lost = RowReading(bridge, QUEUE)
    lost.ended.connect(ended.append)
    lost.start()
    bridge.say(EngineEnded(expected=False, restarting=True))
    assert ended[:2] == [True, True]
    assert ended[-1] is False


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, ""), (2.34, "2.3 s"), (14.2, "14 s"), (75, "1 min 15 s"), (59.7, "1 min 00 s"), (4000, "1 h 06 min")],
)
def test_times_are_short(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, "the time left is not known yet"),
        (0, "less than a minute left"),
        (700, "about 12 min left"),
        (4200, "about 1 h 10 min left"),
    ],
)
def test_guesses_are_said_like_guesses(seconds: float | None, text: str) -> None:
    assert time_left(seconds) == text


@pytest.fixture
def picture(tmp_path: Path) -> str:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("sienna"))
    image.save(str(tmp_path / "small.png"))
    return (tmp_path / "small.png").as_uri()


def test_only_what_is_in_sight_is_asked_for_and_four_at_a_time(qtbot: QtBot, picture: str) -> None:
    bridge = ReadingBridge()
    thumbnails = Thumbnails(bridge, 128)
    thumbnails.show_only(f"file:///{letter}" for letter in "abcdefgh")
    assert [asked.source[-1] for asked in bridge.all(MakeThumbnail)] == list("abcd")
    with qtbot.waitSignal(thumbnails.made) as heard:
        bridge.say(PictureMade(bridge.all(MakeThumbnail)[1].number, picture))
    assert heard.args == ["file:///b"]
    assert bridge.last(MakeThumbnail).source == "file:///e"
    small = thumbnails.picture("file:///b")
    assert small is not None
    assert (small.width(), small.height()) == (128, 96)


def test_what_scrolls_away_is_called_off(qtbot: QtBot) -> None:
    bridge = ReadingBridge()
    thumbnails = Thumbnails(bridge)
    thumbnails.show_only(["file:///a", "file:///b"])
    thumbnails.show_only(["file:///b", "file:///c"])
    assert [cancel.number for cancel in bridge.all(Cancel)] == [bridge.all(MakeThumbnail)[0].number]
    assert [asked.source[-1] for asked in bridge.all(MakeThumbnail)] == ["a", "b", "c"]


def test_the_least_looked_at_pictures_are_let_go(qtbot: QtBot, picture: str) -> None:
    bridge = ReadingBridge()
    thumbnails = Thumbnails(bridge, kept=2)
    for name in ("a", "b", "a", "c"):
        thumbnails.show_only([f"file:///{name}"])
        if not thumbnails.picture(f"file:///{name}"):
            bridge.say(PictureMade(bridge.last(MakeThumbnail).number, picture))
    assert [bool(thumbnails.picture(f"file:///{name}")) for name in "abc"] == [True, False, True]


def test_a_picture_without_a_thumbnail_is_not_asked_for_again_until_it_is_another_one(qtbot: QtBot) -> None:
    bridge = ReadingBridge()
    thumbnails = Thumbnails(bridge)
    thumbnails.show_only(["file:///done/a.tif"])
    bridge.say(RequestFailed(bridge.last(MakeThumbnail).number, "damaged", ""))
    thumbnails.show_only(["file:///done/a.tif"])
    assert len(bridge.all(MakeThumbnail)) == 1
    bridge.say(JobFinished(1, "/scans/a.tif", "/done/a.tif", 1, 1, 1, (), QUEUE))
    assert len(bridge.all(MakeThumbnail)) == 2


def test_after_the_engine_was_started_again_thumbnails_are_asked_for_again(qtbot: QtBot) -> None:
    bridge = ReadingBridge()
    thumbnails = Thumbnails(bridge)
    thumbnails.show_only(["file:///a"])
    bridge.say(EngineEnded(expected=False, restarting=True))
    bridge.say(EngineReady("patina"))
    assert [asked.source for asked in bridge.all(MakeThumbnail)] == ["file:///a", "file:///a"]


def test_answers_that_come_after_the_rows_moved_are_not_believed(qtbot: QtBot) -> None:
    bridge = ReadingBridge([row(1), row(2)])
    model = made(bridge)
    bridge.say(RowsChanged(QUEUE))
    shown(model, 0)
    early = bridge.last(ReadRows)
    bridge.say(RowsChanged(QUEUE))
    bridge.say(RowsRead(early.number, QUEUE, 0, 1, (row(9),)))
    assert shown(model, 0) == row(1)
