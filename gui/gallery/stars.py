"""The stars that the user has given on contact sheets, kept on disk."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from engine.paths import user_folder
from gui.gallery.hand import Hand
from gui.gallery.own_file import OwnFile, OwnFormat

MOST = 5  # stars


class _Given(msgspec.Struct, frozen=True):
    source: str
    """The picture, as a URI."""

    hand: Hand
    stars: int


class _Kept(OwnFormat, frozen=True, kw_only=True):
    given: tuple[_Given, ...] = ()


class Stars(QObject):
    failed = Signal(str)
    """A sentence: they could not be written."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = OwnFile(path or user_folder() / "stars.toml", _Kept())
        self._stars = {(one.source, one.hand): min(max(one.stars, 0), MOST) for one in self._file.read().given}
        self.remark = self._file.remark
        """A sentence, if the file could not be read."""

    def of(self, source: str, hand: Hand) -> int:
        return self._stars.get((source, hand), 0)

    def give(self, source: str, hand: Hand, stars: int) -> None:
        """0 takes them away."""
        if stars:
            self._stars[source, hand] = stars
        else:
            self._stars.pop((source, hand), None)
        given = tuple(_Given(*of_what, stars) for of_what, stars in self._stars.items())
        if problem := self._file.write(_Kept(given=given)):
            self.failed.emit(problem)
