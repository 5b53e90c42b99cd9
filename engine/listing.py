"""What is to be done: the pictures below the given files and folders, and the name of each result."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NamedTuple

from engine.errors import DestinationNotWritable, UnreadablePicture
from engine.naming import Namer, Naming

READ = {".tif", ".tiff", ".jpg", ".jpeg", ".jpe", ".png"}
NOT_READ_YET = {
    ".webp", ".heic", ".heif", ".avif", ".jp2", ".j2k", ".jxl", ".gif", ".bmp", ".psd", ".psb", ".dng", ".nef", ".cr2", ".cr3",
    ".arw", ".raf", ".rw2", ".orf", ".tga", ".exr", ".pbm", ".pgm", ".ppm", ".pcx", ".pcd", ".djvu", ".pdf",
}  # fmt: skip
"""Pictures of these kinds are named as failed, so that none is silently left out; other files are left alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """A picture, and where its result goes, relative to the destination."""

    source: Path
    result: PurePath
    bytes: int
    changed: int
    """Nanoseconds."""


@dataclass(frozen=True)
class Listing:
    pictures: tuple[Found, ...]
    left_alone: int  # files that are no pictures


def list_pictures(
    sources: Sequence[Path], destination: Path, naming: Naming = Naming(), recipe: str = ""  # noqa: B008 (it is frozen)
) -> Listing:
    """Find the pictures and name their results: the tree of the sources, mirrored.

    `recipe` is the title that names may have in them. Names that would fall together (also where only capitals differ) are
    told apart. Raises UnreadablePicture for a source that is not there, DestinationNotWritable
    for a destination in which results would be taken for sources.
    """
    sources = list(dict.fromkeys(Path(os.path.abspath(source)) for source in sources))
    destination = Path(os.path.abspath(destination))
    for source in sources:
        if not os.path.lexists(source):
            raise UnreadablePicture(f"{source} is not there", "Check the name.")
    refuse_inside(sources, destination, "destination")
    found, left_alone = dict[Path, PurePath](), 0
    for source in sources:
        for path, place in _walk(source, PurePath(source.name) if len(sources) > 1 else PurePath()):
            kind = path.suffix.lower()
            if path != source and kind not in READ and kind not in NOT_READ_YET:
                left_alone += 1
            else:
                found.setdefault(path, place)  # a folder and one within it may both be named
    known = [_size_and_time(path) for path in found]
    pairs = zip(found.items(), known, strict=True)
    called = [_called(path, place, naming.suffix, changed) for (path, place), (_, changed) in pairs]
    names = _told_apart(called, naming.namer(recipe))
    pictures = (Found(path, name, *facts) for path, name, facts in zip(found, names, known, strict=True))
    return Listing(tuple(pictures), left_alone)


def refuse_inside(sources: Sequence[Path], folder: Path, called: str) -> None:
    """Raises DestinationNotWritable where a folder that is written to lies inside one that pictures are taken from."""
    for source in sources:
        if source.is_dir() and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(source)):
            raise DestinationNotWritable(
                f"the {called} {folder} lies inside the source {source}",
                "Choose a folder outside the pictures, so that results are never taken for originals.",
            )


def _walk(source: Path, place: PurePath) -> Iterator[tuple[Path, PurePath]]:
    """Files below a folder in order of name, with their place in the mirrored tree; a single file is itself.

    Hidden files and folders are left out. Links to folders are not followed: they may lead in circles.
    """
    if not source.is_dir():
        yield source, PurePath(source.name)
        return
    try:
        with os.scandir(source) as entries:
            ordered = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        raise UnreadablePicture(f"the folder {source} cannot be read: {error.strerror}", "Check the permissions.") from error
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), place / entry.name)
        elif not (entry.is_symlink() and os.path.isdir(entry.path)):  # entry.is_dir() raises for a link that leads to itself
            yield Path(entry.path), place / entry.name


class _Called(NamedTuple):
    """A picture whose result is to be named."""

    source: Path
    place: PurePath  # in the mirrored tree
    name: str
    suffix: str  # of the result
    changed: int  # nanoseconds

    def result(self, call: Namer) -> PurePath:
        return self.place.with_name(call(self.source, self.name, self.changed) + self.suffix)

    @property
    def wholly(self) -> _Called:
        """By its whole name, where its result has another suffix: letter.tif.png, for letter.jpg may be another picture."""
        return self if self.suffix == self.place.suffix else self._replace(name=self.place.name)


def _called(source: Path, place: PurePath, suffix: str | None, changed: int) -> _Called:
    if suffix is None and place.suffix.lower() not in READ:
        return _Called(source, place, place.name, ".tif", changed)
    return _Called(source, place, place.stem, suffix or place.suffix, changed)


def _told_apart(called: Sequence[_Called], call: Namer) -> list[PurePath]:
    """Results whose names fall together get their source's whole name: a.tif.png, a.jpg.png; then numbers."""
    named = [one.result(call) for one in called]
    keys = [_key(result) for result in named]
    times = Counter(keys)
    taken: set[str] = set()
    results: list[PurePath] = []
    for one, result, key in zip(called, named, keys, strict=True):
        if times[key] > 1:
            result = one.wholly.result(call)
            key = _key(result)
        stem, number = result, 2
        while key in taken:
            result = numbered(stem, number)
            key, number = _key(result), number + 1
        taken.add(key)
        results.append(result)
    return results


def numbered(result: PurePath, number: int) -> PurePath:
    return result.with_name(f"{result.stem}-{number}{result.suffix}")


def _key(result: PurePath) -> str:
    return str(result).casefold()


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
