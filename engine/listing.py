"""What is to be done: the pictures below the given files and folders, and the name of each result."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from engine.errors import DestinationNotWritable, UnreadablePicture

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


def list_pictures(sources: Sequence[Path], destination: Path, suffix: str | None = None) -> Listing:
    """Find the pictures and name their results: the tree of the sources, mirrored.

    `suffix`, such as ".png", is given to all results; else each keeps its own. Names that would fall together (also where
    only capitals differ) are told apart. Raises UnreadablePicture for a source that is not there, DestinationNotWritable
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
    names = _told_apart([(place, _result_name(place, suffix)) for place in found.values()])
    pictures = tuple(Found(path, name, *_size_and_time(path)) for path, name in zip(found, names, strict=True))
    return Listing(pictures, left_alone)


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


def _result_name(place: PurePath, suffix: str | None) -> PurePath:
    if suffix is not None:
        return place.with_suffix(suffix)
    return place if place.suffix.lower() in READ else place.with_name(f"{place.name}.tif")


def _told_apart(named: Sequence[tuple[PurePath, PurePath]]) -> list[PurePath]:
    """Results whose names fall together get their source's whole name in front: a.tif.png, a.jpg.png; then numbers."""
    keys = [_key(result) for _, result in named]
    times = Counter(keys)
    taken: set[str] = set()
    results: list[PurePath] = []
    for (place, result), key in zip(named, keys, strict=True):
        if times[key] > 1 and result.name != place.name:
            result = place.with_name(place.name + result.suffix)
            key = _key(result)
        stem, number = result, 2
        while key in taken:
            result = stem.with_name(f"{stem.stem}-{number}{stem.suffix}")
            key, number = _key(result), number + 1
        taken.add(key)
        results.append(result)
    return results


def _key(result: PurePath) -> str:
    return str(result).casefold()


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
