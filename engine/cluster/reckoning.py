"""How long an archive takes on so many machines, reckoned from what one of them does."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.archive.found import Named
from engine.files.destination import in_words
from engine.findings import Finding
from engine.journal.entries import Outcome
from engine.journal.journal import Journal

TRIED = 500  # pictures that the journal is measured with
HOUR, DAY, YEAR = 3600.0, 86_400.0, 365.25 * 86_400


@dataclass(frozen=True)
class Assumptions:
    speed: float
    """Megapixels a second that one machine, or one graphics card, restores: from file to file, as `bench` measures it."""

    megapixels: float = 12.0
    """Of a scan."""

    storage: float = 0.1
    """Share of the time, 0 to 1, that a machine waits for the storage that all share."""

    journal: float = 100.0
    """Pictures a second that the machine with the journal can give out and enter: it bounds all the others together."""

    def rate(self, machines: int) -> float:
        """Pictures a second."""
        return min(self.unbounded(machines), self.journal)

    def unbounded(self, machines: int) -> float:
        """Pictures a second, if the journal took any number."""
        return machines * self.speed * (1 - self.storage) / self.megapixels


def table(assumed: Assumptions, machines: Sequence[int], scans: Sequence[int]) -> str:
    """Markdown: a row for each number of machines, a column for each number of scans. * : the journal is what bounds it."""
    heads = ["machines", "pictures a second", *(f"{count:,} scans" for count in scans)]
    rows = [heads, ["---"] * len(heads)]
    for count in machines:
        rate = assumed.rate(count)
        bound = "*" if rate < assumed.unbounded(count) else ""
        rows.append([f"{count:,}", f"{rate:.3g}{bound}", *(duration(number / rate) for number in scans)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def journal_rate(folder: Path) -> float:
    """Pictures a second that a journal in that folder gives out and enters as done, each flushed to the disk.

    Raises DestinationNotWritable.
    """
    outcome = Outcome((Finding(remarks=("much noise was found",)),), 12.0, 10.0, 4_000_000, 3.5)
    with in_words(folder), tempfile.TemporaryDirectory(prefix=".journal-", dir=folder) as place:
        journal = Journal(Path(place))
        try:
            journal.begin("job", (Named("/in", f"{number}.jpg", "", f"{number}.jpg", 1, 1) for number in range(TRIED)))
            started = time.perf_counter()
            while entry := journal.start_next():
                journal.finish(entry.id, outcome)
            return TRIED / (time.perf_counter() - started)
        finally:
            journal.close()


def duration(seconds: float) -> str:
    """In words, to three figures."""
    for unit, name in ((YEAR, "years"), (DAY, "days"), (HOUR, "hours")):
        if seconds >= 2 * unit:
            return f"{float(f'{seconds / unit:.3g}'):,.{0 if seconds >= 100 * unit else 1}f} {name}"
    return f"{seconds / 60:,.0f} minutes"
