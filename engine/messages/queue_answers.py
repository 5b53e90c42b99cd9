"""What the engine tells about queues: where they stand, and their rows."""

from __future__ import annotations

from typing import Literal

import msgspec

from engine.events import Event
from engine.findings import Finding

QueueState = Literal["opening", "resting", "running", "paused", "stopping", "stopped", "finished"]
"""resting: opened, and not begun; paused: at the next tile, in memory; stopping: ends after the pictures under way."""

RowState = Literal["queued", "running", "done", "failed"]


class QueueChanged(Event, frozen=True):
    """Where a queue stands; sent at each change, and every second or so while it runs."""

    queue: str
    state: QueueState
    queued: int
    running: int
    done: int
    failed: int
    message: str = ""
    """Why it could not be opened, or does not go on."""

    hint: str = ""
    megapixels_per_second: float = 0
    seconds_left: float | None = None
    """None while nothing can be said."""


class Row(msgspec.Struct, frozen=True):
    """A picture of a queue."""

    job: int
    source: str
    result: str
    name: str  # the source's name for people, below the folder that was dropped
    state: RowState
    bytes: int
    note: str = ""
    """Why it failed; of pictures that an earlier version has done, what was found, in one line."""

    hint: str = ""
    megapixels: float = 0
    result_bytes: int = 0
    seconds: float = 0
    change: float = 0  # root mean square, in 8-bit levels
    verdict: str = ""
    own: bool = False
    """Whether it has a recipe of its own."""

    edited: bool = False
    """Whether somebody has drawn on it, or clicked."""

    findings: tuple[Finding, ...] = ()
    """What each stage found, and what concerns the file."""

    certainty: float | None = None
    """Of the stage that was least sure, 0 to 1; None where none tells."""


class RowsRead(Event, frozen=True):
    number: int
    queue: str
    first: int
    total: int
    rows: tuple[Row, ...]


class RowsChanged(Event, frozen=True):
    """Pictures were taken out, moved, retried or judged: what was read of the queue holds no more."""

    queue: str
