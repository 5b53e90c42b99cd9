"""The journal of a destination: which pictures are to be done, which are done, and with what result. It survives kills.

SQLite in WAL mode with full synchronisation; one process at a time holds it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from engine.destination import in_words
from engine.entries import COLUMNS, Entry, Outcome, entry_of
from engine.errors import DestinationNotWritable
from engine.findings import as_json, least_certain
from engine.journal_file import BY_CERTAINTY, KEY, opened
from engine.names import speakable
from engine.tally import Tally

FOLDER = ".patina"
STATES = ("queued", "running", "done", "failed")
STEP = 5000  # rows that are read at a time where all are wanted


class Journal:
    """Open while a batch runs. Calls may come from any thread."""

    def __init__(self, destination: Path) -> None:
        self.folder = destination / FOLDER
        with in_words(destination):
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / "writable"
            probe.touch()
            probe.unlink()
        self._lock = threading.Lock()
        self._run = 0
        self._tally: Tally | None = None  # None after changes that are better counted anew
        try:
            self._connection = opened(self.folder / "journal.sqlite")
        except sqlite3.OperationalError as error:
            raise _in_words(destination, error) from error
        except sqlite3.DatabaseError:  # damaged: set aside; sidecars still tell what is done
            for name in ("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"):
                damaged = self.folder / name
                if damaged.exists():
                    os.replace(damaged, damaged.with_name(f"{name}.damaged"))
            self._connection = opened(self.folder / "journal.sqlite")

    def begin(
        self, job: str, pictures: Iterable[tuple[Path, Path, int, int]], held: bool = False, keep_removed: bool = False
    ) -> None:
        """Begin a run with (source, result, bytes, changed) of each picture; known ones keep their result's name.

        Those that are done, with the fingerprint they had then, stay done. All others are queued: new ones, changed ones,
        failed ones, and those that a killed run left half done; removed ones too, unless they are to stay removed.
        """
        stays = "('done', 'removed')" if keep_removed else "('done')"
        with self._transaction() as run:
            self._tally = None
            self._run = 1 + (run.execute("SELECT max(run) FROM pictures").fetchone()[0] or 0)
            run.executemany(
                f"""INSERT INTO pictures (source, job, run, result, state, bytes, changed, held)
                   VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)
                   ON CONFLICT (source, job) DO UPDATE SET run = excluded.run,
                   state = CASE WHEN state IN {stays} AND bytes = excluded.bytes AND changed = excluded.changed
                           THEN state ELSE 'queued' END,
                   held = CASE WHEN state = 'done' THEN held ELSE excluded.held END,
                   bytes = excluded.bytes, changed = excluded.changed""",
                (
                    (os.fsencode(source), job[:KEY], self._run, os.fsencode(result), size, changed, held)
                    for source, result, size, changed in pictures
                ),
            )

    def entries(self, state: str) -> list[Entry]:
        """The pictures of this run in that state."""
        return self._selected("state = ? ORDER BY place, id", state)

    def walk(self, state: str) -> Iterator[Entry]:
        """The same in no order, few of them in memory at a time."""
        last = 0
        while entries := self._selected("state = ? AND id > ? ORDER BY id LIMIT ?", state, last, STEP):
            yield from entries
            last = entries[-1].id

    def page(self, first: int, count: int, states: Sequence[str], order: str = "place") -> list[Entry]:
        """Some of this run's pictures in these states, in order of "place", of "change" or of "certainty", which only
        done ones have: the most changed first, or the least certain, and last those of which nobody tells how certain.

        What comes before them is stepped over in an index alone, whatever SQLite would rather do.
        """
        known = [f"'{state}'" for state in STATES if state in states]
        among, way = f"state IN ({', '.join(known)})", "by_place" if len(known) == 1 else "in_line"
        if order == "change":
            return self._selected("state = 'done' ORDER BY change DESC, id LIMIT ? OFFSET ?", count, first, way="by_change")
        if order == "certainty":
            with self._lock:
                self._connection.execute(BY_CERTAINTY)
            return self._selected("state = 'done' ORDER BY unsure DESC, id LIMIT ? OFFSET ?", count, first, way="by_certainty")
        return self._selected(f"{among} ORDER BY place, id LIMIT ? OFFSET ?", count, first, way=way)

    def named(self, ids: Sequence[int]) -> list[Entry]:
        """These pictures of this run, in the order of `ids`."""
        found = {entry.id: entry for one in ids for entry in self._selected("id = ?", one)}
        return [found[one] for one in ids if one in found]

    def counts(self) -> dict[str, int]:
        """How many pictures of this run are in each state."""
        with self._lock:
            return dict(self._counted().counts)

    def bytes_left(self) -> int:
        """Of the sources that are queued or under way."""
        with self._lock:
            return self._counted().bytes_left

    def start_next(self) -> Entry | None:
        """Take the next queued picture of this run, for one lane. Whatever another recipe left there is done no more."""
        with self._transaction() as run:
            row = run.execute(
                f"""UPDATE pictures SET state = 'running' WHERE id =
                   (SELECT id FROM pictures WHERE run = ? AND state = 'queued' ORDER BY place, id LIMIT 1)
                   RETURNING {COLUMNS}""",
                (self._run,),
            ).fetchone()
            if row is None:
                return None
            entry = entry_of(row)
            self._move("queued", "running", entry.bytes)
            run.execute(
                """UPDATE pictures SET state = 'queued' WHERE result = ? AND state = 'done'
                   AND job != (SELECT job FROM pictures WHERE id = ?)""",
                (os.fsencode(entry.result), entry.id),
            )
        return entry

    def put_back(self, *entries: int) -> None:
        self._change("state = 'queued'", entries)

    def finish(self, entry: int, outcome: Outcome) -> None:
        certainty = least_certain(outcome.findings)
        unsure = None if certainty is None else round(1000 * (1 - certainty))
        with self._transaction() as run:
            size = run.execute(
                """UPDATE pictures SET state = 'done', message = NULL, hint = NULL, megapixels = ?, seconds = ?,
                   result_bytes = ?, change = ?, verdict = NULL, found = ?, unsure = ? WHERE id = ? RETURNING bytes""",
                (
                    outcome.megapixels, outcome.seconds, outcome.result_bytes, outcome.change, as_json(outcome.findings),
                    unsure, entry,
                ),
            ).fetchone()[0]  # fmt: skip
            self._move("running", "done", size)

    def fail(self, entry: int, message: str, hint: str = "") -> None:
        with self._transaction() as run:
            size = run.execute(
                "UPDATE pictures SET state = 'failed', message = ?, hint = ? WHERE id = ? RETURNING bytes",
                (speakable(message), speakable(hint), entry),
            ).fetchone()[0]
            self._move("running", "failed", size)

    def move_first(self, ids: Sequence[int]) -> None:
        """Do these next, in this order."""
        with self._transaction() as run:
            least = run.execute("SELECT min(place) FROM pictures WHERE run = ?", (self._run,)).fetchone()[0] or 0
            places = [(least - len(ids) + index, one, self._run) for index, one in enumerate(ids)]
            run.executemany("UPDATE pictures SET place = ? WHERE id = ? AND run = ?", places)

    def retry(self, ids: Sequence[int] = ()) -> None:
        """Queue failed pictures again: these, or all."""
        if ids:
            return self._change("state = 'queued'", ids, "state = 'failed'")
        with self._transaction() as run:
            self._tally = None
            run.execute("UPDATE pictures SET state = 'queued' WHERE run = ? AND state = 'failed'", (self._run,))
        return None

    def again(self, ids: Sequence[int]) -> None:
        """Queue pictures again that were done or have failed, with the recipe that they had."""
        self._change("state = 'queued', verdict = NULL", ids, "state IN ('done', 'failed')")

    def redo(self, ids: Sequence[int], own: str | None) -> None:
        """Queue pictures again, with a recipe (JSON) of their own, or with the run's."""
        self._change("state = 'queued', own = ?, verdict = NULL", ids, "state != 'running'", own)

    def remove(self, ids: Sequence[int]) -> None:
        self._change("state = 'removed'", ids, "state != 'running'")

    def keep_failed(self) -> None:
        """Remove all that did not fail, and are not under way."""
        with self._transaction() as run:
            self._tally = None
            kept = "('failed', 'running')"
            run.execute(f"UPDATE pictures SET state = 'removed' WHERE run = ? AND state NOT IN {kept}", (self._run,))

    def rename(self, entry: int, result: Path) -> bool:
        """Give an entry's result another name; False if that of another entry has it."""
        name = os.fsencode(result)
        with self._transaction() as run:
            if run.execute("SELECT 1 FROM pictures WHERE result = ? AND id != ? LIMIT 1", (name, entry)).fetchone():
                return False
            run.execute("UPDATE pictures SET result = ? WHERE id = ?", (name, entry))
        return True

    def judge(self, entry: int, verdict: str, held: bool) -> None:
        self._change("verdict = ?, held = ?", [entry], "state = 'done'", verdict or None, held)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _change(self, change: str, ids: Sequence[int], only: str = "1", *values: object) -> None:
        with self._transaction() as run:
            self._tally = None
            changes = [(*values, one, self._run) for one in ids]
            run.executemany(f"UPDATE pictures SET {change} WHERE id = ? AND run = ? AND {only}", changes)

    def _counted(self) -> Tally:
        """The lock is held."""
        if self._tally is None:
            query = "SELECT state, count(*), sum(bytes) FROM pictures WHERE run = ? GROUP BY state"
            self._tally = Tally(self._connection.execute(query, (self._run,)).fetchall())
        return self._tally

    def _move(self, before: str, after: str, size: int) -> None:
        if self._tally:
            self._tally.move(before, after, size)

    def _selected(self, condition: str, *values: object, way: str = "") -> list[Entry]:
        with self._lock:
            by = f"INDEXED BY {way}" if way else ""
            query = f"SELECT {COLUMNS} FROM pictures {by} WHERE run = ? AND {condition}"
            rows = self._connection.execute(query, (self._run, *values)).fetchall()
        return [entry_of(row) for row in rows]

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
        """All or nothing, on disk when it is left."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                self._tally = None
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise _in_words(self.folder.parent, error) from error
            except BaseException:
                self._tally = None
                self._connection.execute("ROLLBACK")
                raise


def _in_words(destination: Path, error: sqlite3.OperationalError) -> DestinationNotWritable:
    if "locked" in str(error):
        return DestinationNotWritable(
            f"another Patina is at work in {destination}", "Wait until it has ended, or choose another folder."
        )
    return DestinationNotWritable(f"{destination}: the journal cannot be written ({error})")
