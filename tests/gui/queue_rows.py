"""Queues for tests: rows, and an engine that reads them out when the test says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from engine.messages.queue_answers import QueueChanged, QueueState, Row, RowsRead, RowState
from engine.messages.requests import Cancel, ReadRows
from tests.gui.recording import RecordingBridge

QUEUE = "holiday"


def row(job: int, state: RowState = "queued", name: str = "", **more: Any) -> Row:
    name = name or f"album/{job}.tif"
    return Row(job, f"file:///scans/{name}", f"file:///done/{name}", name, state, 1_000_000, **more)


def standing(
    state: QueueState = "running", queued: int = 0, running: int = 0, done: int = 0, failed: int = 0, **more: Any
) -> QueueChanged:
    return QueueChanged(QUEUE, state, queued, running, done, failed, **more)


class ReadingBridge(RecordingBridge):
    """Answers questions for rows from a list, when `answer` is called."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        super().__init__()
        self.rows = list(rows)
        self._answered = 0

    def answer(self) -> int:
        """Answer what was asked since the last time: how many questions that was."""
        cancelled = {request.number for request in self.all(Cancel)}
        new, self._answered = self.asked[self._answered :], len(self.asked)
        reads = [request for request in new if isinstance(request, ReadRows) and request.number not in cancelled]
        for request in reads:
            fitting = [row for row in self.rows if not request.states or row.state in request.states]
            if request.order == "change":
                fitting.sort(key=lambda row: -row.change)
            if request.order == "certainty":
                fitting.sort(key=lambda row: 2 if row.certainty is None else row.certainty)
            page = fitting[request.first : request.first + request.count]
            self.say(RowsRead(request.number, request.queue, request.first, len(fitting), tuple(page)))
        return len(reads)

    def answer_all(self) -> None:
        while self.answer():
            pass

    def change(self, job: int, **changes: Any) -> None:
        self.rows = [msgspec.structs.replace(row, **changes) if row.job == job else row for row in self.rows]
