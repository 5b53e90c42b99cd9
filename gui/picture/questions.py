"""Questions about pictures whose answers are files: a file that nobody waits for any more is deleted when it comes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from engine.events import Event
from engine.messages.answers import EngineEnded, PictureMade, PreviewPainted
from engine.messages.requests import Request
from engine.names import path_of
from gui.bridge import Bridge

REMEMBERED = 4096  # questions that were given up, and may still be answered


class PictureQuestions(QObject):
    """Asks the engine on behalf of one view."""

    lost = Signal(bool)
    """The engine has ended, and every question with it. True: it starts again, and can be asked again."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._open: set[int] = set()
        self._given_up: dict[int, None] = {}
        bridge.happened.connect(self._heard)
        self.destroyed.connect(partial(_give_up_all, bridge, self._open))

    def number(self) -> int:
        return self._bridge.number()

    def ask(self, request: Request, answered: Callable[[Event], None]) -> int:
        """Ask; `answered` hears the answer, unless the question is given up before. The question's number."""

        def hear(event: Event) -> None:
            self._open.discard(number)
            answered(event)

        number: int = request.number  # type: ignore[attr-defined]
        self._open.add(number)
        return self._bridge.ask(request, hear)

    def give_up(self, number: int) -> None:
        """Nobody waits for that answer any more."""
        if number in self._open:
            self._open.discard(number)
            self._given_up[number] = None
            if len(self._given_up) > REMEMBERED:
                del self._given_up[next(iter(self._given_up))]
            self._bridge.cancel(number)

    def _heard(self, event: Event) -> None:
        if isinstance(event, EngineEnded):
            self._open.clear()
            self._given_up.clear()
            self.lost.emit(event.restarting)
        elif isinstance(event, PictureMade | PreviewPainted) and event.number in self._given_up:
            del self._given_up[event.number]
            delete(*((event.path,) if isinstance(event, PictureMade) else (event.before, event.after)))


def delete(*uris: str) -> None:
    """Delete files of answers. One that cannot be deleted goes when the engine clears its folder."""
    for uri in uris:
        with suppress(OSError):
            path_of(uri).unlink()


def _give_up_all(bridge: Bridge, numbers: set[int]) -> None:
    """The view is gone: its answers would reach widgets that are no more."""
    if isValid(bridge):
        for number in tuple(numbers):
            bridge.cancel(number)
