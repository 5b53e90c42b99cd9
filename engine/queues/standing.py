"""Where a queue of the window stands, and its rows, as they are told."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from engine.batch import Batch
from engine.journal.entries import Entry
from engine.journal.packing import unpacked
from engine.journal.reading import STATES
from engine.messages.queue_answers import QueueChanged, QueueState, Row
from engine.names import speakable, uri_of


@dataclass
class Queue:
    batch: Batch
    begun: bool = False


def standing(name: str, queue: Queue) -> QueueChanged:
    batch = queue.batch
    counts = batch.journal.counts()
    queued, running, done, failed = (counts.get(state, 0) for state in STATES)
    return QueueChanged(
        name, _state(queue, queued + running), queued, running, done, failed,
        megapixels_per_second=batch.pace.megapixels_per_second, seconds_left=batch.pace.left(batch.journal.bytes_left()),
    )  # fmt: skip


def troubled(told: QueueChanged, message: str, hint: str) -> QueueChanged:
    """The same of a queue that does not go on."""
    return msgspec.structs.replace(told, state="stopped", message=speakable(message), hint=speakable(hint))


def _state(queue: Queue, left: int) -> QueueState:
    control = queue.batch.control
    if not queue.begun:
        return "resting" if left else "finished"
    if control.paused:
        return "paused"
    if queue.batch.working:
        return "stopping" if control.ending else "running"
    return "stopped" if left else "finished"


def row_of(batch: Batch, entry: Entry) -> Row:
    """A picture as the table shows it."""
    place = entry.result.parent / entry.source.name
    return Row(
        job=entry.id,
        source=uri_of(entry.source),
        result=uri_of(batch.place(entry)),
        name=speakable(str(place)),
        state=entry.state,  # pyright: ignore[reportArgumentType] (one of STATES: others are not asked for)
        bytes=entry.bytes,
        note=entry.message,
        hint=entry.hint,
        megapixels=entry.megapixels,
        result_bytes=entry.result_bytes,
        seconds=entry.seconds,
        change=entry.change,
        verdict=entry.verdict,
        own=entry.own is not None,
        edited=batch.edit_of(entry).exists(),
        findings=unpacked(entry.found) if entry.state == "done" else (),
        certainty=entry.certainty if entry.state == "done" else None,
    )
