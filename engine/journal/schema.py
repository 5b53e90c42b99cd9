"""The journal's tables, its indexes, and the numbers that its rows hold for words.

Rows of pictures keep their size while the work goes on, so that no page of the file has to be split for one that is done;
what is known of it then is written to a table of its own, at the end.
"""

from __future__ import annotations

FORMAT = 2
KEY = 16  # digits of a job's hash that are kept: a destination sees few jobs
NUMBERS = {"running": 2, "failed": 3, "removed": 4, "queued": 5, "done": 6}
"""Of states, each one byte long (0 and 1 take none). Done ones are last: at its end an index grows without waste."""

WORDS = {number: state for state, number in NUMBERS.items()}
RUNNING, FAILED, REMOVED, QUEUED, DONE = NUMBERS.values()
VERDICTS = {"": 2, "accepted": 3, "rejected": 4}
UNKNOWN = -(2**15)  # of what is measured when a picture is done: as long as what will stand there, and less than all of it
MOST = 2**15 - 1

TABLES = (
    "CREATE TABLE folders (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE)",  # as the file system spells it
    "CREATE TABLE jobs (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)",  # hash of recipe, models and format
    "CREATE TABLE recipes (id INTEGER PRIMARY KEY, recipe TEXT NOT NULL UNIQUE)",  # of single pictures, as JSON
    f"""CREATE TABLE pictures (
        id INTEGER PRIMARY KEY,
        folder INTEGER NOT NULL,           -- of the source
        name BLOB NOT NULL,                -- as the file system spells it
        job INTEGER NOT NULL,
        shelf INTEGER NOT NULL,            -- the result's folder, relative to the destination
        called BLOB,                       -- the result's name; NULL: as the source
        here INTEGER NOT NULL,             -- whether the last call named the picture
        state INTEGER NOT NULL,            -- one of NUMBERS
        place INTEGER NOT NULL DEFAULT 0,  -- smaller ones are done first
        bytes INTEGER NOT NULL,            -- of the source, with `changed` its quick fingerprint
        changed INTEGER NOT NULL,          -- nanoseconds
        own INTEGER,                       -- a recipe of its own
        held INTEGER NOT NULL,             -- whether the result waits for a verdict
        verdict INTEGER NOT NULL DEFAULT {VERDICTS[""]},  -- of a reviewer
        change INTEGER NOT NULL DEFAULT {UNKNOWN},        -- hundredths of an 8-bit level, root mean square
        unsure INTEGER NOT NULL DEFAULT {UNKNOWN},        -- thousandths that the least certain stage lacks to certainty
        UNIQUE (folder, name, job)
    )""",
    """CREATE TABLE outcomes (
        id INTEGER PRIMARY KEY,  -- of a picture that is done or has failed
        pixels INTEGER,
        milliseconds INTEGER,
        bytes INTEGER,           -- of the result
        found BLOB,              -- by the stages: findings (packing.py)
        message TEXT,            -- why it failed; of pictures that early versions have done, what was found and done
        hint TEXT
    )""",
)
INDEXES = (  # `here` and `state` stand in them too: else SQLite looks into each row for what their conditions say already
    "CREATE INDEX by_called ON pictures (shelf, coalesce(called, name))",
    "CREATE INDEX by_place ON pictures (here, state, place, id) WHERE here = 1",
    "CREATE INDEX in_line ON pictures (here, place, id, state) WHERE here = 1",
    f"CREATE INDEX by_change ON pictures (here, state, change DESC, id) WHERE here = 1 AND state = {DONE}",
)
"""None is called by_result: at that name, programs of earlier versions find that they cannot write this journal."""

BY_CERTAINTY = f"""CREATE INDEX IF NOT EXISTS by_certainty ON pictures (here, state, unsure DESC, id)
    WHERE here = 1 AND state = {DONE}"""
"""Made when somebody first asks for that order: most never do."""


def hundredths(change: float) -> int:
    """Of a change in 8-bit levels, as a row holds it."""
    return min(MOST, round(100 * change))
