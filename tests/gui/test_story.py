"""Stories through the whole window, with a real engine: a folder is dropped, tried on, restored, reviewed; the engine dies."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.events import JobFinished
from engine.messages.answers import EngineEnded, EngineReady, Examined, PreviewPainted
from engine.messages.queue_answers import QueueChanged
from engine.messages.requests import TILE_SIDE
from gui.compare.view import CompareView
from gui.pages.problems import ProblemsPage
from gui.picture.tiles import PictureTiles
from gui.review.page import ReviewPage
from tests.engine.small_archive import hashes, photograph, saved, tree
from tests.gui.finding import button, click, texts, the
from tests.gui.patina import TONES, Patina, box_of_photographs

MANY = 40  # photographs; enough for something to happen in the middle

posix = pytest.mark.skipif(os.name != "posix", reason="sends signals")


def test_a_folder_is_dropped_looked_through_tried_on_restored_and_reviewed(
    opened: Callable[..., Patina], qtbot: QtBot, tmp_path: Path
) -> None:
    patina = opened()
    box = box_of_photographs(tmp_path / "box")
    before = hashes(box)
    patina.drop(box)
    examined = patina.until(Examined)
    assert (examined.pictures, examined.refused_count) == (4, 1)
    shown = texts(patina.pictures.preflight)
    assert any("letter.jpg" in text for text in shown)
    assert any(str(tmp_path / "box restored") in text for text in shown)

    first = patina.until(PreviewPainted)  # of the neediest, with the recommended recipe
    assert set(first.remarks) == {"0", "1"}
    slider_moved = {"title": "Half", "stages": [{"type": "levels", "strength": 0.5}]}
    patina.pictures.panel.set_recipe(slider_moved)
    patina.pictures.panel.changed.emit(patina.pictures.panel.recipe)
    assert set(patina.until(PreviewPainted).remarks) == {"0"}
    patina.until(Examined)  # with the other recipe

    click(qtbot, patina.pictures.preflight, "Start")
    end = patina.state("finished")
    assert (end.done, end.failed) == (3, 1)
    patina.wait(lambda: sum("Done" in row for row in patina.rows()) == 3)
    assert any("letter.jpg" in row and "Failed" in row for row in patina.rows())
    assert tree(tmp_path / "box restored") == ["01.png", "02.png", "03.png"]
    assert hashes(box) == before
    patina.wait(lambda: "letter.jpg" in patina.problems())

    patina.window.show_page("review")
    review = the(patina.window, ReviewPage)
    patina.wait(lambda: review.model.columnCount() == 3)
    qtbot.keyClick(review.strip, Qt.Key.Key_A)
    patina.wait(lambda: any("1 of 3" in text for text in texts(review)))


def test_what_is_done_again_is_read_again_everywhere(patina: Patina, tmp_path: Path) -> None:
    patina.begin(box_of_photographs(tmp_path / "box", 1, letter=False))
    patina.state("finished")
    page, review = patina.pictures, the(patina.window, ReviewPage)

    def result(view: CompareView) -> PictureTiles | None:
        """What is shown, once all of it is here."""
        return view.canvas.result if view.canvas.result and view.canvas.result.complete else None

    patina.wait(lambda: "01.png Done" in patina.rows())
    patina.wait(lambda: result(page.compare))
    assert "Levels – tones: changed by" in page.work.found.text()
    patina.window.show_page("review")
    patina.wait(lambda: review.model.columnCount() == 1)
    compare = the(review, CompareView)
    patina.wait(lambda: result(compare))
    first = result(compare)
    patina.qtbot.keyClick(review.strip, Qt.Key.Key_D)
    patina.until(JobFinished)
    patina.wait(lambda: review.model.columnCount() == 1 and result(compare) not in (None, first))  # nobody had to ask for it


@posix
def test_an_engine_that_is_killed_is_started_again_and_the_queue_goes_on(patina: Patina, tmp_path: Path) -> None:
    patina.begin(box_of_photographs(tmp_path / "box", MANY))
    patina.until(JobFinished)
    os.kill(patina.bridge.process_id, signal.SIGKILL)
    assert patina.until(EngineEnded).restarting
    assert "started again" in patina.said
    assert patina.state("finished").done == MANY
    assert len(tree(tmp_path / "box restored")) == MANY


@posix
def test_an_engine_that_hangs_is_ended_and_started_again_and_the_queue_goes_on(
    patina: Patina, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patina.begin(box_of_photographs(tmp_path / "box", MANY))
    patina.until(JobFinished)
    hung = patina.bridge.process_id
    with monkeypatch.context() as patience:
        patience.setattr("gui.bridge.SILENCE", 900)
        patina.wait(lambda: patina.bridge._silence.interval() == 900)  # from the next word on
        os.kill(hung, signal.SIGSTOP)
        patina.bridge.happened.connect(lambda event: patience.undo() if isinstance(event, EngineEnded) else None)
        ended = patina.until(EngineEnded)
    assert (ended.expected, ended.restarting) == (False, True)
    assert patina.state("finished").done == MANY
    assert patina.bridge.process_id != hung
    with pytest.raises(ProcessLookupError):
        os.kill(hung, 0)


def test_an_engine_that_always_dies_is_given_up_in_words_and_can_be_started_by_hand(
    patina: Patina, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patina.begin(box_of_photographs(tmp_path / "box", MANY))
    patina.until(JobFinished)
    page = the(patina.window, ProblemsPage)
    with pytest.raises(AssertionError, match="no button"):
        button(page, "Start again")
    with monkeypatch.context() as broken:
        broken.setattr("gui.bridge.program_command", lambda *_: (sys.executable, ["-S", "-c", "raise SystemExit(3)"]))
        patina.bridge._process.kill()
        ends = [patina.until(EngineEnded).restarting for _ in range(6)]
    assert ends == [True] * 5 + [False]
    assert "The engine cannot be started" in patina.said
    assert not patina.window.busy
    patina.wait(lambda: "The engine ends whenever it is started." in patina.problems())

    click(patina.qtbot, page, "Start again")
    patina.until(EngineReady)
    assert patina.state("finished").done == MANY
    with pytest.raises(AssertionError, match="no button"):
        button(page, "Start again")


def test_closing_in_the_middle_loses_nothing_and_the_next_start_goes_on(opened: Callable[..., Patina], tmp_path: Path) -> None:
    first = opened(TONES)
    first.begin(box_of_photographs(tmp_path / "box", MANY))
    first.until(JobFinished)
    first.bridge.close()
    assert len(tree(tmp_path / "box restored")) < MANY

    second = opened()
    assert second.pictures.queues.tabs.tabText(0) == "box"
    assert second.pictures.panel.recipe == TONES  # the queue's, not what is recommended
    assert second.state("finished").done == MANY


def test_settings_are_tried_on_one_picture_and_then_taken_for_the_queue(patina: Patina, tmp_path: Path) -> None:
    patina.begin(box_of_photographs(tmp_path / "box", 2))
    patina.state("finished")
    before = hashes(tmp_path / "box restored")
    page = patina.pictures
    patina.wait(lambda: sum("Done" in row for row in patina.rows()) == 2)
    patina.choose("01.png")

    page.panel.set_recipe({"title": "Nothing", "stages": [{"type": "levels", "strength": 0.0}]})
    page.panel.changed.emit(page.panel.recipe)
    assert page.apply.isVisible()
    patina.until(PreviewPainted)  # the result is another: the patch shows what these settings would do
    click(patina.qtbot, page.apply, "Only the 1 chosen picture(s)")
    patina.until(JobFinished)
    patina.state("finished")
    after = hashes(tmp_path / "box restored")
    assert [name for name in before if name.endswith(".png") and before[name] != after[name]] == ["01.png"]

    click(patina.qtbot, page.apply, "Do the queue with these")
    assert not page.apply.isVisible()
    patina.until(JobFinished)
    patina.state("finished")
    assert hashes(tmp_path / "box restored")["02.png"] != after["02.png"]


def test_a_queue_that_is_taken_off_the_list_leaves_its_files_and_the_window_at_rest(patina: Patina, tmp_path: Path) -> None:
    patina.begin(box_of_photographs(tmp_path / "box", MANY))
    patina.until(JobFinished)
    assert patina.window.busy
    click(patina.qtbot, patina.pictures.queues, "Take “box” off the list")
    click(patina.qtbot, patina.window, "Close the queue")
    patina.wait(lambda: patina.pictures.currentWidget() is patina.pictures.welcome)
    patina.wait(lambda: not patina.window.busy)
    assert 1 <= len(tree(tmp_path / "box restored")) < MANY


def test_the_same_folder_is_one_queue_and_other_pictures_of_it_go_elsewhere(patina: Patina, tmp_path: Path) -> None:
    box = box_of_photographs(tmp_path / "box", 2, letter=False)
    patina.begin(box, box)  # twice in one drop
    patina.state("finished")
    assert tree(tmp_path / "box restored") == ["01.png", "02.png"]

    saved(box / "03.png", photograph(100, 100))
    patina.begin(box)
    assert patina.pictures.queues.tabs.count() == 1
    assert "is a queue already" in patina.said
    assert patina.until(QueueChanged, lambda event: event.done == 3).state == "finished"  # with the new picture

    patina.begin(box / "02.png")
    assert patina.until(QueueChanged, lambda event: event.state == "finished" and event.done == 1).message == ""
    assert patina.pictures.queues.tabs.count() == 2
    assert tree(tmp_path / "box restored 2") == ["02.png"]


def test_a_large_picture_is_shown_by_its_tiles(patina: Patina, tmp_path: Path) -> None:
    picture = saved(tmp_path / "large.tif", photograph(TILE_SIDE * 2 + 40, TILE_SIDE * 3))
    patina.drop(picture)
    patina.until(Examined)
    patina.until(PreviewPainted)
    canvas = patina.pictures.compare.canvas
    assert canvas.percent
    patina.wait(lambda: canvas.picture and canvas.picture.complete)
    assert canvas.picture
    assert canvas.picture.levels == 3


def test_what_is_dropped_before_the_engine_is_there_is_looked_through_once_it_is(
    opened: Callable[..., Patina], tmp_path: Path
) -> None:
    patina = opened(engine=False)
    patina.drop(box_of_photographs(tmp_path / "box", 1))
    patina.bridge.start()
    assert patina.until(Examined).pictures == 2
    assert button(patina.pictures.preflight, "Start").isEnabled()
