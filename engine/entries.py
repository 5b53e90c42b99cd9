"""An entry of the journal: one picture, what is to be done with it, and what came of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.findings import Finding

COLUMNS = (
    "id, source, result, bytes, state, own, held, message, hint, megapixels, seconds, result_bytes, change, verdict, found, "
    "unsure"
)


@dataclass(frozen=True)
class Outcome:
    """What is known of a picture that is done."""

    findings: tuple[Finding, ...] = ()
    megapixels: float = 0
    seconds: float = 0
    result_bytes: int = 0
    change: float = 0  # root mean square, in 8-bit levels


@dataclass(frozen=True)
class Entry:
    """One picture in the journal."""

    id: int
    source: Path
    result: Path  # relative to the destination
    bytes: int
    state: str = "queued"
    own: str | None = None
    """A recipe of its own, as JSON."""

    held: bool = False
    """Whether its result waits in the journal's folder until it is accepted."""

    message: str = ""
    hint: str = ""
    megapixels: float = 0
    seconds: float = 0
    result_bytes: int = 0
    change: float = 0
    verdict: str = ""
    found: str | None = None
    """Findings, as JSON: of a hundred thousand entries, few are looked at."""

    certainty: float | None = None


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Of a row with these COLUMNS."""
    number, source, result, size, state, own, held, message, hint, *figures, verdict, found, unsure = row
    megapixels, seconds, result_bytes, change = (figure or 0 for figure in figures)
    return Entry(
        number, Path(os.fsdecode(source)), Path(os.fsdecode(result)), size, state, own, bool(held), message or "", hint or "",
        megapixels, seconds, result_bytes, change, verdict or "", found,
        None if unsure is None else 1 - unsure / 1000,
    )  # fmt: skip
