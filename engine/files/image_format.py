"""A format: how a picture is read from bytes on disk, and written to them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from engine.files.sink import Sink
from engine.files.source import Metadata, Shape, Source

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
