"""An engine for tests of pictures: it measures, cuts tiles and paints patches when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage

from engine.events import Event
from engine.messages.answers import PictureMade, PictureMeasured, PreviewPainted
from engine.messages.requests import TILE_SIDE, Cancel, Measure, Preview, ReadTile, Request
from engine.names import uri_of
from tests.gui.recording import RecordingBridge

Colouring = Callable[[ReadTile], QColor]


class PictureEngine(RecordingBridge):
    """Pictures are sizes and colours; files of answers lie in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.sizes: dict[str, QSize] = {}
        self.colours: dict[str, Colouring] = {}
        self.after = QColor("blue")
        self._served = 0
        self._names = count()

    def add(self, source: str, width: int, height: int, colour: str | Colouring) -> str:
        self.sizes[source] = QSize(width, height)
        self.colours[source] = colour if callable(colour) else lambda _: QColor(colour)
        return source

    def open(self) -> list[Request]:
        """What was asked, and neither answered nor cancelled, in the order of asking."""
        cancelled = {request.number for request in self.all(Cancel)}
        return [request for request in self.asked[self._served :] if getattr(request, "number", None) not in cancelled]

    def serve(self) -> None:
        """Answer everything that is open."""
        while requests := [request for request in self.open() if not isinstance(request, Cancel)]:
            self._served = len(self.asked)
            for request in requests:
                self.say(self.answer(request))

    def answer(self, request: Request) -> Event:
        match request:
            case Measure(number=number, source=source):
                size = self.sizes[source]
                return PictureMeasured(number, size.height(), size.width(), 3, 8, _levels(size))
            case ReadTile(number=number, source=source):
                return PictureMade(number, self._file(_tile_size(self.sizes[source], request), self.colours[source](request)))
            case Preview(number=number):
                size = QSize(request.right - request.left, request.bottom - request.top)
                before = self._file(size, self.colours[request.source](ReadTile(0, request.source, 0, 0, 0)))
                after = self._file(size, self.after)
                edges = (request.top, request.left, request.bottom, request.right)
                return PreviewPainted(number, request.view, *edges, before, after, {"0": ("12 scratches",)}, ("1",))
            case _:
                raise AssertionError(request)

    def files(self) -> int:
        """Files of answers that nobody has deleted."""
        return len(list(self.folder.iterdir()))

    def _file(self, size: QSize, colour: QColor) -> str:
        image = QImage(size, QImage.Format.Format_RGB888)
        image.fill(colour)
        path = self.folder / f"{next(self._names)}.ppm"
        assert image.save(str(path))
        return uri_of(path)


def colour_at(widget_image: QImage, x: float, y: float) -> str:
    return QColor(widget_image.pixelColor(round(x), round(y))).name()


def place(request: ReadTile) -> str:
    return f"{request.level}/{request.row}/{request.column}"


def _levels(size: QSize) -> int:
    longest, levels = max(size.width(), size.height()), 1
    while longest > TILE_SIDE:
        longest, levels = -(-longest // 2), levels + 1
    return levels


def _tile_size(size: QSize, tile: ReadTile) -> QSize:
    factor = 2**tile.level
    whole = QRect(0, 0, -(-size.width() // factor), -(-size.height() // factor))
    box = QRect(tile.column * TILE_SIDE, tile.row * TILE_SIDE, TILE_SIDE, TILE_SIDE) & whole
    assert not box.isEmpty(), f"there is no tile {tile}"
    return box.size()
