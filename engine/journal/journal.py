"""The journal of a destination: which pictures are to be done, which are done, and with what result. It survives kills."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.archive.found import Named
from engine.findings import least_certain
from engine.journal.enrolling import enrol
from engine.journal.entries import Entry, Outcome
from engine.journal.folders import Folders
from engine.journal.packing import packed
from engine.journal.reading import JournalReading
from engine.journal.schema import DONE, FAILED, QUEUED, REMOVED, RUNNING, UNKNOWN, VERDICTS, hundredths
from engine.names import speakable


class Journal(JournalReading):
    """Open while a batch runs. Calls may come from any thread."""

    def begin(self, job: str, pictures: Iterable[Named], held: bool = False, keep_removed: bool = False) -> None:
        """Begin a run with these pictures; known ones keep their result's name.

        Those that are done, with the fingerprint they had then, stay done. All others are queued: new ones, changed ones,
        failed ones, and those that a killed run left half done; removed ones too, unless they are to stay removed.
        """
        with self._transaction() as run:
            self._tally = None
            enrol(run, job, pictures, held, keep_removed)

    def start_next(self) -> Entry | None:
        """Take the next queued picture, for one lane. Whatever another recipe left there is done no more."""
        with self._transaction() as run:
            row = run.execute(
                f"""UPDATE pictures SET state = {RUNNING} WHERE id =
                   (SELECT id FROM pictures INDEXED BY by_place WHERE here = 1 AND state = {QUEUED} ORDER BY place, id LIMIT 1)
                   RETURNING id, job, shelf, coalesce(called, name)"""
            ).fetchone()
            if row is None:
                return None
            one, job, *place = row
            (entry,) = self._known(run, [one])
            self._move("queued", "running", entry.bytes)
            run.execute(
                f"""UPDATE pictures INDEXED BY by_called SET state = {QUEUED}
                   WHERE shelf = ? AND coalesce(called, name) = ? AND state = {DONE} AND job != ?""",
                (*place, job),
            )
        return entry

    def put_back(self, *entries: int) -> None:
        self._change(f"state = {QUEUED}", entries)

    def finish(self, entry: int, outcome: Outcome) -> None:
        certainty = least_certain(outcome.findings)
        unsure = UNKNOWN if certainty is None else round(1000 * (1 - certainty))
        with self._transaction() as run:
            size = run.execute(
                f"""UPDATE pictures SET state = {DONE}, change = ?, unsure = ?, verdict = {VERDICTS[""]} WHERE id = ?
                   RETURNING bytes""",
                (hundredths(outcome.change), unsure, entry),
            ).fetchone()[0]
            run.execute(
                "INSERT OR REPLACE INTO outcomes (id, pixels, milliseconds, bytes, found) VALUES (?, ?, ?, ?, ?)",
                (
                    entry, round(1e6 * outcome.megapixels), round(1e3 * outcome.seconds), outcome.result_bytes,
                    packed(outcome.findings),
                ),
            )  # fmt: skip
            self._move("running", "done", size)

    def fail(self, entry: int, message: str, hint: str = "") -> None:
        with self._transaction() as run:
            size = run.execute(f"UPDATE pictures SET state = {FAILED} WHERE id = ? RETURNING bytes", (entry,)).fetchone()[0]
            run.execute(
                """INSERT INTO outcomes (id, message, hint) VALUES (?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET message = excluded.message, hint = excluded.hint""",
                (entry, speakable(message), speakable(hint)),
            )
            self._move("running", "failed", size)

    def move_first(self, ids: Sequence[int]) -> None:
        """Do these next, in this order."""
        with self._transaction() as run:
            least = run.execute("SELECT min(place) FROM pictures INDEXED BY in_line WHERE here = 1").fetchone()[0] or 0
            places = [(least - len(ids) + index, one) for index, one in enumerate(ids)]
            run.executemany("UPDATE pictures SET place = ? WHERE id = ? AND here = 1", places)

    def retry(self, ids: Sequence[int] = ()) -> None:
        """Queue failed pictures again: these, or all."""
        if ids:
            return self._change(f"state = {QUEUED}", ids, f"state = {FAILED}")
        return self._change_all(f"state = {QUEUED}", f"state = {FAILED}")

    def again(self, ids: Sequence[int]) -> None:
        """Queue pictures again that were done or have failed, with the recipe that they had."""
        self._change(f"state = {QUEUED}, verdict = {VERDICTS['']}", ids, f"state IN ({DONE}, {FAILED})")

    def redo(self, ids: Sequence[int], own: str | None) -> None:
        """Queue pictures again, with a recipe (JSON) of their own, or with the run's."""
        if own is not None:
            with self._transaction() as run:
                run.execute("INSERT OR IGNORE INTO recipes (recipe) VALUES (?)", (own,))
        recipe = "(SELECT id FROM recipes WHERE recipe = ?)"
        self._change(f"state = {QUEUED}, own = {recipe}, verdict = {VERDICTS['']}", ids, f"state != {RUNNING}", own)

    def remove(self, ids: Sequence[int]) -> None:
        self._change(f"state = {REMOVED}", ids, f"state != {RUNNING}")

    def keep_failed(self) -> None:
        """Remove all that did not fail, and are not under way."""
        self._change_all(f"state = {REMOVED}", f"state NOT IN ({FAILED}, {RUNNING})")

    def rename(self, entry: int, result: Path) -> bool:
        """Give an entry's result another name; False if that of another entry has it."""
        with self._transaction() as run:
            shelf, name = Folders(run).number(os.path.dirname(result)), os.fsencode(result.name)
            taken = "SELECT 1 FROM pictures WHERE shelf = ? AND coalesce(called, name) = ? AND id != ? LIMIT 1"
            if run.execute(taken, (shelf, name, entry)).fetchone():
                return False
            run.execute("UPDATE pictures SET shelf = ?, called = nullif(?, name) WHERE id = ?", (shelf, name, entry))
        return True

    def judge(self, entry: int, verdict: str, held: bool) -> None:
        self._change("verdict = ?, held = ?", [entry], f"state = {DONE}", VERDICTS[verdict], held)

    def _change(self, change: str, ids: Sequence[int], only: str = "1", *values: object) -> None:
        with self._transaction() as run:
            self._tally = None
            changes = [(*values, one) for one in ids]
            run.executemany(f"UPDATE pictures SET {change} WHERE id = ? AND here = 1 AND {only}", changes)

    def _change_all(self, change: str, only: str) -> None:
        with self._transaction() as run:
            self._tally = None
            run.execute(f"UPDATE pictures SET {change} WHERE here = 1 AND {only}")

    def _move(self, before: str, after: str, size: int) -> None:
        if self._tally:
            self._tally.move(before, after, size)
