"""A reading: all rows of a queue, or some spans of them, asked for one page after the other."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from engine.events import Event
from engine.messages.answers import EngineEnded
from engine.messages.queue_answers import RowsRead
from engine.messages.requests import ReadRows
from gui.bridge import Bridge

AT_ONCE = 1000  # rows a page: few questions, and each answer is taken in within a few milliseconds


class RowReading(QObject):
    came = Signal(object)
    """tuple[Row, …]: the next rows."""

    ended = Signal(bool)
    """Whether all were read. Not sent after `stop`."""

    def __init__(
        self,
        bridge: Bridge,
        queue: str,
        states: tuple[str, ...] = (),
        order: str = "place",
        spans: Sequence[range] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._queue, self._states, self._order = bridge, queue, states, order
        self._spans = list(spans) if spans is not None else [range(sys.maxsize)]
        self._asked: int | None = None
        self._going = False
        bridge.happened.connect(self._heard)

    def start(self) -> None:
        self._going = True
        self._ask()

    def stop(self) -> None:
        self._going = False
        if self._asked is not None:
            asked, self._asked = self._asked, None
            self._bridge.cancel(asked)

    def _ask(self) -> None:
        if not self._spans:
            self._end(True)
            return
        span = self._spans[0]
        number = self._asked = self._bridge.number()
        count = min(AT_ONCE, len(span))
        self._bridge.ask(
            ReadRows(number, self._queue, span.start, count, states=self._states, order=self._order), self._answered
        )

    def _answered(self, event: Event) -> None:
        self._asked = None
        if not isinstance(event, RowsRead):
            self._end(False)
            return
        span = self._spans.pop(0)
        rest = range(event.first + len(event.rows), min(span.stop, event.total))
        if event.rows and rest:
            self._spans.insert(0, rest)
        self.came.emit(event.rows)
        if self._going:  # whoever heard the rows may have had enough
            self._ask()

    def _heard(self, event: Event) -> None:
        if isinstance(event, EngineEnded) and self._asked is not None:
            self._asked = None
            self._end(False)

    def _end(self, whole: bool) -> None:
        if self._going:
            self._going = False
            self.ended.emit(whole)
