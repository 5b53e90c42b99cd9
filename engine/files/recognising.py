"""Which format a file has, by its first bytes or by its name."""

from __future__ import annotations

import stat
from pathlib import Path

import engine.formats
from engine.errors import UnreadablePicture
from engine.files.image_format import SIGNATURE_BYTES, ImageFormat
from models.choices import choices

FORMATS: tuple[ImageFormat, ...] = tuple(
    kind()  # pyright: ignore[reportAbstractUsage] (those that are found are whole)
    for kind in choices(engine.formats, ImageFormat)
)


def format_of(path: Path) -> ImageFormat:
    """The format that the file's first bytes tell, whatever its name; UnreadablePicture if we know none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a FIFO would wait for ever
            raise UnreadablePicture(f"{path.name} is not a regular file", "Choose a picture file.")
        with path.open("rb") as file:
            start = file.read(SIGNATURE_BYTES)
    except FileNotFoundError:
        raise UnreadablePicture(f"{path.name} is not there any more") from None
    except OSError as error:
        raise UnreadablePicture(f"{path.name} cannot be read: {error.strerror}", "Check the permissions.") from error
    if not start:
        raise UnreadablePicture(f"{path.name} is empty")
    for format in FORMATS:
        if format.recognises(start):
            return format
    known = ", ".join(format.title for format in FORMATS)
    raise UnreadablePicture(f"{path.name} is not a picture of a kind that is read yet ({known})")


def format_named(suffix: str) -> ImageFormat | None:
    """The format that writes files with this suffix, such as ".tif"."""
    return next((format for format in FORMATS if suffix.lower() in format.suffixes), None)
