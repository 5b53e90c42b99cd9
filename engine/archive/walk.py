"""A walk through folders: which files below them are pictures."""

from __future__ import annotations

import os

from engine.archive.address import Place
from engine.archive.found import Pictures
from engine.archive.results import READ, split
from engine.errors import UnreadablePicture

NOT_READ_YET = {
    ".webp", ".heic", ".heif", ".avif", ".jp2", ".j2k", ".jxl", ".gif", ".bmp", ".psd", ".psb", ".dng", ".nef", ".cr2", ".cr3",
    ".arw", ".raf", ".rw2", ".orf", ".tga", ".exr", ".pbm", ".pgm", ".ppm", ".pcx", ".pcd", ".djvu", ".pdf",
}  # fmt: skip
"""Pictures of these kinds are named as failed, so that none is silently left out; other files are left alone."""

KINDS = READ | NOT_READ_YET


class Walk:
    """Gathers pictures, each once: a folder, one within it and a file of either may all be named.

    What it asks of a disk is in the four methods at the end.
    """

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures
        self.left_alone = 0
        self._folders = set[str]()
        self._files = set[str]()

    def add(self, source: Place, place: str) -> None:
        """A file or a folder, `place`: see add_folder."""
        if os.path.isdir(str(source)):
            self.add_folder(str(source), place)
        else:
            self.add_file(str(source))

    def add_file(self, path: str) -> None:
        """A file that was named itself, whatever it is called."""
        folder, name = os.path.split(path)
        if self.key(folder) not in self._folders or name.startswith(".") or not is_picture(name):
            self._files.add(self.key(path))
            self.pictures.add(self.pictures.folder(folder, ""), name, *self.measured(path))

    def add_folder(self, folder: str, place: str) -> None:
        """What is below it, in order of name; `place`: its own in the mirrored tree."""
        known = self.key(folder)
        if known in self._folders:
            return
        self._folders.add(known)
        number, below = self.pictures.folder(folder, place), self.below(folder)
        for name, is_folder in self.names(folder):
            path = below + name
            if is_folder:
                self.add_folder(path, os.path.join(place, name))
            elif not is_picture(name):
                self.left_alone += 1
            elif not self._files or self.key(path) not in self._files:
                self.pictures.add(number, name, *self.measured(path))

    def below(self, folder: str) -> str:
        """How the paths of what is in it begin."""
        return os.path.join(folder, "")

    def key(self, path: str) -> str:
        """The same for two spellings of one path."""
        return os.path.normcase(path)

    def names(self, folder: str) -> list[tuple[str, bool]]:
        """What a folder holds, in order, and whether it is a folder; without what is hidden."""
        return _names(folder)

    def measured(self, path: str) -> tuple[int, int]:
        """Size, and time of the last change in nanoseconds."""
        return _size_and_time(path)


def is_picture(name: str) -> bool:
    return split(name)[1].lower() in KINDS


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
