"""Measures how quick and how small the window and its engine are; on Linux, on the screen that Qt finds.

python -m tests.gui.bench start [TIMES]         until the window is on the screen
python -m tests.gui.bench drop [COUNT]          a folder of so many pictures on the window
python -m tests.gui.bench files [COUNT]         so many single files on the window
python -m tests.gui.bench open [COUNT]          a queue of so many pictures, opened by the engine
python -m tests.gui.bench journal [ROWS]        a journal of so many pictures
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

MANY = 100_000


def measure(what: str, count: int | None) -> list[tuple[str, str]]:
    """Each only reads the modules that it needs: the start is not to know the engine."""
    if what == "start":
        from tests.gui import bench_start

        return bench_start.measure(count or 5)
    if what in ("drop", "files"):
        from tests.gui import bench_drop

        return bench_drop.measure(count or MANY, single=what == "files")
    from tests.gui import bench_engine

    measures: dict[str, Callable[[int], list[tuple[str, str]]]] = {
        "open": bench_engine.measure_opening,
        "journal": bench_engine.measure_journal,
    }
    return measures[what](count or MANY)


def main(arguments: list[str]) -> int:
    what, count = (*arguments, "", "")[:2]
    if what not in ("start", "drop", "files", "open", "journal") or (count and not count.isdecimal()):
        _say((__doc__ or "").strip())
        return 2
    found = measure(what, int(count) if count else None)
    room = max(len(name) for name, _ in found)
    for name, figure in found:
        _say(f"{name:{room}}  {figure}")
    _say(f"{'processors':{room}}  {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
