"""How long the engine takes to open a large queue, and its journal to count it and to read pages of it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from engine.archive.found import Named
from engine.devices.opening import open_device
from engine.engine import Engine
from engine.findings import Finding
from engine.journal.access import FOLDER
from engine.journal.entries import Outcome
from engine.journal.journal import Journal
from engine.journal.packing import packed
from engine.journal.reading import STATES
from engine.journal.schema import DONE
from engine.recipe import find_recipe
from tests.gui.bench_drop import archive
from tests.gui.memory import peak_megabytes

FOUND = Finding("levels", ("tones: changed by 12.0 of 255",)), Finding("restore", ("noise: sigma 9.0",), certainty=0.8)
OUTCOME = Outcome(FOUND, 12.5, 1.5, 30_000_000, 8.25)
HOME = Path("/home/anna/Pictures/Archive of the town")
BOX = 1000  # pictures in a folder


class Clock:
    def __init__(self) -> None:
        self.figures: list[tuple[str, str]] = []

    def time(self, what: str, act: Callable[[], Any], times: int = 1) -> Any:
        """The best of several; and the processor time of the best."""
        best: list[tuple[float, float]] = []
        found = None
        for _ in range(times):
            wall, work = time.perf_counter(), time.thread_time()
            found = act()
            best.append((time.perf_counter() - wall, time.thread_time() - work))
        wall, work = min(best)
        said = (f"{seconds:.2f} s" if seconds > 0.5 else f"{seconds * 1000:.1f} ms" for seconds in (wall, work))
        self.figures.append((what, "{} (own work {})".format(*said)))
        return found


def measure_opening(count: int) -> list[tuple[str, str]]:
    """Engine.open for so many files: all new, half of them done, all done."""
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="patina-") as folder:
        place = Path(folder)
        box, results = archive(place / "box", count), place / "out"
        device = open_device("cpu")
        engine = Engine(lambda event: None, device)
        for what, done in (("all are new", 0), ("half are done", count // 2), ("all are done", count)):
            batch = clock.time(f"opened, {what}", lambda: engine.open([box], find_recipe("restore"), results))
            if not done:
                shutil.copytree(box, results, copy_function=os.link, dirs_exist_ok=True)
            ends = count // 2 if not done else count
            with batch.journal._transaction() as run:
                run.execute(f"UPDATE pictures SET state = {DONE} WHERE id <= ?", (ends,))
            engine.forget(batch)
        engine.close()
        device.close()
        clock.figures.append(("bytes of journal for each", f"{_size(results) / count:.0f}"))
        clock.figures.append(("memory of the engine", f"{peak_megabytes(os.getpid()):.0f} MB"))
    return clock.figures


def measure_journal(rows: int) -> list[tuple[str, str]]:
    """A journal of invented pictures, half of them done."""
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="patina-") as folder:
        place = Path(folder)
        journal = Journal(place)
        clock.time("begun", lambda: journal.begin("a" * 64, _invented(rows)))
        half = rows // 2
        _finish(journal, half)
        clock.time("begun again", lambda: journal.begin("a" * 64, _invented(rows)))
        clock.time("counted, the first time", journal.counts)
        clock.time("counted, then", lambda: (journal.counts(), journal.bytes_left()), 3)
        pages: tuple[tuple[str, tuple[str, ...], int, str], ...] = (
            ("all", STATES, rows, "place"), ("waiting", ("queued", "running"), rows - half, "place"),
            ("done", ("done",), half, "place"), ("done by change", ("done",), half, "change"),
        )  # fmt: skip
        for name, states, count, order in pages:
            for where, first in (("first", 0), ("middle", count // 2), ("last", count - 200)):
                clock.time(f"{where} page, {name}", lambda s=states, f=first, o=order: journal.page(f, 200, s, o), 3)
        clock.time("one picture taken and finished", lambda: _do_one(journal), 50)
        clock.time("three moved to the front", lambda: journal.move_first([half + 100, half + 200, half + 300]))
        journal.close()
        clock.figures.append(("bytes of journal for each", f"{_size(place) / rows:.0f}"))
        clock.time("opened", lambda: Journal(place).close(), 2)
    return clock.figures


def _invented(rows: int) -> Iterator[Named]:
    for number in range(rows):
        name = Path(f"box {number // BOX:04}") / f"scan {number:07}.tif"
        yield Named.of(HOME / name, name, 30_000_000 + number, 1_700_000_000_000_000_000 + number)


def _finish(journal: Journal, count: int) -> None:
    """As `finish` does, in one go."""
    with journal._transaction() as run:
        run.execute(f"UPDATE pictures SET state = {DONE}, change = abs(random() % 1000), unsure = 200 WHERE id <= ?", (count,))
        run.execute(
            """INSERT INTO outcomes (id, pixels, milliseconds, bytes, found)
               SELECT id, 12500000, 1500, 30000000 + id, ? FROM pictures WHERE id <= ?""",
            (packed(OUTCOME.findings), count),
        )


def _do_one(journal: Journal) -> None:
    entry = journal.start_next()
    assert entry
    journal.finish(entry.id, OUTCOME)


def _size(destination: Path) -> int:
    return (destination / FOLDER / "journal.sqlite").stat().st_size
