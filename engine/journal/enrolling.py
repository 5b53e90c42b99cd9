"""A run begins: the pictures that a call names are entered in the journal, or found there. What is as it was is not written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import attrgetter

from engine.archive.found import Named
from engine.journal.folders import Folders
from engine.journal.schema import DONE, KEY, QUEUED, REMOVED

TOGETHER = 250  # pictures that are looked up at a time


def enrol(run: sqlite3.Connection, job: str, pictures: Iterable[Named], held: bool, keep_removed: bool) -> None:
    """See Journal.begin; a transaction is under way."""
    stays = (DONE, REMOVED) if keep_removed else (DONE,)
    key, folders = _job(run, job[:KEY]), Folders(run)
    last = run.execute("SELECT max(id) FROM pictures").fetchone()[0] or 0
    seen = bytearray(last + 1)  # by id: a million take a megabyte
    for some in _together(pictures):
        known = _known(run, some, key, folders)
        for picture, name in some:
            found = known.get(name)
            if found is None:
                one = _enter(run, picture, name, key, folders, held)
                known[name] = [one, QUEUED, True, held, picture.bytes, picture.changed]  # should it be named twice
                continue
            one, state, here, waits, size, changed = found
            same = size == picture.bytes and changed == picture.changed
            now = state if same and state in stays else QUEUED, 1, waits if state == DONE else held
            if (state, here, waits) != now or not same:
                run.execute(
                    "UPDATE pictures SET state = ?, here = ?, held = ?, bytes = ?, changed = ? WHERE id = ?",
                    (*now, picture.bytes, picture.changed, one),
                )
            if one <= last:
                seen[one] = 1
    _leave_out(run, seen)


def _together(pictures: Iterable[Named]) -> Iterator[list[tuple[Named, bytes]]]:
    """Neighbours of one folder, as many as are asked for at a time, each with its name as the file system spells it."""
    for _, neighbours in groupby(pictures, attrgetter("folder")):
        while some := list(islice(neighbours, TOGETHER)):
            yield [(picture, os.fsencode(picture.name)) for picture in some]


def _known(run: sqlite3.Connection, some: Sequence[tuple[Named, bytes]], key: int, folders: Folders) -> dict[bytes, list[int]]:
    """What the journal has of these pictures, by name: to ask for each by itself would take twice as long."""
    names = [name for _, name in some]
    rows = run.execute(
        f"""SELECT name, id, state, here, held, bytes, changed FROM pictures
            WHERE folder = ? AND job = ? AND name IN ({", ".join("?" * len(names))})""",
        (folders.number(some[0][0].folder), key, *names),
    )
    return {name: row for name, *row in rows}


def _enter(run: sqlite3.Connection, picture: Named, name: bytes, key: int, folders: Folders, held: bool) -> int:
    """A picture that is new; its id."""
    called = None if picture.called == picture.name else os.fsencode(picture.called)
    entered = run.execute(
        """INSERT INTO pictures (folder, name, job, shelf, called, here, state, bytes, changed, held)
           VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)""",
        (
            folders.number(picture.folder), name, key, folders.number(picture.shelf), called, QUEUED,
            picture.bytes, picture.changed, held,
        ),
    )  # fmt: skip
    assert entered.lastrowid
    return entered.lastrowid


def _job(run: sqlite3.Connection, key: str) -> int:
    """The number of a job."""
    row = run.execute("SELECT id FROM jobs WHERE key = ?", (key,)).fetchone()
    if row is None:
        row = run.execute("INSERT INTO jobs (key) VALUES (?) RETURNING id", (key,)).fetchone()
    return row[0]


def _leave_out(run: sqlite3.Connection, seen: bytearray) -> None:
    """Pictures that an earlier call named, and this one not, wait until one names them again."""
    named = run.execute("SELECT id FROM pictures INDEXED BY in_line WHERE here = 1")
    gone = [(one,) for (one,) in named if one < len(seen) and not seen[one]]
    run.executemany("UPDATE pictures SET here = 0 WHERE id = ?", gone)
