"""A format: how a picture is read from bytes on disk, and written to them."""

from __future__ import annotations

import stat
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

import engine.formats
from engine.errors import UnreadablePicture
from engine.files.sink import Sink
from engine.files.source import Metadata, Shape, Source
from models.choices import choices

SIGNATURE_BYTES = 16


class ImageFormat(ABC):
    """Reads and writes one file format, with its metadata."""

    title: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]  # lower case, with the dot; the first is the one to write

    @abstractmethod
    def recognises(self, start: bytes) -> bool:
        """Whether a file that begins with these bytes (SIGNATURE_BYTES, or the whole file) is of this format."""

    @abstractmethod
    def shape(self, path: Path) -> Shape:
        """Of the upright picture, from the file's header alone. Raises UnreadablePicture, in words, as `open` does."""

    @abstractmethod
    def open(self, path: Path, scratch_folder: Path) -> Source:
        """Open for reading. Files without random access are unpacked into a scratch file in `scratch_folder`.

        Raises UnreadablePicture, in words, for what is damaged or of a kind that is not read.
        """

    @abstractmethod
    def create(self, path: Path, shape: Shape, metadata: Metadata, scratch_folder: Path) -> Sink:
        """Start a picture at `path`, a temporary name that does not exist yet."""

    @abstractmethod
    def check(self, path: Path, shape: Shape) -> None:
        """Decode the file completely, in bounded memory; UnreadablePicture if it is damaged or has another shape."""

    def fitting(self, shape: Shape) -> Shape:
        """The nearest shape that this format can hold (JPEG, say, has no alpha and 8 bits)."""
        return shape

    def pyramidal(self) -> ImageFormat:
        """The same format, whose files hold reduced copies beside the picture; itself where it has none."""
        return self

    def sizes(self, shape: Shape) -> int:
        """In how many sizes a file of that shape holds its picture; 1: no reduced copies."""
        return 1


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
