"""What the journal tells of the pictures that the last call named: counts, pages in several orders, single entries."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from engine.journal.access import JournalAccess
from engine.journal.entries import ENTRY, Entry, Shelf, entry_of
from engine.journal.schema import BY_CERTAINTY, DONE, NUMBERS, WORDS
from engine.journal.tally import Tally

STATES = ("queued", "running", "done", "failed")
STEP = 5000  # rows that are read at a time where all are wanted


class JournalReading(JournalAccess):
    def entries(self, state: str) -> list[Entry]:
        """The pictures in that state, in order."""
        return self._selected("by_place", f"state = {NUMBERS[state]} ORDER BY place, id")

    def walk(self, state: str) -> Iterator[Shelf]:
        """Where the results of all in that state lie, in no order, few of them in memory at a time; a folder may come again."""
        last = 0
        while rows := self._asked(
            """SELECT s.path, p.held, coalesce(p.called, p.name), p.id FROM pictures AS p NOT INDEXED
               CROSS JOIN folders AS s ON s.id = p.shelf
               WHERE p.here = 1 AND p.state = ? AND p.id > ? ORDER BY p.id LIMIT ?""",
            NUMBERS[state], last, STEP,
        ):  # fmt: skip
            for (shelf, held), neighbours in groupby(rows, itemgetter(0, 1)):
                yield Shelf(os.fsdecode(shelf), bool(held), {os.fsdecode(name): one for _, _, name, one in neighbours})
            last = rows[-1][-1]

    def page(self, first: int, count: int, states: Sequence[str], order: str = "place") -> list[Entry]:
        """Some of the pictures in these states, in order of "place", of "change" or of "certainty", which only
        done ones have: the most changed first, or the least certain, and last those of which nobody tells how certain.

        What comes before them is stepped over in an index alone, whatever SQLite would rather do.
        """
        known = [str(NUMBERS[state]) for state in STATES if state in states]
        among, way = f"state IN ({', '.join(known)})", "by_place" if len(known) == 1 else "in_line"
        if order == "change":
            return self._selected("by_change", f"state = {DONE} ORDER BY change DESC, id LIMIT ? OFFSET ?", count, first)
        if order == "certainty":
            with self._lock:
                self._connection.execute(BY_CERTAINTY)
            return self._selected("by_certainty", f"state = {DONE} ORDER BY unsure DESC, id LIMIT ? OFFSET ?", count, first)
        return self._selected(way, f"{among} ORDER BY place, id LIMIT ? OFFSET ?", count, first)

    def named(self, ids: Sequence[int]) -> list[Entry]:
        """These pictures, in the order of `ids`, as far as they are there."""
        with self._lock:
            return self._known(self._connection, ids)

    def counts(self) -> dict[str, int]:
        """How many pictures are in each state."""
        with self._lock:
            return dict(self._counted().counts)

    def bytes_left(self) -> int:
        """Of the sources that are queued or under way."""
        with self._lock:
            return self._counted().bytes_left

    def _counted(self) -> Tally:
        """The lock is held."""
        if self._tally is None:
            query = "SELECT state, count(*), sum(bytes) FROM pictures NOT INDEXED WHERE here = 1 GROUP BY state"
            rows = self._connection.execute(query).fetchall()
            self._tally = Tally((WORDS[state], count, size) for state, count, size in rows)
        return self._tally

    def _asked(self, query: str, *values: object) -> list[tuple[int, bytes, bytes, int]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def _selected(self, way: str, condition: str, *values: object) -> list[Entry]:
        """`way`: the index in which they are found, before anything else of them is read."""
        with self._lock:
            query = f"SELECT id FROM pictures INDEXED BY {way} WHERE here = 1 AND {condition}"
            return self._known(self._connection, [one for (one,) in self._connection.execute(query, values).fetchall()])

    @staticmethod
    def _known(run: sqlite3.Connection, ids: Sequence[int]) -> list[Entry]:
        rows = (run.execute(ENTRY, (one,)).fetchone() for one in ids)
        return [entry_of(row) for row in rows if row]
