"""Books: things that the user has begun, each in a dated folder of its own with a file that says what it is."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from engine.files.destination import in_words, write_whole

Entry = TypeVar("Entry", bound=msgspec.Struct)
"""Has a field `begun`: when, as ISO 8601 has it."""


class Book(Generic[Entry]):
    """`place`: the folder of them all; `file`: what says what an entry is, as JSON of that `kind`."""

    def __init__(self, place: Path, file: str, kind: type[Entry]) -> None:
        self.place, self._file = place, file
        self._decoder = msgspec.json.Decoder(kind)

    def folders(self) -> list[Path]:
        """The newest first; what cannot be read is none."""
        if not self.place.is_dir():
            return []
        return sorted((folder for folder in self.place.iterdir() if self.read(folder)), reverse=True)

    def read(self, folder: Path) -> Entry | None:
        try:
            return self._decoder.decode((folder / self._file).read_bytes())
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def begin(self, entry: Entry) -> Path:
        """A folder for it. Raises DestinationNotWritable."""
        now = datetime.now()
        entry = msgspec.structs.replace(entry, begun=now.isoformat(timespec="seconds"))
        name, number = f"{now:%Y-%m-%d %H%M%S}", 1
        while (folder := self.place / (name if number == 1 else f"{name} {number}")).exists():
            number += 1
        with in_words(self.place):
            folder.mkdir(parents=True)
        try:
            self._furnish(folder, entry)
            self._write(folder, entry)  # last: it makes the folder an entry
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return folder

    def change(self, folder: Path, **changes: Any) -> Entry | None:
        """Another title, say. Raises DestinationNotWritable."""
        if entry := self.read(folder):
            entry = msgspec.structs.replace(entry, **changes)
            self._write(folder, entry)
        return entry

    def _furnish(self, folder: Path, entry: Entry) -> None:
        """Other files that an entry needs."""

    def _write(self, folder: Path, entry: Entry) -> None:
        write_whole(folder / self._file, msgspec.json.format(msgspec.json.encode(entry), indent=1))
