"""What is to be done: the pictures below the given files and folders, and the name of each result."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import DestinationNotWritable, UnreadablePicture
from engine.found import Pictures
from engine.naming import Naming
from engine.results import READ, call_results, split

NOT_READ_YET = {
    ".webp", ".heic", ".heif", ".avif", ".jp2", ".j2k", ".jxl", ".gif", ".bmp", ".psd", ".psb", ".dng", ".nef", ".cr2", ".cr3",
    ".arw", ".raf", ".rw2", ".orf", ".tga", ".exr", ".pbm", ".pgm", ".ppm", ".pcx", ".pcd", ".djvu", ".pdf",
}  # fmt: skip
"""Pictures of these kinds are named as failed, so that none is silently left out; other files are left alone."""


@dataclass(frozen=True)
class Listing:
    pictures: Pictures
    left_alone: int  # files that are no pictures


def list_pictures(
    sources: Sequence[Path],
    destination: Path,
    naming: Naming = Naming(),  # noqa: B008 (it is frozen)
    recipe: str = "",
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
    walk = _Walk()
    for source in sources:
        if source.is_dir():
            walk.add_folder(str(source), source.name if len(sources) > 1 else "")
        else:
            walk.add_file(str(source))
    call_results(walk.pictures, naming.suffix, naming.namer(recipe))
    return Listing(walk.pictures, walk.left_alone)


def refuse_inside(sources: Sequence[Path], folder: Path, called: str) -> None:
    """Raises DestinationNotWritable where a folder that is written to lies inside one that pictures are taken from."""
    for source in sources:
        if source.is_dir() and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(source)):
            raise DestinationNotWritable(
                f"the {called} {folder} lies inside the source {source}",
                "Choose a folder outside the pictures, so that results are never taken for originals.",
            )


class _Walk:
    """Gathers pictures, each once: a folder, one within it and a file of either may all be named."""

    def __init__(self) -> None:
        self.pictures = Pictures()
        self.left_alone = 0
        self._folders = set[str]()
        self._files = set[str]()

    def add_file(self, path: str) -> None:
        """A file that was named itself, whatever it is called."""
        folder, name = os.path.split(path)
        if os.path.normcase(folder) not in self._folders or name.startswith(".") or not _is_picture(name):
            self._files.add(os.path.normcase(path))
            self.pictures.add(self.pictures.folder(folder, ""), name, *_size_and_time(path))

    def add_folder(self, folder: str, place: str) -> None:
        """What is below it, in order of name; `place`: its own in the mirrored tree."""
        known = os.path.normcase(folder)
        if known in self._folders:
            return
        self._folders.add(known)
        number, below = self.pictures.folder(folder, place), os.path.join(folder, "")
        for name, is_folder in _names(folder):
            path = below + name
            if is_folder:
                self.add_folder(path, os.path.join(place, name))
            elif not _is_picture(name):
                self.left_alone += 1
            elif not self._files or os.path.normcase(path) not in self._files:
                self.pictures.add(number, name, *_size_and_time(path))


def _is_picture(name: str) -> bool:
    kind = split(name)[1].lower()
    return kind in READ or kind in NOT_READ_YET


def _names(folder: str) -> list[tuple[str, bool]]:
    """What a folder holds, in order, and whether it is a folder.

    Hidden files and folders are left out. Links to folders are not followed: they may lead in circles.
    """
    try:
        with os.scandir(folder) as entries:
            names = [
                (entry.name, entry.is_dir(follow_symlinks=False))
                for entry in entries  # entry.is_dir() raises for a link that leads to itself
                if not entry.name.startswith(".") and not (entry.is_symlink() and os.path.isdir(entry.path))
            ]
    except OSError as error:
        raise UnreadablePicture(f"the folder {folder} cannot be read: {error.strerror}", "Check the permissions.") from error
    return sorted(names, key=lambda one: os.fsencode(one[0]))


def _size_and_time(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
