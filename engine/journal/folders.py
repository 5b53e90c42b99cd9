"""The journal's folders: each is written once, and pictures name it by its number."""

from __future__ import annotations

import os
import sqlite3

KEPT = 10_000  # folders whose numbers are remembered; an archive may have a folder for each picture


class Folders:
    """Of one transaction."""

    def __init__(self, run: sqlite3.Connection) -> None:
        self._run = run
        self._numbers: dict[str, int] = {}

    def number(self, folder: str) -> int:
        """Of a folder, which may be new."""
        number = self._numbers.get(folder)
        if number is None:
            if len(self._numbers) >= KEPT:
                self._numbers.clear()
            number = self._numbers[folder] = self._numbered(os.fsencode(folder))
        return number

    def _numbered(self, folder: bytes) -> int:
        row = self._run.execute("SELECT id FROM folders WHERE path = ?", (folder,)).fetchone()
        if row is None:
            row = self._run.execute("INSERT INTO folders (path) VALUES (?) RETURNING id", (folder,)).fetchone()
        return row[0]
