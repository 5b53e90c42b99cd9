"""A bridge without an engine, for tests of single widgets: it keeps what was asked, and says what the test tells it to say."""

from __future__ import annotations

from typing import TypeVar

from engine.events import Event
from engine.messages.requests import Request
from gui.bridge import Bridge

Kind = TypeVar("Kind", bound=Request)


class RecordingBridge(Bridge):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Request] = []

    def _write(self, request: Request) -> None:
        self.asked.append(request)

    def last(self, kind: type[Kind]) -> Kind:
        """The last request of that kind."""
        return next(request for request in reversed(self.asked) if isinstance(request, kind))

    def all(self, kind: type[Kind]) -> list[Kind]:
        return [request for request in self.asked if isinstance(request, kind)]

    def say(self, event: Event) -> None:
        self.hear(event)
