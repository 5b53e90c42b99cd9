"""Small pictures of what is in sight: asked of the engine a few at a time, and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap

from engine.events import Event, JobFinished
from engine.messages.answers import EngineEnded, EngineReady, PictureMade
from engine.messages.requests import MakeThumbnail
from engine.names import path_of, uri_of
from gui.bridge import Bridge

AT_ONCE = 4  # questions under way
KEPT = 2_000  # pictures; at 128 pixels about 100 MB


class Thumbnails(QObject):
    made = Signal(str)
    """The URI of a picture whose thumbnail is here now."""

    def __init__(self, bridge: Bridge, side: int = 128, kept: int = KEPT, parent: QObject | None = None) -> None:
        """`side`: pixels of the screen that a thumbnail takes at most; it is kept no larger."""
        super().__init__(parent)
        self._bridge, self._side, self._most = bridge, side, kept
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()  # the last one was looked at last
        self._under_way: dict[str, int] = {}
        self._in_sight: list[str] = []
        self._refused: set[str] = set()
        bridge.happened.connect(self._heard)

    def picture(self, uri: str) -> QPixmap | None:
        """What is here now; asks for nothing."""
        picture = self._pictures.get(uri)
        if picture is not None:
            self._pictures.move_to_end(uri)
        return picture

    def show_only(self, uris: Iterable[str]) -> None:
        """These are in sight, the most wanted first. What was asked for others is called off."""
        self._in_sight = list(uris)
        for uri in set(self._under_way).difference(self._in_sight):
            self._bridge.cancel(self._under_way.pop(uri))
        self._ask()

    def forget(self, uri: str) -> None:
        """The picture is another one now."""
        self._pictures.pop(uri, None)
        self._refused.discard(uri)
        if uri in self._under_way:
            self._bridge.cancel(self._under_way.pop(uri))
        self._ask()

    def _ask(self) -> None:
        for uri in self._in_sight:
            if len(self._under_way) >= AT_ONCE:
                return
            if uri not in self._pictures and uri not in self._under_way and uri not in self._refused:
                number = self._under_way[uri] = self._bridge.number()
                self._bridge.ask(MakeThumbnail(number, uri), partial(self._answered, uri))

    def _answered(self, uri: str, event: Event) -> None:
        self._under_way.pop(uri, None)
        picture = self._read(event.path) if isinstance(event, PictureMade) else QPixmap()
        if picture.isNull():
            self._refused.add(uri)  # asking again at every look would keep the engine busy for nothing
        else:
            self._pictures[uri] = picture
            while len(self._pictures) > self._most:
                self._pictures.popitem(last=False)
            self.made.emit(uri)
        self._ask()

    def _read(self, uri: str) -> QPixmap:
        """No larger than it is shown. The files are small: this takes about a millisecond."""
        reader = QImageReader(str(path_of(uri)))
        reader.setAutoTransform(True)
        whole = reader.size()
        room = QSize(self._side, self._side)
        if whole.isValid() and (whole.width() > self._side or whole.height() > self._side):
            reader.setScaledSize(whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        return QPixmap.fromImage(reader.read())

    def _heard(self, event: Event) -> None:
        if isinstance(event, EngineEnded):  # whatever was asked is never answered
            self._under_way.clear()
        elif isinstance(event, EngineReady):
            self._ask()
        elif isinstance(event, JobFinished):  # what was at that place before is there no more
            self.forget(uri_of(Path(event.result)))
