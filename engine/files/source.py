"""A source: a picture file that is open for reading, as an upright picture of any size that is never read whole."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Self

import numpy as np

from engine.pixels import Box, Samples


@dataclass(frozen=True)
class Metadata:
    """What a file says beside its pixels, as it goes along to the result. Orientation is already in the pixels."""

    icc_profile: bytes | None = None
    dots_per_inch: tuple[float, float] | None = None  # horizontal, vertical, of the upright picture
    exif: bytes | None = None  # a TIFF block, without Orientation and thumbnail
    xmp: bytes | None = None
    iptc: bytes | None = None
    remarks: tuple[str, ...] = ()  # what of it could not be read, one sentence each

    def enlarged(self, factor: int) -> Metadata:
        """For a picture with `factor` times as many pixels along each side: on paper it is as large as it was."""
        dots = self.dots_per_inch
        return replace(self, dots_per_inch=dots and (dots[0] * factor, dots[1] * factor))


@dataclass(frozen=True)
class Shape:
    """What the samples of a picture look like, upright."""

    height: int
    width: int
    channels: Literal[1, 3]  # grey or RGB, alpha not counted
    alpha: bool
    bits: Literal[8, 16]

    @property
    def planes(self) -> int:
        """Channels and alpha together."""
        return self.channels + self.alpha

    @property
    def dtype(self) -> np.dtype[np.uint8] | np.dtype[np.uint16]:
        return np.dtype(np.uint8) if self.bits == 8 else np.dtype(np.uint16)

    def empty(self, box: Box) -> Samples:
        """Room for the samples of a box."""
        return np.empty((box.height, box.width, self.planes), self.dtype)  # pyright: ignore[reportReturnType]

    def turned(self, swapped: bool) -> Shape:
        """The same, with height and width swapped if so."""
        return replace(self, height=self.width, width=self.height) if swapped else self


class Source(ABC):
    """One picture, open for reading. Regions may be asked for in any order, from several threads.

    Use as a context manager; leaving it closes the file and removes the scratch file, if there is one.
    """

    def __init__(self, path: Path, shape: Shape, metadata: Metadata) -> None:
        self.path = path
        self.shape = shape
        self.metadata = metadata

    @abstractmethod
    def region(self, box: Box) -> Samples:
        """The samples (box.height, box.width, shape.planes) of a box that lies inside the picture, upright.

        Raises UnreadablePicture where the file turns out to be damaged there.
        """

    def reduced(self, halvings: int) -> Source | None:
        """The same picture, its sides halved (rounded up) so many times, where the file holds such a copy beside it.

        For looking alone: whoever wrote the file made it, and nobody has compared it. It is closed with its picture.
        """
        return None

    def close(self) -> None: ...  # noqa: B027 (most sources that hold nothing open need no closing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
