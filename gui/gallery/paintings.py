"""Small paintings for one view: asked of the engine in the order in which they are wanted, and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from engine.events import Event
from engine.messages.answers import EngineEnded, EngineReady, PictureMade, RequestFailed
from engine.names import path_of
from gui.bridge import Bridge
from gui.gallery.hand import Wish

AT_ONCE = 2  # one under way and the next: the engine does the last first, so of more the middle ones would wait for ever
ROOM = 24_000_000  # pixels that are kept in memory, about 100 MB


class Paintings(QObject):
    made = Signal(object)
    """The Wish whose picture is here now."""

    refused = Signal(object)
    """The Wish that cannot be fulfilled; `problem` says why."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._files: dict[Wish, str] = {}  # as the engine keeps them
        self._pictures: OrderedDict[Wish, QPixmap] = OrderedDict()  # the last one was looked at last
        self._under_way: dict[Wish, int] = {}
        self._wanted: list[Wish] = []
        self._problems: dict[Wish, str] = {}
        bridge.happened.connect(self._heard)

    def picture(self, wish: Wish) -> QPixmap | None:
        """What is here now; asks for nothing."""
        if wish in self._pictures:
            self._pictures.move_to_end(wish)
        elif wish in self._files:
            self._keep(wish, self._files[wish])
        return self._pictures.get(wish)

    def problem(self, wish: Wish) -> str:
        return self._problems.get(wish, "")

    def has(self, wish: Wish) -> bool:
        return wish in self._files

    @property
    def busy(self) -> bool:
        return bool(self._under_way)

    def show_only(self, wishes: Iterable[Wish]) -> None:
        """These are wanted, the first one most. What was asked for others is called off."""
        self._wanted = list(dict.fromkeys(wishes))
        for wish in set(self._under_way).difference(self._wanted):
            self._bridge.cancel(self._under_way.pop(wish))
        self._ask()

    def forget(self) -> None:
        """Styles may paint otherwise now."""
        self.show_only(())
        for kept in (self._files, self._pictures, self._problems):
            kept.clear()

    def _ask(self) -> None:
        for wish in self._wanted:
            if len(self._under_way) >= AT_ONCE:
                return
            if wish not in self._files and wish not in self._under_way and wish not in self._problems:
                number = self._under_way[wish] = self._bridge.number()
                self._bridge.ask(wish.request(number), partial(self._answered, wish))

    def _answered(self, wish: Wish, event: Event) -> None:
        self._under_way.pop(wish, None)
        if isinstance(event, PictureMade) and self._keep(wish, event.path):
            self._files[wish] = event.path
            self.made.emit(wish)
        else:
            self._problems[wish] = self._words(event)  # asking again at every look would keep the engine busy for nothing
            self.refused.emit(wish)
        self._ask()

    def _keep(self, wish: Wish, uri: str) -> bool:
        """The files are small: reading one takes a few milliseconds."""
        picture = QPixmap(str(path_of(uri)))
        if picture.isNull():  # somebody has cleared the cache: it is painted again when it is wanted
            self._files.pop(wish, None)
            return False
        self._pictures[wish] = picture
        while sum(kept.width() * kept.height() for kept in self._pictures.values()) > ROOM and len(self._pictures) > 1:
            self._pictures.popitem(last=False)
        return True

    def _words(self, event: Event) -> str:
        if isinstance(event, RequestFailed):
            return f"{event.message}. {event.hint}".strip()
        return self.tr("The small painting could not be read.")

    def _heard(self, event: Event) -> None:
        if isinstance(event, EngineEnded):  # whatever was asked is never answered
            self._under_way.clear()
        elif isinstance(event, EngineReady):
            self._problems.clear()
            self._ask()
