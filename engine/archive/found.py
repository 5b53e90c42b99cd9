"""Pictures that were found, and the names of their results: a million of them take some hundred megabytes, not two thousand."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NamedTuple

FARTHEST = 2**63 - 1  # nanoseconds, in 2262: times that no journal holds are cut to it, for some file systems can tell of more


@dataclass(frozen=True, slots=True)
class Found:
    """A picture, and where its result goes, relative to the destination."""

    source: Path
    result: PurePath
    bytes: int
    changed: int
    """Nanoseconds."""


class Named(NamedTuple):
    """The same in pieces, as the journal takes them: of a million, paths would take seconds."""

    folder: str
    name: str
    shelf: str
    """The result's folder, relative to the destination."""

    called: str
    """The result's name."""

    bytes: int
    changed: int

    @classmethod
    def of(cls, source: Path, result: PurePath, size: int, changed: int) -> Named:
        return cls(*os.path.split(source), *os.path.split(result), size, changed)


class Pictures:
    """Pictures in the order in which they were added. Folders are held once, figures in arrays."""

    def __init__(self) -> None:
        self.folders: list[tuple[str, str]] = []
        """Of sources, each with that of its results, which is relative to the destination."""

        self._numbers: dict[tuple[str, str], int] = {}
        self._called: list[str | None] = []  # None: the result is called as its source
        self.folder_of = array("l")
        self.names: list[str] = []
        self.sizes = array("q")
        self.times = array("q")  # of the last change, in nanoseconds

    def folder(self, source: str, place: str) -> int:
        """The number of a folder, for `add`."""
        pair = source, place
        if pair not in self._numbers:
            self._numbers[pair] = len(self.folders)
            self.folders.append(pair)
        return self._numbers[pair]

    def add(self, folder: int, name: str, size: int, changed: int) -> None:
        self.folder_of.append(folder)
        self.names.append(name)
        try:
            self.times.append(changed)
        except OverflowError:
            self.times.append(FARTHEST if changed > 0 else -FARTHEST)
        self.sizes.append(size)
        self._called.append(None)

    def call(self, number: int, name: str) -> None:
        """Give a picture's result its name."""
        self._called[number] = None if name == self.names[number] else name

    @property
    def bytes(self) -> int:
        """Of all files together."""
        return sum(self.sizes)

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, number: int) -> Found:
        source, place = self.folders[self.folder_of[number]]
        name = self.names[number]
        result = PurePath(place, self._called[number] or name)
        return Found(Path(source, name), result, self.sizes[number], self.times[number])

    def __iter__(self) -> Iterator[Found]:
        return (self[number] for number in range(len(self)))

    def named(self) -> Iterator[Named]:
        """All in pieces."""
        columns = zip(self.folder_of, self.names, self._called, self.sizes, self.times, strict=True)
        for folder, name, called, size, changed in columns:
            source, place = self.folders[folder]
            yield Named(source, name, place, called or name, size, changed)
