"""The tiles of one picture: asked for when they are to be seen, kept for a while, given up when they scroll away."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from engine.events import Event
from engine.messages.answers import PictureMade, PictureMeasured, RequestFailed
from engine.messages.requests import Measure, ReadTile
from gui.picture.files import PictureFiles
from gui.picture.questions import PictureQuestions

KEPT = 128  # tiles of each picture, a megabyte each: 256 for a picture and its result
ATTEMPTS = 2  # at a picture during which the engine ended


class TilePlace(NamedTuple):
    level: int
    row: int
    column: int


class PictureTiles(QObject):
    """A picture of which nobody holds the whole."""

    measured = Signal()
    changed = Signal()
    """A tile has come."""

    failed = Signal(str, str)
    """Message and hint."""

    def __init__(self, questions: PictureQuestions, files: PictureFiles, source: str, parent: QObject) -> None:
        super().__init__(parent)
        self.source = source
        self.size = QSize()  # empty until it is known
        self.levels = 0
        self._questions = questions
        self._files = files
        self._tiles: OrderedDict[TilePlace, QImage] = OrderedDict()
        self._wanted: dict[TilePlace, None] = {}
        self._asked: dict[TilePlace, int] = {}
        self._read: set[TilePlace] = set()  # files that are being read
        self._broken: set[TilePlace] = set()
        self._attempts = 0
        questions.lost.connect(self._lost)
        self._measuring: int | None = self._measure()

    @property
    def top(self) -> TilePlace:
        """The tile that holds the whole picture, small."""
        return TilePlace(self.levels - 1, 0, 0)

    @property
    def sound(self) -> bool:
        """Whether nothing has gone wrong with it."""
        return not self.size.isEmpty() and not self._broken

    @property
    def complete(self) -> bool:
        """Whether all that is to be seen is there."""
        return not self.size.isEmpty() and not self._asked and not self._read

    def tile(self, place: TilePlace) -> QImage | None:
        """The tile, if it is here."""
        if place in self._tiles:
            self._tiles.move_to_end(place)
        return self._tiles.get(place)

    def want(self, places: Iterable[TilePlace]) -> None:
        """Ask for these, in this order, and no longer for any others."""
        self._wanted = dict.fromkeys((self.top, *places))
        for place in [place for place in self._asked if place not in self._wanted]:
            self._questions.give_up(self._asked.pop(place))
        for place in self._wanted:
            if not (place in self._tiles or place in self._asked or place in self._read or place in self._broken):
                self._ask(place)

    def close(self) -> None:
        """Nobody looks at this picture any more."""
        for number in (*self._asked.values(), *(() if self._measuring is None else (self._measuring,))):
            self._questions.give_up(number)
        self._asked.clear()
        self.deleteLater()

    def _measure(self) -> int:
        return self._questions.ask(Measure(self._questions.number(), self.source), self._heard_size)

    def _heard_size(self, event: Event) -> None:
        self._measuring = None
        if isinstance(event, PictureMeasured):
            self.size, self.levels = QSize(event.width, event.height), event.levels
            self.measured.emit()
        elif isinstance(event, RequestFailed):
            self.failed.emit(event.message, event.hint)

    def _ask(self, place: TilePlace) -> None:
        request = ReadTile(self._questions.number(), self.source, place.level, place.row, place.column)
        self._asked[place] = request.number
        self._questions.ask(request, partial(self._heard_tile, place))

    def _heard_tile(self, place: TilePlace, event: Event) -> None:
        del self._asked[place]
        if isinstance(event, PictureMade):
            self._read.add(place)
            self._files.read(event.path, self, partial(self._received, place))
        elif isinstance(event, RequestFailed):
            self._broken.add(place)
            self.failed.emit(event.message, event.hint)

    def _received(self, place: TilePlace, image: QImage) -> None:
        self._read.discard(place)
        if image.isNull():
            self._broken.add(place)
            self._fail(self.tr("A part of this picture cannot be shown."))
            return
        self._tiles[place] = image
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        """Let go of what was not looked at for longest; never of what is being looked at, however much that is."""
        spare = len(self._tiles) - KEPT
        if spare > 0:
            for place in [place for place in self._tiles if place not in self._wanted][:spare]:
                del self._tiles[place]

    def _fail(self, message: str) -> None:
        self.failed.emit(message, self.tr("Choose the picture again to try once more."))

    def _lost(self, restarting: bool) -> None:
        if self._measuring is None and not self._asked:
            return
        self._asked.clear()
        self._attempts += 1
        if not restarting or self._attempts >= ATTEMPTS:  # perhaps it is this picture that the engine does not survive
            self._measuring = None
            self._broken.update(self._wanted)
            self._fail(self.tr("The engine stopped while it read this picture."))
        elif self._measuring is not None:
            self._measuring = self._measure()
        else:
            self.want(tuple(self._wanted))
