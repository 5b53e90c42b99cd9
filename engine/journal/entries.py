"""An entry of the journal: one picture, what is to be done with it, and what came of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from engine.archive.address import Place, place_of
from engine.findings import Finding
from engine.journal.schema import UNKNOWN, VERDICTS, WORDS

ENTRY = """SELECT p.id, f.path, p.name, s.path, coalesce(p.called, p.name), p.bytes, p.state, r.recipe, p.held, p.verdict,
    p.change, p.unsure, o.pixels, o.milliseconds, o.bytes, o.found, o.message, o.hint
    FROM pictures AS p JOIN folders AS f ON f.id = p.folder JOIN folders AS s ON s.id = p.shelf
    LEFT JOIN outcomes AS o ON o.id = p.id LEFT JOIN recipes AS r ON r.id = p.own
    WHERE p.here = 1 AND p.id = ?"""
_SAID = {number: verdict for verdict, number in VERDICTS.items()}


@dataclass(frozen=True)
class Outcome:
    """What is known of a picture that is done."""

    findings: tuple[Finding, ...] = ()
    megapixels: float = 0
    seconds: float = 0
    result_bytes: int = 0
    change: float = 0  # root mean square, in 8-bit levels


class Shelf(NamedTuple):
    """Results that lie in one folder: as much of entries as is asked of a million."""

    path: str  # relative to the destination
    held: bool
    results: dict[str, int]
    """By name, the ids of their entries."""


@dataclass(frozen=True)
class Entry:
    """One picture in the journal."""

    id: int
    source: Place
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
    found: bytes | None = None
    """Findings, packed (packing.py): of a hundred thousand entries, few are looked at."""

    certainty: float | None = None


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Of a row that ENTRY found."""
    number, folder, name, shelf, called, size, state, own, held, verdict, change, unsure, *outcome = row
    pixels, milliseconds, result_bytes, found, message, hint = outcome
    return Entry(
        number, place_of(os.fsdecode(folder), os.fsdecode(name)), Path(os.fsdecode(shelf), os.fsdecode(called)), size,
        WORDS[state], own, bool(held), message or "", hint or "", (pixels or 0) / 1e6, (milliseconds or 0) / 1e3,
        result_bytes or 0, 0 if change == UNKNOWN else change / 100, _SAID[verdict], found,
        None if unsure == UNKNOWN else 1 - unsure / 1000,
    )  # fmt: skip
