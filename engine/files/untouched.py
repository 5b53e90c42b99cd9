"""What nobody else may touch while a photograph is restored: it would be taken for what it was, or be written over."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from engine.errors import PictureChanged, PlaceTaken, UnreadablePicture

Print: TypeAlias = tuple[int, int]
"""Size and time of change: enough to see that somebody writes to a file."""


class Untouched:
    """An original, and what lies in the place of its result, as they were when the work began."""

    def __init__(self, original: Path, result: Path) -> None:
        """Raises PictureChanged, UnreadablePicture where the original is not there."""
        self._original, self._result = original, result
        self._before, self._standing = _print_of(original), _standing(result)

    def check(self) -> None:
        """Raises PictureChanged where the original is another one now, and PlaceTaken where the result's place is."""
        if _print_of(self._original) != self._before:
            raise PictureChanged(f"{self._original.name} changed while it was read")
        if _standing(self._result) != self._standing:
            raise PlaceTaken(f"{self._result} was changed by somebody else while it was restored")


def _print_of(path: Path) -> Print:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise PictureChanged(f"{path.name} is not there any more") from None
    except OSError as error:
        raise UnreadablePicture(f"{path.name} cannot be read: {error.strerror}", "Check the permissions.") from error
    return status.st_size, status.st_mtime_ns


def _standing(path: Path) -> Print | None:
    """None where the place is free."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
