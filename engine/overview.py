"""The overview: the whole picture small, and crops of it at any working scale, as the stages before have painted it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from engine.pixels import Box, Pixels

LONG_SIDE = 1024
PROBE = 256
PROBES = (3, 4)  # rows and columns of them over the picture


@dataclass(frozen=True)
class Overview:
    """What a stage may look at. `crop` reads a box of the picture, mirrored outside it, painted by the stages before."""

    height: int
    width: int
    make_small: Callable[[], Pixels]
    crop: Callable[[Box], Pixels]

    @cached_property
    def small(self) -> Pixels:
        """The whole picture, long side at most LONG_SIDE, as the stages before have painted it; made when it is asked for."""
        return self.make_small()

    @cached_property
    def probes(self) -> tuple[Pixels, ...]:
        """A dozen crops of PROBE x PROBE pixels (fewer, or smaller, where the picture is), at the scale of the scan."""
        return self._probes_at(1)

    def probes_at(self, shrink: int) -> tuple[Pixels, ...]:
        """The same number of crops, that have PROBE x PROBE pixels after shrinking."""
        return self.probes if shrink == 1 else self._probes_at(shrink)

    def _probes_at(self, shrink: int) -> tuple[Pixels, ...]:
        side = PROBE * shrink
        rows, columns = self._probe_places(shrink)
        boxes = [Box(top, left, min(top + side, self.height), min(left + side, self.width)) for top in rows for left in columns]
        return tuple(shrunk(self.crop(box), shrink) for box in boxes)

    def probe_grid(self, shrink: int) -> tuple[int, int]:
        """How many rows and columns of probes there are at that scale."""
        rows, columns = self._probe_places(shrink)
        return len(rows), len(columns)

    def _probe_places(self, shrink: int) -> tuple[list[int], list[int]]:
        return _starts(self.height, PROBE * shrink, PROBES[0]), _starts(self.width, PROBE * shrink, PROBES[1])

    def crop_at(self, box: Box, factor: int) -> Pixels:
        """A box, each pixel the mean of a square of factor x factor of it; read in bands."""
        return shrunk_in_bands(box, factor, self.crop)


def small_copy(height: int, width: int, read: Callable[[Box], Pixels]) -> Pixels:
    """The whole picture with a long side of at most LONG_SIDE, each pixel the mean of a square of it; read in bands."""
    return shrunk_in_bands(Box(0, 0, height, width), -(-max(height, width) // LONG_SIDE), read)


def shrunk_in_bands(box: Box, factor: int, read: Callable[[Box], Pixels]) -> Pixels:
    """A box, each pixel the mean of a square of factor x factor of it, read in bands: it may be larger than the memory."""
    band = max(1, 256 // factor) * factor
    tops = range(box.top, box.bottom, band)
    rows = [shrunk(read(Box(top, box.left, min(top + band, box.bottom), box.right)), factor) for top in tops]
    return np.concatenate(rows)


def shrunk(pixels: Pixels, factor: int) -> Pixels:
    """The means of squares of factor x factor; what is left over at the right and bottom makes smaller ones."""
    if factor == 1:
        return pixels
    height, width = pixels.shape[:2]
    below, right = -height % factor, -width % factor
    if below or right:
        pixels = np.pad(pixels, ((0, below), (0, right), (0, 0)), mode="edge")
    size = pixels.shape[1] // factor, pixels.shape[0] // factor
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32).reshape(size[1], size[0], -1)


def _starts(length: int, side: int, count: int) -> list[int]:
    """Up to `count` starts of spans of `side` spread over `length`, fewer where they would overlap much."""
    count = max(1, min(count, round(length / side)))
    return [round((length - side) * (2 * index + 1) / (2 * count)) if length > side else 0 for index in range(count)]
