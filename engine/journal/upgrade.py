"""Journals of earlier versions, which held each picture in one wide row: nothing that they know is lost."""

from __future__ import annotations

import os
import sqlite3

from engine.journal.packing import squeezed
from engine.journal.schema import KEY, MOST, NUMBERS, TABLES, UNKNOWN, VERDICTS

LATER = {  # columns that the first versions had not
    "place": "INTEGER NOT NULL DEFAULT 0",
    "own": "TEXT",
    "hint": "TEXT",
    "megapixels": "REAL",
    "seconds": "REAL",
    "result_bytes": "INTEGER",
    "change": "REAL",
    "verdict": "TEXT",
    "found": "TEXT",
    "unsure": "INTEGER",
    "held": "INTEGER NOT NULL DEFAULT 0",
}
INDEXES = ("by_result", "by_place", "in_line", "by_change", "by_certainty")


def _number(column: str, numbers: dict[str, int], otherwise: int) -> str:
    """SQL for the number of a word."""
    cases = " ".join(f"WHEN '{word}' THEN {number}" for word, number in numbers.items())
    return f"CASE {column} {cases} ELSE {otherwise} END"


STEPS = (
    *TABLES,
    "INSERT OR IGNORE INTO folders (path) SELECT folder_of(source) FROM earlier ORDER BY id",
    "INSERT OR IGNORE INTO folders (path) SELECT folder_of(result) FROM earlier ORDER BY id",
    f"INSERT OR IGNORE INTO jobs (key) SELECT DISTINCT substr(job, 1, {KEY}) FROM earlier",
    "INSERT OR IGNORE INTO recipes (recipe) SELECT DISTINCT own FROM earlier WHERE own IS NOT NULL",
    f"""INSERT OR IGNORE INTO pictures
        SELECT e.id, folders.id, name_of(source), jobs.id, shelves.id, nullif(name_of(result), name_of(source)),
               run = (SELECT max(run) FROM earlier), {_number("state", NUMBERS, NUMBERS["queued"])}, place, bytes, changed,
               recipes.id, held, {_number("verdict", VERDICTS, VERDICTS[""])},
               coalesce(min({MOST}, CAST(round(100 * change) AS INTEGER)), {UNKNOWN}), coalesce(unsure, {UNKNOWN})
        FROM earlier AS e
        CROSS JOIN folders ON folders.path = folder_of(source)
        CROSS JOIN folders AS shelves ON shelves.path = folder_of(result)
        CROSS JOIN jobs ON jobs.key = substr(job, 1, {KEY})
        LEFT JOIN recipes ON recipes.recipe = own
        ORDER BY e.id""",
    """INSERT INTO outcomes
       SELECT id, CAST(round(1000000 * megapixels) AS INTEGER), CAST(round(1000 * seconds) AS INTEGER), result_bytes,
              squeezed(found), message, hint
       FROM earlier WHERE coalesce(megapixels, seconds, result_bytes, found, message, hint) IS NOT NULL ORDER BY id""",
    "DROP TABLE earlier",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Take all rows over into the tables of now, without indexes. A transaction is under way; until it ends nothing is gone."""
    for name in INDEXES:
        connection.execute(f"DROP INDEX IF EXISTS {name}")
    connection.execute("ALTER TABLE pictures RENAME TO earlier")
    known = {row[1] for row in connection.execute("PRAGMA table_info(earlier)")}
    for name, kind in LATER.items():
        if name not in known:
            connection.execute(f"ALTER TABLE earlier ADD COLUMN {name} {kind}")
    connection.create_function("folder_of", 1, os.path.dirname, deterministic=True)
    connection.create_function("name_of", 1, os.path.basename, deterministic=True)
    connection.create_function("squeezed", 1, _squeezed, deterministic=True)
    for step in STEPS:
        connection.execute(step)


def _squeezed(found: str | None) -> bytes | None:
    return squeezed(found.encode()) if found else None
