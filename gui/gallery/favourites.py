"""The styles that the user has given a star, kept on disk."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from engine.destination import write_whole
from engine.errors import AppError
from engine.names import speakable
from engine.paths import user_folder
from gui.words import filled

FORMAT = 1


class _File(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    favourites: tuple[str, ...] = ()


class Favourites(QObject):
    failed = Signal(str)
    """A sentence: they could not be written."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path or user_folder() / "gallery.toml"
        self.remark = ""
        """A sentence, if the file could not be read."""

        self._styles = self._read()

    def __contains__(self, style: str) -> bool:
        return style in self._styles

    def toggle(self, style: str) -> None:
        if style in self._styles:
            del self._styles[style]
        else:
            self._styles[style] = None
        try:
            write_whole(self.path, msgspec.toml.encode(_File(favourites=tuple(self._styles))))
        except AppError as error:
            words = self.tr("Your favourites could not be saved: %1. %2")
            self.failed.emit(filled(words, speakable(str(error)), error.hint))

    def _read(self) -> dict[str, None]:
        try:
            found = msgspec.toml.decode(self.path.read_bytes(), type=_File)
            if found.format > FORMAT:
                raise ValueError(f"format {found.format} is of a newer version")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, msgspec.MsgspecError) as error:  # not TOML, or not ours
            self._put_aside(error)
            return {}
        return dict.fromkeys(found.favourites)

    def _put_aside(self, error: Exception) -> None:
        aside = self.path.with_name(f"{self.path.name}.damaged")
        try:
            if isinstance(error, OSError):
                raise error
            self.path.replace(aside)
        except OSError as why:
            self.remark = filled(self.tr("Your favourites could not be read: %1."), why.strerror or str(why))
        else:
            self.remark = filled(self.tr("Your favourites could not be read. They are kept as “%1”."), speakable(aside.name))
