"""An engine for tests of the gallery: pictures and paintings are plain colours, made when the test says so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from engine.messages.answers import Described, ModelDescribed, PictureMade, RequestFailed
from engine.messages.requests import Cancel, MakeThumbnail, PaintSmall
from engine.names import uri_of
from tests.gui.described import described
from tests.gui.recording import RecordingBridge

UNTOUCHED = QColor(200, 200, 200)
COLOURS = {"monet": "#0000ff", "sketch": "#202020", "hokusai": "#00ff00", "cyanotype": "#0080a0"}


class GalleryEngine(RecordingBridge):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.size = QSize(60, 40)
        self._served: set[int] = set()
        self._names = count()

    def open(self) -> list[MakeThumbnail | PaintSmall]:
        """What was asked, and neither answered nor cancelled."""
        done = self._served | {request.number for request in self.all(Cancel)}
        wanted = [request for request in self.asked if isinstance(request, MakeThumbnail | PaintSmall)]
        return [request for request in wanted if request.number not in done]

    def serve(self, most: int = 1_000) -> list[str]:
        """Answer so many that are open, the first one first; what was painted."""
        painted: list[str] = []
        while len(painted) < most and (requests := self.open()):
            painted.append(self.answer(requests[0]))
        return painted

    def serve_all(self) -> None:
        self.serve()

    def answer(self, request: MakeThumbnail | PaintSmall) -> str:
        self._served.add(request.number)
        colour, name = UNTOUCHED, "untouched"
        if isinstance(request, PaintSmall):
            styles: dict[str, float] = request.recipe["stages"][0]["styles"]
            name = "+".join(sorted(styles))
            colour = QColor(COLOURS.get(name, "#ff8000"))
        self.say(PictureMade(request.number, self._file(colour)))
        return name

    def refuse(self, message: str) -> None:
        """Say no to everything that is open, and to what comes of it."""
        while requests := self.open():
            self._served.add(requests[0].number)
            self.say(RequestFailed(requests[0].number, message, "Choose another one."))

    def _file(self, colour: QColor) -> str:
        image = QImage(self.size, QImage.Format.Format_RGB888)
        image.fill(colour)
        path = self.folder / f"painting {next(self._names)}.png"
        assert image.save(str(path))
        return uri_of(path)


def stylist(*styles: str) -> ModelDescribed:
    return ModelDescribed(
        "stylist", "Stylist", "Paints.", "CC0-1.0", "paintings", "residual-net", 1, 1, True, False, "file:///x", {}, styles
    )


def described_with(styles: Sequence[str]) -> Described:
    """As an engine describes itself, with a stylist of these styles; without one if there are none."""
    whole = described()
    models = (stylist(*styles),) if styles else ()
    return Described(7, whole.stages, whole.recipes, models, whole.devices, whole.formats, whole.suffixes)
