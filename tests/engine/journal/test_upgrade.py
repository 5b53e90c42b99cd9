"""Journals of earlier versions: all that they know is there afterwards, whatever happens meanwhile."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from engine.archive.found import Named
from engine.errors import DestinationNotWritable
from engine.findings import Finding
from engine.journal.access import FOLDER
from engine.journal.entries import Entry
from engine.journal.journal import Journal
from engine.journal.packing import packed, unpacked
from engine.journal.schema import FORMAT

SCHEMA = """
CREATE TABLE pictures (
    id INTEGER PRIMARY KEY, source BLOB NOT NULL, job TEXT NOT NULL, run INTEGER NOT NULL, result BLOB NOT NULL,
    state TEXT NOT NULL, bytes INTEGER NOT NULL, changed INTEGER NOT NULL, sha256 TEXT, message TEXT, UNIQUE (source, job)
);
CREATE INDEX by_result ON pictures (result);
"""
FORMAT_1 = (
    SCHEMA
    + "".join(
        f"ALTER TABLE pictures ADD COLUMN {column};\n"
        for column in (
            "place INTEGER NOT NULL DEFAULT 0", "own TEXT", "hint TEXT", "megapixels REAL", "seconds REAL",
            "result_bytes INTEGER", "change REAL", "verdict TEXT", "found TEXT", "unsure INTEGER",
            "held INTEGER NOT NULL DEFAULT 0",
        )
    )
    + """
CREATE INDEX by_place ON pictures (run, state, place, id);
CREATE INDEX in_line ON pictures (run, place, id, state);
CREATE INDEX by_change ON pictures (run, change DESC, id) WHERE state = 'done';
CREATE INDEX by_certainty ON pictures (run, unsure DESC, id) WHERE state = 'done';
PRAGMA user_version = 1;
"""
)  # fmt: skip
COLUMNS = (
    "source, job, run, result, state, bytes, changed, message, place, own, hint, megapixels, seconds, result_bytes, change, "
    "verdict, found, unsure, held"
)
NO_UTF8 = b"gro\xdfvater.tif"
FOUND = '[["levels",["tones: as they should be"],true,0.9,""],["restore",["noise: 9"],false,0.25,"why"]]'
NOTHING = (None,) * 5
ROWS: tuple[tuple[object, ...], ...] = (
    (b"/in/box 1/a.tif", "job", 2, b"box 1/a.tif", "done", 100, 1, None, 0, '{"own":1}', None,
     12.5, 3.25, 4567, 8.25, "accepted", FOUND, 750, 1),
    (b"/in/box 1/b.jpg", "job", 2, b"box 1/b.png", "failed", 100, 1, "damaged", -3, None, "scan again",
     *NOTHING, None, None, 0),
    (b"/in/" + NO_UTF8, "job", 2, NO_UTF8, "queued", 100, 1, None, 0, None, None, *NOTHING, None, None, 0),
    (b"/in/c.tif", "job", 2, b"c.tif", "removed", 100, 1, None, 0, None, None, *NOTHING, None, None, 0),
    (b"/in/d.tif", "job", 2, b"d.tif", "running", 100, 1, None, 0, None, None, *NOTHING, None, None, 0),
    (b"/in/e.tif", "other", 1, b"e.tif", "done", 100, 1, "noise: 9", 0, None, None, *NOTHING, None, None, 0),
)  # fmt: skip


def of(source: str, result: str) -> Named:
    return Named.of(Path("/in") / source, Path(result), 100, 1)


LAST_CALL = [of(name, name) for name in ("box 1/a.tif", "box 1/b.jpg", os.fsdecode(NO_UTF8), "c.tif", "d.tif")]


def written(folder: Path, script: str, columns: str, rows: tuple[tuple[object, ...], ...]) -> Path:
    """A journal as an earlier version has left it."""
    (folder / FOLDER).mkdir(parents=True)
    file = folder / FOLDER / "journal.sqlite"
    old = sqlite3.connect(file)
    old.execute("PRAGMA journal_mode = WAL")
    old.executescript(script)
    with old:
        marks = ", ".join("?" * len(columns.split(",")))
        old.executemany(f"INSERT INTO pictures ({columns}) VALUES ({marks})", rows)
    old.close()
    return file


def by_name(journal: Journal) -> dict[str, Entry]:
    states = ("queued", "running", "done", "failed", "removed")
    return {entry.source.name: entry for state in states for entry in journal.entries(state)}


def dump(file: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        return connection.execute(f"SELECT id, {COLUMNS} FROM pictures ORDER BY id").fetchall()
    finally:
        connection.close()


@pytest.mark.skipif(os.name == "nt", reason="these paths are POSIX")
def test_all_that_a_journal_of_format_1_knows_is_there_afterwards(tmp_path: Path) -> None:
    written(tmp_path, FORMAT_1, COLUMNS, ROWS)
    journal = Journal(tmp_path)
    found = by_name(journal)
    assert {name: entry.state for name, entry in found.items()} == {
        "a.tif": "done", "b.jpg": "failed", os.fsdecode(NO_UTF8): "queued", "c.tif": "removed", "d.tif": "running",
    }  # fmt: skip
    findings = (
        Finding("levels", ("tones: as they should be",), True, 0.9),
        Finding("restore", ("noise: 9",), False, 0.25, "why"),
    )
    a, b = found["a.tif"], found["b.jpg"]
    assert unpacked(a.found) == findings
    assert a == Entry(
        1, Path("/in/box 1/a.tif"), Path("box 1/a.tif"), 100, "done", '{"own":1}', True, "", "",
        12.5, 3.25, 4567, 8.25, "accepted", packed(findings), 0.25,
    )  # fmt: skip
    assert b == Entry(2, Path("/in/box 1/b.jpg"), Path("box 1/b.png"), 100, "failed", message="damaged", hint="scan again")
    assert [entry.id for entry in journal.page(0, 9, ("queued", "running", "done", "failed"))] == [2, 1, 3, 5]  # by place
    journal.close()


@pytest.mark.skipif(os.name == "nt", reason="these paths are POSIX")
def test_what_a_journal_of_format_1_has_done_stays_done(tmp_path: Path) -> None:
    written(tmp_path, FORMAT_1, COLUMNS, ROWS)
    journal = Journal(tmp_path)
    journal.begin("job", LAST_CALL, keep_removed=True)
    assert journal.counts() == {"done": 1, "queued": 3, "removed": 1}
    journal.begin("other", [of("e.tif", "e.tif")])
    (entry,) = journal.entries("done")
    assert (entry.source, entry.message) == (Path("/in/e.tif"), "noise: 9")
    journal.close()
    again = Journal(tmp_path)  # it is upgraded once
    again.begin("job", LAST_CALL, keep_removed=True)
    assert again.counts() == {"done": 1, "queued": 3, "removed": 1}
    again.close()


def test_a_journal_of_the_first_version_keeps_what_it_knows(tmp_path: Path) -> None:
    source, long = os.fsencode(Path("/in/a.tif")), "0123456789abcdef" * 4
    columns = "source, job, run, result, state, bytes, changed, sha256"
    written(tmp_path, SCHEMA, columns, ((source, long, 1, b"a.tif", "done", 100, 1, "x"),))
    journal = Journal(tmp_path)
    journal.begin(long, [Named.of(Path("/in/a.tif"), Path("a.tif"), 100, 1)])
    assert journal.counts() == {"done": 1}
    journal.close()


KILLED = """
import os, sys
from pathlib import Path
from engine.journal import file as journal_file, upgrade as journal_upgrade
from engine.journal.journal import Journal

step, steps = int(sys.argv[2]), journal_upgrade.STEPS
journal_upgrade.STEPS = (*steps[:step], "SELECT killed()", *steps[step:])
really = journal_file.upgrade

def upgrade(connection):
    connection.execute("PRAGMA cache_size = 1")  # so that much of it has reached the disk
    connection.create_function("killed", 0, lambda: os._exit(9))
    really(connection)
    os._exit(9)

journal_file.upgrade = upgrade
Journal(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("step", [0, 8, 11, 12])
def test_a_journal_whose_upgrade_is_killed_is_as_it_was(tmp_path: Path, step: int) -> None:
    many = tuple((b"/in/%d.tif" % number, *row[1:3], b"%d.tif" % number, *row[4:]) for number in range(300) for row in ROWS[:1])
    file = written(tmp_path, FORMAT_1, COLUMNS, many)
    before = dump(file)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(step)], check=False, timeout=60)
    assert killed.returncode == 9
    assert dump(file) == before
    journal = Journal(tmp_path)
    assert len(journal.entries("done")) == 300
    journal.close()


def test_a_journal_of_a_newer_version_is_refused_in_words_and_left_as_it_is(tmp_path: Path) -> None:
    Journal(tmp_path).close()
    file = tmp_path / FOLDER / "journal.sqlite"
    newer = sqlite3.connect(file)
    newer.execute(f"PRAGMA user_version = {FORMAT + 1}")
    newer.close()
    before = file.read_bytes()
    with pytest.raises(DestinationNotWritable, match="of a newer Patina") as refused:
        Journal(tmp_path)
    assert str(tmp_path) in str(refused.value)
    assert refused.value.hint
    assert file.read_bytes() == before


def test_programs_of_earlier_versions_stop_at_a_journal_of_now(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with pytest.raises(sqlite3.OperationalError, match="no such column: result"):
        journal._connection.executescript(
            SCHEMA.replace("TABLE", "TABLE IF NOT EXISTS").replace("INDEX", "INDEX IF NOT EXISTS")
        )
    journal.close()


def test_packed_findings_of_earlier_versions_are_read() -> None:
    """If this fails, the words that findings are packed with were changed: then all journals are unreadable."""
    findings = Finding("levels", ("tones: changed by 12.0 of 255",)), Finding("restore", ("noise: sigma 9.0",), certainty=0.8)
    assert unpacked(bytes.fromhex("8bc69fe20d8df40cd0523d2c97a1c61b8a732d81018f9c8480f60000")) == findings
