"""Stories through the whole window, with a real engine: a folder is dropped, tried on, restored, reviewed; the engine dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.answers import Described, EngineEnded, Examined, PreviewPainted, QueueChanged
from engine.events import Event, JobFinished
from engine.names import uri_of
from engine.requests import TILE_SIDE
from gui.app import build_window
from gui.bridge import EngineBridge
from gui.main_window import MainWindow
from gui.pages.pictures import PicturesPage
from gui.pages.problems import ProblemsPage
from gui.queue.model import NAME, STATE
from gui.review.page import ReviewPage
from gui.settings import SettingsFile
from tests.engine.archive import hashes, photograph, saved, tree
from tests.gui.finding import click, texts, the

PATIENCE = 60_000  # milliseconds


class Patina:
    """The window with its engine, and what a user does with them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.bridge = EngineBridge()
        self.heard: list[Event] = []
        self.bridge.happened.connect(self.heard.append)
        self.window: MainWindow = build_window(self.bridge, SettingsFile())
        qtbot.addWidget(self.window)
        self.window.resize(1500, 900)
        self.window.show()
        self.bridge.start()
        self.pictures = the(self.window, PicturesPage)
        self.until(Described)

    def until(self, kind: type[Any], such: Callable[[Any], bool] = lambda _: True) -> Any:
        """Wait for an event; what has been heard before does not count. It is taken off what was heard."""

        def found() -> Event | None:
            return next((event for event in self.heard if isinstance(event, kind) and such(event)), None)

        self.qtbot.waitUntil(lambda: found() is not None, timeout=PATIENCE)
        event = found()
        assert event
        del self.heard[: self.heard.index(event) + 1]
        return event

    def drop(self, *paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromEncoded(uri_of(path).encode()) for path in paths])
        how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for event in (QDragEnterEvent(QPoint(300, 300), *how), QDropEvent(QPointF(300, 300), *how)):
            QApplication.sendEvent(self.window, event)

    def state(self, state: str) -> QueueChanged:
        found: QueueChanged = self.until(QueueChanged, lambda event: event.state == state)
        return found

    def rows(self) -> list[str]:
        """The table as text."""
        model = self.pictures.queues.table(self.pictures.queues.current).model
        places = range(model.rowCount())
        return [" ".join(str(model.index(place, column).data()) for column in (NAME, STATE)) for place in places]

    def close(self) -> None:
        self.window.close()
        self.bridge.close()


@pytest.fixture
def patina(qtbot: QtBot) -> Iterator[Patina]:
    opened = Patina(qtbot)
    yield opened
    opened.close()


def box_of_photographs(folder: Path, count: int = 3, side: int = 160) -> Path:
    for index in range(count):
        saved(folder / f"{index + 1}.png", photograph(side, side, left=60 + 9 * index) * 0.4 + 0.3)
    (folder / "letter.jpg").write_text("Dear grandfather, the pictures are in the box.")
    return folder


def test_a_folder_is_dropped_looked_through_tried_on_restored_and_reviewed(patina: Patina, tmp_path: Path) -> None:
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

    click(patina.qtbot, patina.pictures.preflight, "Start")
    end = patina.state("finished")
    assert (end.done, end.failed) == (3, 1)
    patina.qtbot.waitUntil(lambda: sum("Done" in row for row in patina.rows()) == 3, timeout=PATIENCE)
    assert any("letter.jpg" in row and "Failed" in row for row in patina.rows())
    assert tree(tmp_path / "box restored") == ["1.png", "2.png", "3.png"]
    assert hashes(box) == before
    assert any("letter.jpg" in text for text in texts(the(patina.window, ProblemsPage)))

    patina.window.show_page("review")
    review = the(patina.window, ReviewPage)
    patina.qtbot.waitUntil(lambda: review.model.columnCount() == 3, timeout=PATIENCE)
    patina.qtbot.keyClick(review.strip, Qt.Key.Key_A)
    patina.qtbot.waitUntil(lambda: any("1 of 3" in text for text in texts(review)), timeout=PATIENCE)


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_an_engine_that_is_killed_is_started_again_and_the_queue_goes_on(patina: Patina, tmp_path: Path) -> None:
    patina.drop(box_of_photographs(tmp_path / "box", 8, 260))
    patina.until(Examined)
    click(patina.qtbot, patina.pictures.preflight, "Start")
    patina.until(JobFinished)
    os.kill(patina.bridge.process_id, signal.SIGKILL)
    assert patina.until(EngineEnded).restarting
    assert "started again" in patina.window.statusBar().currentMessage()
    assert patina.state("finished").done == 8
    assert len(tree(tmp_path / "box restored")) == 8


def test_closing_in_the_middle_loses_nothing_and_the_next_start_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    first = Patina(qtbot)
    first.drop(box_of_photographs(tmp_path / "box", 8, 260))
    first.until(Examined)
    click(qtbot, first.pictures.preflight, "Start")
    first.until(JobFinished)
    first.bridge.close()
    assert len(tree(tmp_path / "box restored")) < 8

    second = Patina(qtbot)
    assert second.pictures.queues.tabs.tabText(0) == "box"
    assert second.state("finished").done == 8
    second.close()
    first.close()


def test_settings_are_tried_on_one_picture_and_then_taken_for_the_queue(patina: Patina, tmp_path: Path) -> None:
    patina.drop(box_of_photographs(tmp_path / "box", 2))
    patina.until(Examined)
    click(patina.qtbot, patina.pictures.preflight, "Start")
    patina.state("finished")
    before = hashes(tmp_path / "box restored")
    page = patina.pictures
    patina.qtbot.waitUntil(lambda: sum("Done" in row for row in patina.rows()) == 2, timeout=PATIENCE)
    page.queues.table(page.queues.current).view.selectRow(0)

    page.panel.set_recipe({"title": "Nothing", "stages": [{"type": "levels", "strength": 0.0}]})
    page.panel.changed.emit(page.panel.recipe)
    assert page.apply.isVisible()
    patina.until(PreviewPainted)  # the result is another: the patch shows what these settings would do
    click(patina.qtbot, page.apply, "Only the 1 chosen")
    patina.until(JobFinished)
    patina.state("finished")
    after = hashes(tmp_path / "box restored")
    assert [name for name in before if name.endswith(".png") and before[name] != after[name]] == ["1.png"]

    click(patina.qtbot, page.apply, "Do the queue")
    assert not page.apply.isVisible()
    patina.until(JobFinished)
    patina.state("finished")
    assert hashes(tmp_path / "box restored")["2.png"] != after["2.png"]


def test_a_queue_that_is_taken_off_the_list_leaves_its_files(patina: Patina, tmp_path: Path) -> None:
    patina.drop(box_of_photographs(tmp_path / "box", 2))
    patina.until(Examined)
    click(patina.qtbot, patina.pictures.preflight, "Start")
    patina.state("finished")
    click(patina.qtbot, patina.pictures.queues, "Take “box” off the list")
    patina.qtbot.waitUntil(lambda: patina.pictures.currentWidget() is patina.pictures.welcome)
    assert len(tree(tmp_path / "box restored")) == 2


def test_a_large_picture_is_shown_by_its_tiles(patina: Patina, tmp_path: Path) -> None:
    picture = saved(tmp_path / "large.tif", photograph(TILE_SIDE * 2 + 40, TILE_SIDE * 3))
    patina.drop(picture)
    patina.until(Examined)
    patina.until(PreviewPainted)
    assert patina.pictures.compare.canvas.percent


def test_what_vanishes_between_looking_and_starting_is_said_in_words(patina: Patina, tmp_path: Path) -> None:
    box = box_of_photographs(tmp_path / "box", 2)
    patina.drop(box)
    patina.until(Examined)
    for file in box.iterdir():
        file.unlink()
    box.rmdir()
    click(patina.qtbot, patina.pictures.preflight, "Start")
    told = patina.until(QueueChanged, lambda event: bool(event.message))
    assert "is not there" in told.message
    assert "is not there" in patina.window.statusBar().currentMessage()
