"""The journal of a destination, held open: by one process at a time, for calls from any thread, one at a time."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import DestinationNotWritable
from engine.files.destination import in_words
from engine.journal.file import opened
from engine.journal.tally import Tally

FOLDER = ".patina"


class JournalAccess:
    """SQLite in WAL mode with full synchronisation."""

    def __init__(self, destination: Path) -> None:
        """Raises DestinationNotWritable. A journal that is damaged is set aside: records still tell what is done."""
        self.folder = destination / FOLDER
        with in_words(destination):
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / "writable"
            probe.touch()
            probe.unlink()
        self._lock = threading.Lock()
        self._tally: Tally | None = None  # None after changes that are better counted anew
        try:
            self._connection = opened(self.folder / "journal.sqlite")
        except sqlite3.OperationalError as error:
            raise _in_words(destination, error) from error
        except sqlite3.DatabaseError:
            for name in ("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"):
                damaged = self.folder / name
                if damaged.exists():
                    os.replace(damaged, damaged.with_name(f"{name}.damaged"))
            self._connection = opened(self.folder / "journal.sqlite")

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
