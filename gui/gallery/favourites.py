"""The styles that the user has given a star, kept on disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.paths import user_folder
from gui.gallery.own_file import OwnFile, OwnFormat


class _Kept(OwnFormat, frozen=True, kw_only=True):
    favourites: tuple[str, ...] = ()


class Favourites(QObject):
    failed = Signal(str)
    """A sentence: they could not be written."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = OwnFile(path or user_folder() / "gallery.toml", _Kept())
        self._styles = dict.fromkeys(self._file.read().favourites)
        self.remark = self._file.remark
        """A sentence, if the file could not be read."""

    def __contains__(self, style: str) -> bool:
        return style in self._styles

    def toggle(self, style: str) -> None:
        if style in self._styles:
            del self._styles[style]
        else:
            self._styles[style] = None
        if problem := self._file.write(_Kept(favourites=tuple(self._styles))):
            self.failed.emit(problem)
