"""The journal's file: its table and indexes, brought up to date and found sound when it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

FORMAT = 1
KEY = 16  # digits of a job's hash that are kept: every row has them twice, and a destination sees few jobs
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
    sha256 TEXT,                -- not used any more: it stands in the record beside the result
    message TEXT,               -- why it failed; in rows of earlier versions also what was found and done
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
    "found": "TEXT",  # by the stages: findings, as JSON
    "unsure": "INTEGER",  # thousandths that the least certain stage lacks to certainty
    "held": "INTEGER NOT NULL DEFAULT 0",  # whether the result waits for a verdict
}
INDEXES = """
CREATE INDEX IF NOT EXISTS by_place ON pictures (run, state, place, id);
CREATE INDEX IF NOT EXISTS in_line ON pictures (run, place, id, state);
CREATE INDEX IF NOT EXISTS by_change ON pictures (run, change DESC, id) WHERE state = 'done';
"""
BY_CERTAINTY = """CREATE INDEX IF NOT EXISTS by_certainty ON pictures (run, unsure DESC, id) WHERE state = 'done'"""
"""Made when somebody first asks for that order: most never do."""


def opened(file: Path) -> sqlite3.Connection:
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
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] < FORMAT:
            connection.execute("UPDATE pictures SET job = substr(job, 1, ?)", (KEY,))
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
        connection.executescript(INDEXES)
        if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(found)
    except BaseException:
        connection.close()
        raise
    return connection
