"""A tally of a run's pictures: how many are in each state, and how many bytes wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

LEFT = ("queued", "running")


class Tally:
    """Counted once over all rows, then kept up with each picture that moves on: a queue of a million is asked every second."""

    def __init__(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """`rows`: state, pictures in it, their bytes."""
        self.counts = Counter[str]()
        self.bytes_left = 0
        for state, count, size in rows:
            self.counts[state] = count
            self.bytes_left += size if state in LEFT else 0

    def move(self, before: str, after: str, size: int) -> None:
        """One picture of `size` bytes goes from one state to another."""
        self.counts[before] -= 1
        self.counts[after] += 1
        self.bytes_left += size * ((after in LEFT) - (before in LEFT))
