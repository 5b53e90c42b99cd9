"""The page of pictures: what it tells the engine and the user when things are unusual."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from engine.events import JobFinished
from engine.messages.answers import EngineEnded, EngineReady, Examined, RequestFailed
from engine.messages.queue_answers import QueueChanged, RowsRead
from engine.messages.requests import Describe, Examine, Measure, Preview, ReadRows, ReadTile, Redo, Submit
from engine.names import path_of, uri_of
from gui.building import build_window
from gui.compare.view import CompareView
from gui.main_window import MainWindow
from gui.pages.pictures import PicturesPage
from gui.pages.problems import ProblemsPage
from gui.queue.side import QueueSide
from gui.queue.store import KeptQueue
from gui.review.page import ReviewPage
from gui.settings import SettingsFile
from tests.gui.described import described
from tests.gui.finding import button, click, texts, the
from tests.gui.patina import TONES
from tests.gui.picture_engine import PictureEngine
from tests.gui.queue_rows import row
from tests.gui.recording import RecordingBridge

FOUND = Examined(
    number=0, pictures=3, megapixels=1, bytes=9, kinds={".tif": 3}, left_alone=0, refused=(), refused_count=0, needed_bytes=1,
    free_bytes=2, seconds=1, neediest=(),
)  # fmt: skip
OFF: dict[str, Any] = {"title": "Off", "stages": [], "only_needed": False}


class Desk:
    """The window, without an engine: the test says what one would say."""

    def __init__(self, qtbot: QtBot, described_at_once: bool = True) -> None:
        self.qtbot, self.bridge = qtbot, RecordingBridge()
        self.window: MainWindow = build_window(self.bridge, SettingsFile())
        qtbot.addWidget(self.window)
        self.window.resize(1500, 900)
        self.window.show()
        self.page = the(self.window, PicturesPage)
        if described_at_once:
            self.describe()

    def describe(self) -> None:
        self.bridge.say(EngineReady("Patina"))
        self.bridge.say(described(self.bridge.last(Describe).number))

    def examine(self, *paths: Path) -> None:
        self.window.dropped.emit(tuple(map(uri_of, paths)))
        self.bridge.say(msgspec.structs.replace(FOUND, number=self.bridge.last(Examine).number))

    def begin(self, *paths: Path) -> str:
        """The id of the queue."""
        self.examine(*paths)
        click(self.qtbot, self.page.preflight, "Start")
        return self.page.queues.current

    def stand(self, state: str, **what: object) -> None:
        counts = {"queued": 0, "running": 0, "done": 1, "failed": 0} | what
        self.bridge.say(QueueChanged(self.page.queues.current, state, **counts))  # type: ignore[arg-type]

    def read(self, **what: object) -> None:
        """The queue has one row."""
        rows = (msgspec.structs.replace(row(1, "done", "anna.tif"), **what),)
        for asked in self.bridge.all(ReadRows):
            self.bridge.hear(RowsRead(asked.number, asked.queue, 0, 1, rows))

    def turn(self, recipe: dict[str, Any]) -> None:
        """As if a user had changed the panel."""
        self.page.panel.set_recipe(recipe)
        self.page.panel.changed.emit(self.page.panel.recipe)

    @property
    def said(self) -> str:
        return self.window.statusBar().currentMessage()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    (tmp_path / "box").mkdir()
    return tmp_path / "box"


# Before the work -----------------------------------------------------------------------------------------------------


def test_a_drop_before_the_engine_is_there_waits_for_its_recipes(qtbot: QtBot, box: Path) -> None:
    desk = Desk(qtbot, described_at_once=False)
    desk.window.dropped.emit((uri_of(box),))
    assert desk.bridge.all(Examine) == []
    assert texts(desk.page.preflight)[0] == "Looking through the pictures…"
    desk.describe()
    assert [asked.recipe for asked in desk.bridge.all(Examine)] == [desk.page.panel.recipe]


def test_with_all_stages_off_nothing_can_be_started_or_tried(desk: Desk, box: Path) -> None:
    desk.examine(box)
    desk.turn(OFF)
    assert "All stages are switched off: nothing would be done.\nSwitch one on." in texts(desk.page.preflight)
    assert not button(desk.page.preflight, "Start").isEnabled()
    asked = len(desk.bridge.all(Examine))
    desk.turn(TONES)
    desk.qtbot.waitUntil(lambda: len(desk.bridge.all(Examine)) == asked + 1)
    desk.bridge.say(msgspec.structs.replace(FOUND, number=desk.bridge.last(Examine).number))
    assert button(desk.page.preflight, "Start").isEnabled()


def test_what_was_just_changed_is_what_begins(desk: Desk, box: Path) -> None:
    desk.examine(box)
    desk.turn(TONES)
    click(desk.qtbot, desk.page.preflight, "Start")  # before the pictures were looked through with it
    assert desk.bridge.last(Submit).recipe == TONES


def test_with_all_stages_off_a_queue_cannot_be_done_again(desk: Desk, box: Path) -> None:
    desk.begin(box)
    desk.stand("finished")
    desk.read()
    desk.turn(OFF)
    bar = desk.page.apply
    assert bar.isVisible()
    assert "All stages are switched off: nothing would be done. Switch one on." in texts(bar)
    for words in ("Do the queue with these", "Only the 1 chosen picture(s)"):
        assert not button(bar, words).isEnabled()
    desk.page.redo([1])  # from the table's menu
    assert desk.bridge.all(Redo) == []
    assert "All stages are switched off" in desk.said
    click(desk.qtbot, bar, "Back to the queue's")
    assert not bar.isVisible()


def test_what_is_a_queue_already_is_shown_and_other_settings_are_tried_on_it(desk: Desk, box: Path) -> None:
    queue = desk.begin(box)
    desk.stand("running")
    desk.begin(box.parent / "box")
    assert (desk.page.queues.tabs.count(), desk.page.queues.current) == (1, queue)
    assert "“box” is a queue already" in desk.said
    assert len(desk.bridge.all(Submit)) == 1  # it is under way, and stays so

    desk.stand("finished")
    desk.begin(box)
    assert len(desk.bridge.all(Submit)) == 2  # there may be new pictures

    desk.examine(box)
    desk.turn(TONES)
    click(desk.qtbot, desk.page.preflight, "Start")
    assert len(desk.bridge.all(Submit)) == 2
    assert desk.page.apply.isVisible()
    assert desk.page.panel.recipe == TONES


def test_the_format_that_is_chosen_goes_along_and_another_one_goes_to_the_queue_that_is_there(desk: Desk, box: Path) -> None:
    settings = desk.page._settings
    settings.change(result_format="pyramid")
    desk.begin(box)
    assert (desk.bridge.last(Examine).suffix, desk.bridge.last(Examine).pyramid) == (".tif", True)
    assert (desk.bridge.last(Submit).suffix, desk.bridge.last(Submit).pyramid) == (".tif", True)
    desk.stand("running")
    settings.change(result_format="png")
    desk.begin(box)
    assert (desk.bridge.last(Submit).suffix, desk.bridge.last(Submit).pyramid) == (".png", False)


def test_two_queues_never_have_one_place_for_results(desk: Desk, box: Path) -> None:
    first, second = box / "anna.tif", box / "boat.tif"
    places: list[str] = []
    for source in (first, second):
        desk.begin(source)
        places.append(path_of(desk.bridge.last(Submit).destination).name)
    assert places == ["box restored", "box restored 2"]
    desk.examine(box)
    desk.page.preflight.set_destination(box.parent / "box restored")
    desk.bridge.say(msgspec.structs.replace(FOUND, number=desk.bridge.last(Examine).number))
    click(desk.qtbot, desk.page.preflight, "Start")
    assert "Results of “anna.tif” go to that folder. Choose another one." in desk.said
    assert len(desk.bridge.all(Submit)) == 2
    assert desk.page.preflight.isVisible()


# Queues --------------------------------------------------------------------------------------------------------------


def test_a_queue_that_was_heard_of_before_it_is_shown_stands_where_it_stood(qtbot: QtBot) -> None:
    bridge = RecordingBridge()
    side = QueueSide(bridge)
    qtbot.addWidget(side)
    bridge.say(QueueChanged("a", "stopped", queued=2, running=0, done=5, failed=1))
    side.add(KeptQueue(id="a", title="A", sources=(), destination="file:///a", recipe={}))
    assert side.bar("a").line.text().startswith("Stopped at 6 of 8")
    assert side.table("a").model.rowCount() == 8


def test_the_pages_of_a_queue_open_no_window_of_their_own(desk: Desk, box: Path, qapp: QApplication) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    desk.begin(box)
    desk.stand("finished")
    desk.read()
    qapp.removeEventFilter(watch)
    assert shown == []


def test_what_was_found_in_a_picture_stands_below_it_and_why_it_failed_on_it(desk: Desk, box: Path) -> None:
    desk.begin(box)
    desk.stand("finished")
    desk.read(note="tones: changed by 12.0 of 255; noise: sigma 7.2")
    assert desk.page.work.found.text() == "Tones: changed by 12.0 of 255 · Noise: sigma 7.2"
    desk.turn(TONES)  # now the patch says what it finds
    assert desk.page.work.found.text() == ""
    desk.page.apply.back.emit()
    desk.stand("finished", done=0, failed=1)
    desk.page.queues.table(desk.page.queues.current).model.read_anew()
    desk.read(state="failed", note="anna.tif is empty", hint="Look for another copy.")
    note = desk.page.compare.canvas.note
    assert (note.message, note.hint) == ("anna.tif is empty", "Look for another copy.")
    desk.page.queues.table(desk.page.queues.current).model.read_anew()
    desk.read(state="queued", note="")
    assert note.isHidden()


def test_another_queue_brings_its_own_picture_and_settings(desk: Desk, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        desk.begin(tmp_path / name)
        desk.stand("finished")
        desk.read(source=f"file:///{name}.tif", result=f"file:///out/{name}.tif")
    picture = desk.page.compare.canvas.picture
    assert picture
    assert picture.source == "file:///two.tif"
    desk.page.queues.tabs.setCurrentIndex(0)
    picture = desk.page.compare.canvas.picture
    assert picture
    assert picture.source == "file:///one.tif"


def test_cancelling_a_preflight_leaves_the_review_where_it_was(desk: Desk, box: Path, tmp_path: Path) -> None:
    desk.begin(box)
    turned: list[str] = []
    desk.page.queue_changed.connect(turned.append)
    (tmp_path / "other").mkdir()
    desk.examine(tmp_path / "other")
    click(desk.qtbot, desk.page.preflight, "Cancel")
    assert turned == []


def test_what_a_queue_says_is_a_problem_with_its_hint_and_stays_one(desk: Desk, box: Path) -> None:
    desk.begin(box)
    desk.stand("stopped", message="/a: there is no space left", hint="Choose another folder, or free some space.")
    assert "there is no space left" in desk.said
    problems = the(desk.window, ProblemsPage)
    desk.qtbot.waitUntil(lambda: "/a: there is no space left" in texts(problems))
    assert "Choose another folder, or free some space." in texts(problems)


def test_a_refusal_that_nobody_waits_for_is_said(desk: Desk) -> None:
    desk.bridge.say(RequestFailed(0, "/a/anna.tif is there already", "Move it away, then accept again."))
    assert desk.said == "/a/anna.tif is there already Move it away, then accept again."


def test_queues_are_opened_again_by_the_next_engine_even_one_that_is_started_by_hand(desk: Desk, box: Path) -> None:
    desk.begin(box)
    for restarting in (True, False):
        desk.bridge.say(EngineEnded(expected=False, restarting=restarting))
    assert len(desk.bridge.all(Submit)) == 3


def test_recipes_that_are_saved_or_deleted_are_described_anew(desk: Desk) -> None:
    asked = len(desk.bridge.all(Describe))
    desk.page.panel.saved.emit("mine")
    desk.page.panel.deleted.emit("mine")
    assert len(desk.bridge.all(Describe)) == asked + 2


def test_a_running_queue_is_not_taken_off_the_list_without_asking(desk: Desk, box: Path) -> None:
    desk.begin(box)
    desk.stand("running", running=1)
    click(desk.qtbot, desk.page.queues, "Take “box” off the list")
    click(desk.qtbot, the(desk.page.queues, QMessageBox), "Keep it")
    assert desk.page.queues.tabs.count() == 1


# Comparing -----------------------------------------------------------------------------------------------------------

SCAN, RESULT = "file:///scans/anna.tif", "file:///results/anna.tif"


@pytest.fixture
def engine(tmp_path: Path) -> PictureEngine:
    (tmp_path / "answers").mkdir()
    engine = PictureEngine(tmp_path / "answers")
    engine.add(SCAN, 600, 400, "red")
    engine.add(RESULT, 600, 400, "blue")
    return engine


def test_a_comparison_that_nobody_sees_asks_for_no_patch_until_somebody_does(qtbot: QtBot, engine: PictureEngine) -> None:
    view = CompareView(engine)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.set_recipe({"stages": ["levels"]})
    view.show_pictures(SCAN, None)
    engine.serve()
    qtbot.wait(150)
    assert engine.all(Preview) == []
    view.show()
    qtbot.waitUntil(lambda: len(engine.all(Preview)) == 1)
    view.hide()  # before it was answered
    view.set_recipe({"stages": ["restore"]})
    qtbot.wait(150)
    assert len(engine.all(Preview)) == 1
    view.show()
    qtbot.waitUntil(lambda: len(engine.all(Preview)) == 2)
    assert engine.last(Preview).recipe == {"stages": ["restore"]}


def test_without_a_recipe_there_is_no_patch(qtbot: QtBot, engine: PictureEngine) -> None:
    view = CompareView(engine)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    view.set_recipe({"stages": ["levels"]})
    view.show_pictures(SCAN, None)
    qtbot.waitUntil(lambda: (engine.serve(), view.canvas.patch.preview.painted is not None)[1])
    view.set_recipe(None)
    assert view.canvas.patch.preview.painted is None
    qtbot.wait(150)
    assert len(engine.all(Preview)) == 1


def test_each_comparison_has_a_name_of_its_own(desk: Desk) -> None:
    pages = desk.page, the(desk.window, ReviewPage)
    names = {the(page, CompareView).canvas.patch.preview.view for page in pages}
    assert len(names) == 2


def test_a_picture_that_was_done_again_is_read_again(qtbot: QtBot, engine: PictureEngine) -> None:
    view = CompareView(engine)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    view.show_pictures(SCAN, RESULT)

    def tiles_of_result() -> int:
        engine.serve()
        view.grab()
        return sum(asked.source == RESULT for asked in engine.all(ReadTile))

    qtbot.waitUntil(lambda: tiles_of_result() > 0)
    before = tiles_of_result()
    engine.say(JobFinished(9, "/scans/boat.tif", "/results/boat.tif", 9, 1, 1))
    assert (len(engine.all(Measure)), tiles_of_result()) == (2, before)
    engine.say(JobFinished(1, "/scans/anna.tif", "/results/anna.tif", 9, 1, 1))
    qtbot.waitUntil(lambda: tiles_of_result() == 2 * before)


def test_a_result_whose_name_is_no_text_is_read_again_too(qtbot: QtBot, engine: PictureEngine) -> None:
    odd = uri_of(Path("/results/Gro\udcdfmutter.tif"))
    engine.add(odd, 600, 400, "blue")
    view = CompareView(engine)
    qtbot.addWidget(view)
    view.show_pictures(SCAN, odd)
    engine.serve()
    engine.say(JobFinished(1, "/scans/a.tif", "/results/Gro\\udcdfmutter.tif", 9, 1, 1))  # as the engine writes it
    assert [asked.source for asked in engine.all(Measure)] == [odd, SCAN] * 2
