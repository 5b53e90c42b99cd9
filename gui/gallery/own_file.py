"""A small file of the user's own, that is read at the start and written at each change; what cannot be read is put aside."""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication

from engine.errors import AppError
from engine.files.destination import write_whole
from engine.names import speakable
from gui.words import engine_text, filled

FORMAT = 1


class OwnFormat(msgspec.Struct, frozen=True, kw_only=True):
    """What such a file holds, beside its format."""

    format: int = FORMAT


Kept = TypeVar("Kept", bound=OwnFormat)


class OwnFile(Generic[Kept]):
    def __init__(self, path: Path, empty: Kept) -> None:
        self._path, self._empty = path, empty
        self.remark = ""
        """A sentence, if the file could not be read."""

    def read(self) -> Kept:
        """What it holds; nothing where it is not there, or cannot be read."""
        try:
            found = msgspec.toml.decode(self._path.read_bytes(), type=type(self._empty))
            if found.format > FORMAT:
                raise ValueError(f"format {found.format} is of a newer version")
        except FileNotFoundError:
            return self._empty
        except (OSError, ValueError, msgspec.MsgspecError) as error:  # not TOML, or not ours
            self._put_aside(error)
            return self._empty
        return found

    def write(self, kept: Kept) -> str:
        """Nothing, or a sentence: it could not be written."""
        try:
            write_whole(self._path, msgspec.toml.encode(kept))
        except AppError as error:
            words = QCoreApplication.translate("OwnFile", "“%1” could not be saved: %2. %3")
            return filled(words, speakable(self._path.name), engine_text(speakable(str(error))), engine_text(error.hint))
        return ""

    def _put_aside(self, error: Exception) -> None:
        name, aside = speakable(self._path.name), self._path.with_name(f"{self._path.name}.damaged")
        try:
            if isinstance(error, OSError):
                raise error
            self._path.replace(aside)
        except OSError as why:
            words = QCoreApplication.translate("OwnFile", "“%1” could not be read: %2.")
            self.remark = filled(words, name, engine_text(why.strerror or str(why)))
        else:
            words = QCoreApplication.translate("OwnFile", "“%1” could not be read. It is kept as “%2”.")
            self.remark = filled(words, name, speakable(aside.name))
