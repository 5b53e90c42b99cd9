"""The journal of a destination: which pictures are to be done, which are done, and with what result. It survives kills.

SQLite in WAL mode with full synchronisation; one process at a time holds it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from engine.destination import in_words
from engine.entries import COLUMNS, Entry, Outcome, entry_of
from engine.errors import DestinationNotWritable
from engine.names import speakable

FOLDER = ".patina"
SCHEMA = """
CREATE TABLE IF NOT EXISTS pictures (
    id INTEGER PRIMARY KEY,
    source BLOB NOT NULL,       -- path, as the file system spells it
    job TEXT NOT NULL,          -- hash of recipe, models and format
    run INTEGER NOT NULL,       -- the last call that named the picture
    result BLOB NOT NULL,       -- relative to the destination
    state TEXT NOT NULL,        -- queued, running, done, failed, removed
    bytes INTEGER NOT NULL,     -- of the source, with `changed` its quick fingerprint
    changed INTEGER NOT NULL,   -- nanoseconds
    sha256 TEXT,                -- of the source, once it was read
    message TEXT,               -- why it failed, or what was found and done
    UNIQUE (source, job)
);
CREATE INDEX IF NOT EXISTS by_result ON pictures (result);
"""
LATER = {  # columns that earlier versions had not
    "place": "INTEGER NOT NULL DEFAULT 0",  # smaller ones are done first
    "own": "TEXT",  # a recipe of its own, as JSON
    "hint": "TEXT",
    "megapixels": "REAL",
    "seconds": "REAL",
    "result_bytes": "INTEGER",
    "change": "REAL",
    "verdict": "TEXT",  # of a reviewer: accepted, rejected
    "held": "INTEGER NOT NULL DEFAULT 0",  # whether the result waits for a verdict
}
INDEX = "CREATE INDEX IF NOT EXISTS by_place ON pictures (run, state, place, id)"
ORDERS = {"place": "place, id", "change": "change DESC, id"}


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
        try:
            self._connection = _opened(self.folder / "journal.sqlite")
        except sqlite3.OperationalError as error:
            raise _in_words(destination, error) from error
        except sqlite3.DatabaseError:  # damaged: set aside; sidecars still tell what is done
            for name in ("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"):
                damaged = self.folder / name
                if damaged.exists():
                    os.replace(damaged, damaged.with_name(f"{name}.damaged"))
            self._connection = _opened(self.folder / "journal.sqlite")

    def begin(
        self, job: str, pictures: Iterable[tuple[Path, Path, int, int]], held: bool = False, keep_removed: bool = False
    ) -> None:
        """Begin a run with (source, result, bytes, changed) of each picture; known ones keep their result's name.

        Those that are done, with the fingerprint they had then, stay done. All others are queued: new ones, changed ones,
        failed ones, and those that a killed run left half done; removed ones too, unless they are to stay removed.
        """
        stays = "('done', 'removed')" if keep_removed else "('done')"
        with self._transaction() as run:
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
                    (os.fsencode(source), job, self._run, os.fsencode(result), size, changed, held)
                    for source, result, size, changed in pictures
                ),
            )

    def entries(self, state: str) -> list[Entry]:
        """The pictures of this run in that state."""
        return self._selected("state = ? ORDER BY place, id", state)

    def page(self, first: int, count: int, states: Sequence[str], order: str = "place") -> list[Entry]:
        """Some of this run's pictures in these states, in that order (see ORDERS)."""
        among = ", ".join("?" * len(states))
        return self._selected(f"state IN ({among}) ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?", *states, count, first)

    def named(self, ids: Sequence[int]) -> list[Entry]:
        """These pictures of this run, in the order of `ids`."""
        found = {entry.id: entry for one in ids for entry in self._selected("id = ?", one)}
        return [found[one] for one in ids if one in found]

    def counts(self) -> dict[str, int]:
        """How many pictures of this run are in each state."""
        with self._lock:
            rows = self._connection.execute("SELECT state, count(*) FROM pictures WHERE run = ? GROUP BY state", (self._run,))
            return dict(rows.fetchall())

    def bytes_left(self) -> int:
        """Of the sources that are queued or under way."""
        with self._lock:
            query = "SELECT sum(bytes) FROM pictures WHERE run = ? AND state IN ('queued', 'running')"
            return self._connection.execute(query, (self._run,)).fetchone()[0] or 0

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
            run.execute(
                """UPDATE pictures SET state = 'queued' WHERE result = ? AND state = 'done'
                   AND job != (SELECT job FROM pictures WHERE id = ?)""",
                (os.fsencode(entry.result), entry.id),
            )
        return entry

    def put_back(self, entry: int) -> None:
        self._change("state = 'queued'", [entry])

    def finish(self, entry: int, outcome: Outcome) -> None:
        with self._transaction() as run:
            run.execute(
                """UPDATE pictures SET state = 'done', sha256 = ?, message = ?, hint = NULL, megapixels = ?, seconds = ?,
                   result_bytes = ?, change = ?, verdict = NULL WHERE id = ?""",
                (
                    outcome.sha256, speakable("; ".join(outcome.remarks)) or None, outcome.megapixels, outcome.seconds,
                    outcome.result_bytes, outcome.change, entry,
                ),
            )  # fmt: skip

    def fail(self, entry: int, message: str, hint: str = "") -> None:
        with self._transaction() as run:
            run.execute(
                "UPDATE pictures SET state = 'failed', message = ?, hint = ? WHERE id = ?",
                (speakable(message), speakable(hint), entry),
            )

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
            run.execute("UPDATE pictures SET state = 'queued' WHERE run = ? AND state = 'failed'", (self._run,))
        return None

    def redo(self, ids: Sequence[int], own: str | None) -> None:
        """Queue pictures again, with a recipe (JSON) of their own, or with the run's."""
        self._change("state = 'queued', own = ?, verdict = NULL", ids, "state != 'running'", own)

    def remove(self, ids: Sequence[int]) -> None:
        self._change("state = 'removed'", ids, "state != 'running'")

    def keep_failed(self) -> None:
        """Remove all that did not fail, and are not under way."""
        with self._transaction() as run:
            kept = "('failed', 'running')"
            run.execute(f"UPDATE pictures SET state = 'removed' WHERE run = ? AND state NOT IN {kept}", (self._run,))

    def judge(self, entry: int, verdict: str, held: bool) -> None:
        self._change("verdict = ?, held = ?", [entry], "state = 'done'", verdict or None, held)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _change(self, change: str, ids: Sequence[int], only: str = "1", *values: object) -> None:
        with self._transaction() as run:
            changes = [(*values, one, self._run) for one in ids]
            run.executemany(f"UPDATE pictures SET {change} WHERE id = ? AND run = ? AND {only}", changes)

    def _selected(self, condition: str, *values: object) -> list[Entry]:
        with self._lock:
            query = f"SELECT {COLUMNS} FROM pictures WHERE run = ? AND {condition}"
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
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise _in_words(self.folder.parent, error) from error
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise


def _opened(file: Path) -> sqlite3.Connection:
    """Raises OperationalError where it cannot be written or another process holds it, DatabaseError where it is damaged."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=1)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # another process is told to wait
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(SCHEMA)
        known = {row[1] for row in connection.execute("PRAGMA table_info(pictures)")}
        for name, kind in LATER.items():
            if name not in known:
                connection.execute(f"ALTER TABLE pictures ADD COLUMN {name} {kind}")
        connection.execute(INDEX)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(found)
    except BaseException:
        connection.close()
        raise
    return connection


def _in_words(destination: Path, error: sqlite3.OperationalError) -> DestinationNotWritable:
    if "locked" in str(error):
        return DestinationNotWritable(
            f"another Patina is at work in {destination}", "Wait until it has ended, or choose another folder."
        )
    return DestinationNotWritable(f"{destination}: the journal cannot be written ({error})")
