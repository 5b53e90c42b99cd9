"""The whole window with a real engine, and what a user does with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.events import Event
from engine.messages.answers import Described, Examined
from engine.messages.queue_answers import QueueChanged
from engine.names import uri_of
from gui.bridge import EngineBridge
from gui.building import build_window
from gui.main_window import MainWindow
from gui.pages.pictures import PicturesPage
from gui.pages.problems import ProblemsPage
from gui.queue.model import NAME, STATE, Filter
from gui.queue.table import QueueTable
from gui.settings import SettingsFile
from tests.engine.small_archive import photograph, saved
from tests.gui.finding import click, texts, the

PATIENCE = 60_000  # milliseconds
TONES: dict[str, Any] = {"title": "Tones", "stages": [{"type": "levels"}], "only_needed": False}
"""A recipe that needs no network."""


class Patina:
    def __init__(self, qtbot: QtBot, recipe: dict[str, Any] | None = None, engine: bool = True) -> None:
        """`recipe`: another one on the panel than what is recommended; `engine`: it is started at once."""
        self.qtbot = qtbot
        self.bridge = EngineBridge()
        self.heard: list[Event] = []
        self.bridge.happened.connect(self.heard.append)
        self.window: MainWindow = build_window(self.bridge, SettingsFile())
        qtbot.addWidget(self.window)
        self.window.resize(1500, 900)
        with qtbot.waitActive(self.window):  # keys are for the window in front
            self.window.show()
            self.window.activateWindow()
        self.pictures = the(self.window, PicturesPage)
        if engine:
            self.bridge.start()
            self.wait(lambda: any(isinstance(event, Described) for event in self.heard))
        if recipe:
            self.pictures.panel.set_recipe(recipe)

    def until(self, kind: type[Any], such: Callable[[Any], bool] = lambda _: True) -> Any:
        """Wait for an event; what has been waited for before does not count, nor what came before that."""

        def found() -> Event | None:
            return next((event for event in self.heard if isinstance(event, kind) and such(event)), None)

        self.qtbot.waitUntil(lambda: found() is not None, timeout=PATIENCE)
        event = found()
        assert event
        del self.heard[: self.heard.index(event) + 1]
        return event

    def wait(self, such: Callable[[], object]) -> None:
        """Until that is so."""
        self.qtbot.waitUntil(lambda: bool(such()), timeout=PATIENCE)

    def drop(self, *paths: Path) -> None:
        drop_on(self.window, *paths)

    def begin(self, *paths: Path) -> Examined:
        """Drop these, and press Start; what the examination found."""
        self.drop(*paths)
        examined: Examined = self.until(Examined)
        click(self.qtbot, self.pictures.preflight, "Start")
        return examined

    def state(self, state: str) -> QueueChanged:
        found: QueueChanged = self.until(QueueChanged, lambda event: event.state == state)
        return found

    @property
    def table(self) -> QueueTable:
        """Of the queue that is shown."""
        return self.pictures.queues.table(self.pictures.queues.current)

    @property
    def said(self) -> str:
        """The line below."""
        return self.window.statusBar().currentMessage()

    def rows(self) -> list[str]:
        """The table as text."""
        model = self.table.model
        places = range(model.rowCount())
        return [" ".join(str(model.index(place, column).data()) for column in (NAME, STATE)) for place in places]

    def show_only(self, state: Filter) -> None:
        """With the buttons above the table."""
        self.qtbot.mouseClick(self.table.filter.buttons[state], Qt.MouseButton.LeftButton)

    def choose(self, name: str) -> None:
        """The row of that picture."""
        place = next(place for place, row in enumerate(self.rows()) if row.startswith(name))
        self.table.view.selectRow(place)

    def problems(self) -> str:
        """Everything that the page of problems says."""
        return "\n".join(texts(the(self.window, ProblemsPage)))

    def close(self) -> None:
        self.window.close()
        self.bridge.close()


def drop_on(widget: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(uri_of(path).encode()) for path in paths])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(QPoint(9, 9), *how), QDropEvent(QPointF(9, 9), *how)):
        QApplication.sendEvent(widget, event)


def box_of_photographs(folder: Path, count: int = 3, side: int = 160, letter: bool = True) -> Path:
    """Faded photographs, and a letter that says it is one."""
    for index in range(count):
        saved(folder / f"{index + 1:02}.png", photograph(side, side, left=60 + 3 * index) * 0.4 + 0.3)
    if letter:
        (folder / "letter.jpg").write_text("Dear grandfather, the pictures are in the box.")
    return folder
