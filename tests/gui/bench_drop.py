"""A hundred thousand pictures dropped on the window: what it waits for, and how long its event loop lets anybody wait."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.events import Event, JobFinished
from engine.messages.answers import Described, Examined
from engine.messages.queue_answers import QueueChanged
from engine.names import uri_of
from gui.bridge import EngineBridge
from gui.building import begun
from gui.main_window import MainWindow
from gui.pages.pictures import PicturesPage
from gui.queue.table import QueueTable
from tests.gui.memory import peak_megabytes
from tests.gui.pulse import Pulse

FOLDER = 10_000  # pictures in a folder
WORKS = 20.0  # seconds that it is left to work
FRAME = 16  # milliseconds between two steps of a scroll
STEPS = 200
Figures = list[tuple[str, str]]


def measure(count: int, single: bool) -> Figures:
    """`single`: the files are dropped one by one, not the folder that holds them."""
    application = QApplication(["patina"])
    figures: Figures = []
    with tempfile.TemporaryDirectory(prefix="patina-") as place:
        os.environ["PATINA_HOME"] = str(Path(place) / "home")
        box = archive(Path(place) / "box", count)
        for story in (_whole_story, _next_start):
            with _opened(application) as user:
                story(user, box, single)
                user.pulse.begin("close")
                user.window.close()
                user.rest(0.2)
                user.note_memory()
            figures += user.all_figures()
    return figures


def archive(folder: Path, count: int) -> Path:
    """As many pictures, of 70 bytes each, in folders; most are links to the first of their folder."""
    for start in range(0, count, FOLDER):
        inside = folder / f"box {start // FOLDER:03}"
        inside.mkdir(parents=True)
        first = inside / "picture 00000.png"
        first.write_bytes(_png(start // FOLDER))
        for number in range(1, min(FOLDER, count - start)):
            os.link(first, inside / f"picture {number:05}.png")
    return folder


def _png(seed: int) -> bytes:
    """8 x 8 pixels of grey."""
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes((60 + seed + 9 * row + 7 * column) % 256 for column in range(8)) for row in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class User:
    """Sits before the window, and looks at the clock."""

    def __init__(self, window: MainWindow, bridge: EngineBridge) -> None:
        self.window, self.bridge = window, bridge
        self.heard: list[Event] = []
        bridge.happened.connect(self._hear)
        self.pulse = Pulse()
        self.figures: Figures = []
        self._clock = QElapsedTimer()
        pictures = window.findChild(PicturesPage)
        assert isinstance(pictures, PicturesPage)
        self.pictures: PicturesPage = pictures

    @property
    def table(self) -> QueueTable:
        return self.pictures.queues.table(self.pictures.queues.current)

    def until(self, what: str, such: Callable[[], bool], seconds: float = 900) -> None:
        """Waits in the window's own event loop, and notes how long it took."""
        began, loop, look = time.perf_counter(), QEventLoop(), QTimer(interval=20)
        look.timeout.connect(lambda: loop.quit() if such() or time.perf_counter() > began + seconds else None)
        look.start()
        loop.exec()
        if not such():
            raise TimeoutError(what)
        if what:
            self.figures.append((what, f"{time.perf_counter() - began:.1f} s"))

    def until_told(self, what: str, kind: type[Any], such: Callable[[Any], bool] = lambda _: True) -> None:
        start = len(self.heard)
        self.until(what, lambda: any(isinstance(event, kind) and such(event) for event in self.heard[start:]))

    def rest(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        self.until("", lambda: time.perf_counter() >= end)

    def drop(self, *paths: Path) -> None:
        data = QMimeData()
        data.setData("text/uri-list", "\r\n".join(map(uri_of, paths)).encode())  # as a file manager hands it over
        QApplication.processEvents()
        self.pulse.begin("dropped")
        how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for event in (QDragEnterEvent(QPoint(300, 300), *how), QDropEvent(QPointF(300, 300), *how)):
            QApplication.sendEvent(self.window, event)
            self.rest(0.1)

    def scroll(self) -> None:
        """From the first row to the last and back, as with a hand on the bar."""
        bar = self.table.view.verticalScrollBar()
        for step in [*range(STEPS), *range(STEPS, -1, -1)]:
            bar.setValue(bar.maximum() * step // STEPS)
            self.rest(FRAME / 1000)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table.view, key, modifier)

    def note_memory(self) -> None:
        self.figures.append(("memory of the window", f"{peak_megabytes(os.getpid()):.0f} MB"))
        self.figures.append(("memory of the engine", f"{peak_megabytes(self.bridge.process_id):.0f} MB"))

    def all_figures(self) -> Figures:
        waits = [
            (f"longest wait: {phase}", f"{wall:.0f} ms (own work {work:.0f} ms)")
            for phase, (wall, work) in self.pulse.waits.items()
        ]
        return [*self.figures, *waits]

    def _hear(self, event: Event) -> None:
        if isinstance(event, Described | Examined | QueueChanged | JobFinished):
            self.heard.append(event)


@contextmanager
def _opened(application: QApplication) -> Generator[User]:
    window, bridge, awake = begun(application)
    window.resize(1500, 900)
    window.show()
    user = User(window, bridge)
    try:
        yield user
    finally:
        awake.stop()
        began = time.perf_counter()
        bridge.close()
        user.figures.append(("engine ended after", f"{time.perf_counter() - began:.1f} s"))
        window.deleteLater()


def _whole_story(user: User, box: Path, single: bool) -> None:
    paths = [path for folder in sorted(box.iterdir()) for path in folder.iterdir()] if single else [box]
    user.pulse.begin("start")
    user.bridge.start()
    user.until_told("engine ready after", Described)
    user.drop(*paths)
    user.pulse.begin("examined")
    user.until_told("preflight card after", Examined)
    user.rest(1)
    user.pulse.begin("started")
    user.pictures.preflight.start()
    user.until("table shows rows after", lambda: user.table.model.rowCount() > 0 and user.table.model.row(0) is not None)
    user.until_told("… and the first picture is done after", JobFinished)
    user.pulse.begin("works")
    user.rest(WORKS)
    done = sum(isinstance(event, JobFinished) for event in user.heard)
    user.figures.append(("pictures done meanwhile", str(done)))
    user.pulse.begin("scrolled")
    user.scroll()
    user.pulse.begin("filtered")
    for button in (*user.table.filter.buttons.values(), *user.table.filter.buttons.values()):
        button.click()
        user.rest(0.4)
    user.table.filter.buttons["all"].click()
    user.rest(0.4)
    user.pulse.begin("all chosen")
    user.table.view.setFocus()
    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.rest(2)
    assert user.table.view.selectionModel().selection().at(0).height() == user.table.model.rowCount()
    user.scroll()
    user.pulse.begin("all paths copied")
    user.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    clipboard = QApplication.clipboard()
    user.until("all paths copied after", lambda: clipboard.text().count("\n") == user.table.model.rowCount() - 1)
    user.pulse.begin("pages turned")
    for page in ("review", "problems", "pictures"):
        user.window.show_page(page)
        user.rest(0.5)


def _next_start(user: User, box: Path, single: bool) -> None:
    user.pulse.begin("next start")
    user.bridge.start()
    user.until("next start: rows after", lambda: user.table.model.rowCount() > 0 and user.table.model.row(0) is not None)
    user.until_told("… and the next picture is done after", JobFinished)
    user.rest(3)
