"""The journal's file: found sound and brought up to date when it is opened."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from engine.errors import DestinationNotWritable
from engine.journal.schema import FORMAT, INDEXES, TABLES
from engine.journal.upgrade import upgrade

LOG = 64 << 20  # bytes of the write-ahead log that stay on disk once it was written back


def opened(file: Path) -> sqlite3.Connection:
    """Raises OperationalError where it cannot be written or another process holds it, DatabaseError where it is damaged,
    DestinationNotWritable where a later version of the program has written it."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=1)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # another process is told to wait
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA journal_size_limit = {LOG}")
        _bring_up_to_date(connection, file)
        if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(found)
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, file: Path) -> None:
    """In one transaction: whoever is killed here finds the journal as it was."""
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT:
        raise DestinationNotWritable(
            f"{file.parent.parent}: the journal cannot be written (it is of a newer Patina)",
            "It is left as it is. Move it away, or choose another folder.",
        )
    old = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'pictures'").fetchone()
    if version < FORMAT:
        if old:
            upgrade(connection)
        for step in INDEXES if old else (*TABLES, *INDEXES):
            connection.execute(step)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("COMMIT")
    if version < FORMAT and old:
        with suppress(sqlite3.OperationalError):  # it works as well while it is large
            connection.execute("VACUUM")
