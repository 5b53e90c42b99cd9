"""Questions of the editor: of a kind of question only the last is waited for."""

from __future__ import annotations

from collections.abc import Callable

from engine.events import Event
from engine.messages.requests import Request
from gui.bridge import Bridge


class LastQuestions:
    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._asked: dict[type[Request], int] = {}

    def number(self) -> int:
        return self._bridge.number()

    def ask(self, request: Request, heard: Callable[[Event], None]) -> None:
        """`heard` hears the answer, unless another question of the kind is asked before it, or all are forgotten."""
        kind = type(request)
        self._asked[kind] = request.number  # type: ignore[attr-defined]

        def hear(event: Event) -> None:
            if self._asked.get(kind) == getattr(event, "number", None):
                heard(event)

        self._bridge.ask(request, hear)

    def forget(self) -> None:
        """Nobody waits for any answer any more."""
        self._asked.clear()
