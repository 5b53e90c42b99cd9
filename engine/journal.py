"""The journal of a destination: which pictures are to be done, which are done, and with what result. It survives kills.

SQLite in WAL mode with full synchronisation; one process at a time holds it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.destination import in_words
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
    state TEXT NOT NULL,        -- queued, running, done, failed
    bytes INTEGER NOT NULL,     -- of the source, with `changed` its quick fingerprint
    changed INTEGER NOT NULL,   -- nanoseconds
    sha256 TEXT,                -- of the source, once it was read
    message TEXT,
    UNIQUE (source, job)
);
CREATE INDEX IF NOT EXISTS by_state ON pictures (run, state, id);
CREATE INDEX IF NOT EXISTS by_result ON pictures (result);
"""


@dataclass(frozen=True)
class Entry:
    """One picture in the journal."""

    id: int
    source: Path
    result: Path  # relative to the destination
    bytes: int


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

    def begin(self, job: str, pictures: Iterable[tuple[Path, Path, int, int]]) -> None:
        """Begin a run with (source, result, bytes, changed) of each picture; known ones keep their result's name.

        Those that are done, with the fingerprint they had then, stay done. All others are queued: new ones, changed ones,
        failed ones, and those that a killed run left half done.
        """
        with self._transaction() as run:
            self._run = 1 + (run.execute("SELECT max(run) FROM pictures").fetchone()[0] or 0)
            run.executemany(
                """INSERT INTO pictures (source, job, run, result, state, bytes, changed) VALUES (?, ?, ?, ?, 'queued', ?, ?)
                   ON CONFLICT (source, job) DO UPDATE SET run = excluded.run,
                   state = CASE WHEN state = 'done' AND bytes = excluded.bytes AND changed = excluded.changed
                           THEN 'done' ELSE 'queued' END,
                   bytes = excluded.bytes, changed = excluded.changed""",
                (
                    (os.fsencode(source), job, self._run, os.fsencode(result), size, changed)
                    for source, result, size, changed in pictures
                ),
            )

    def entries(self, state: str) -> list[Entry]:
        """The pictures of this run in that state."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT id, source, result, bytes FROM pictures WHERE run = ? AND state = ? ORDER BY id", (self._run, state)
            ).fetchall()
        return [_entry(row) for row in rows]

    def start_next(self) -> Entry | None:
        """Take the next queued picture of this run, for one lane. Whatever another recipe left there is done no more."""
        with self._transaction() as run:
            row = run.execute(
                """UPDATE pictures SET state = 'running' WHERE id =
                   (SELECT id FROM pictures WHERE run = ? AND state = 'queued' ORDER BY id LIMIT 1)
                   RETURNING id, source, result, bytes""",
                (self._run,),
            ).fetchone()
            if row is not None:
                run.execute(
                    """UPDATE pictures SET state = 'queued' WHERE result = ? AND state = 'done'
                       AND job != (SELECT job FROM pictures WHERE id = ?)""",
                    (row[2], row[0]),
                )
        return None if row is None else _entry(row)

    def put_back(self, entry: int) -> None:
        with self._transaction() as run:
            run.execute("UPDATE pictures SET state = 'queued' WHERE id = ?", (entry,))

    def finish(self, entry: int, sha256: str) -> None:
        with self._transaction() as run:
            run.execute("UPDATE pictures SET state = 'done', sha256 = ?, message = NULL WHERE id = ?", (sha256, entry))

    def fail(self, entry: int, message: str) -> None:
        with self._transaction() as run:
            run.execute("UPDATE pictures SET state = 'failed', message = ? WHERE id = ?", (speakable(message), entry))

    def close(self) -> None:
        with self._lock:
            self._connection.close()

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
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(found)
    except BaseException:
        connection.close()
        raise
    return connection


def _entry(row: tuple[int, bytes, bytes, int]) -> Entry:
    return Entry(row[0], Path(os.fsdecode(row[1])), Path(os.fsdecode(row[2])), row[3])


def _in_words(destination: Path, error: sqlite3.OperationalError) -> DestinationNotWritable:
    if "locked" in str(error):
        return DestinationNotWritable(
            f"another Patina is at work in {destination}", "Wait until it has ended, or choose another folder."
        )
    return DestinationNotWritable(f"{destination}: the journal cannot be written ({error})")
