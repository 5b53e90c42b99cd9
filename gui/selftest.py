"""The window's self-test: a real window and a real engine say what they have, and restore one picture that was dropped."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from engine.events import Event
from engine.messages.answers import Described, Examined
from engine.messages.queue_answers import QueueChanged, Row, RowsRead
from engine.messages.requests import ReadRows
from engine.names import uri_of
from gui.building import begun
from gui.main_window import MainWindow
from gui.pages.pictures import PicturesPage

PATIENCE = 120_000  # milliseconds


def selftest(application: QApplication) -> int:
    """Print, as JSON, what `selftest` of the command line prints; 0 if all went well."""
    window, bridge, _ = begun(application, language="en")
    window.show()
    bridge.start()
    with tempfile.TemporaryDirectory(prefix="patina-") as folder:
        try:
            told = _next(window, Described)
            found = _found(told) | {"restored": _restored(window, Path(folder))}
        except TimeoutError as late:
            sys.stderr.write(f"{late}\n")
            return 1
        finally:
            bridge.close()
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
    return 0


def _found(told: Described) -> dict[str, Any]:
    return {
        "stages": [stage.name for stage in told.stages],
        "recipes": [recipe.name for recipe in told.recipes],
        "models": {model.id: model.sound for model in told.models},
        "formats": list(told.formats),
        "devices": [device.name for device in told.devices if not device.problem],
    }


def _restored(window: MainWindow, folder: Path) -> bool:
    """Whether a faded picture that is dropped comes out done."""
    (folder / "in").mkdir()
    _faded().save(str(folder / "in" / "faded.png"))
    window.dropped.emit((uri_of(folder / "in"),))
    _next(window, Examined)
    pictures = window.findChild(PicturesPage)
    assert isinstance(pictures, PicturesPage)
    pictures.preflight.start()
    while _next(window, QueueChanged).state != "finished":
        pass
    rows: list[Row] = []
    number, queue = window.bridge.number(), pictures.queues.current
    window.bridge.tell(ReadRows(number, queue, 0, 10))
    rows += _next(window, RowsRead).rows
    pictures.queues.close_wanted.emit(queue)
    return [row.state for row in rows] == ["done"]


def _faded() -> QImage:
    """A drawing of a house under a pale sky."""
    picture = QImage(320, 240, QImage.Format.Format_RGB32)
    picture.fill(QColor(176, 182, 186))
    with QPainter(picture) as painter:
        painter.fillRect(0, 160, 320, 80, QColor(120, 128, 108))
        painter.fillRect(90, 90, 120, 90, QColor(160, 140, 120))
        painter.fillRect(140, 130, 24, 50, QColor(96, 88, 84))
    return picture


def _next(window: MainWindow, kind: type[Any]) -> Any:
    """The next event of that kind."""
    loop, heard = QEventLoop(), list[Event]()

    def hear(event: Event) -> None:
        if isinstance(event, kind):
            heard.append(event)
            loop.quit()

    window.bridge.happened.connect(hear)
    QTimer.singleShot(PATIENCE, loop, loop.quit)
    loop.exec()
    window.bridge.happened.disconnect(hear)
    if not heard:
        raise TimeoutError(f"no {kind.__name__} within {PATIENCE // 1000} s")
    return heard[0]
