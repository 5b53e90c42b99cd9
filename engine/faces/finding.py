"""Where the faces are: a finder is shown the picture at several sizes, in windows, since it knows faces of 10 to 300 pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.overview import PROBE, Overview
from engine.palette.measures import Measures
from engine.pixels import Box, Pixels, as_rgb

if TYPE_CHECKING:
    from engine.devices.device import Network

SURE = 0.7  # how sure a finder must be; its authors take 0.6 to 0.9, and old photographs are not sharp
SEEN = 14  # pixels that a face needs to be found
WINDOWS = 32  # at the scan's own scale, at most: of a larger picture, the smallest faces are not looked for
OVERLAP = 4  # windows share a quarter
SAME, INSIDE = 0.3, 0.7  # of what two boxes cover together, and of the smaller one: what both cover if they are one face
LEAST = 4.0  # pixels between the eyes: with less there is nothing to align


@dataclass(frozen=True)
class Found:
    """A face, in pixels of the picture, edges at whole numbers."""

    left: float
    top: float
    width: float
    height: float
    points: NDArray[np.complex128]
    """(5,), x + iy: the eye at the left of the picture, the other one, the tip of the nose, the corners of the mouth."""

    sure: float
    """0 to 1."""

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height

    def is_as(self, other: Found) -> bool:
        """Whether both are probably the same face."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        both = max(across, 0) * max(down, 0)
        one, two = self.width * self.height, other.width * other.height
        return both > SAME * (one + two - both) or both > INSIDE * min(one, two)


class _View(NamedTuple):
    """A part of the picture to look at."""

    pixels: Pixels
    left: float  # where it begins, in pixels of the picture
    top: float
    across: float  # pixels of the picture for one of it
    down: float


def faces_in(overview: Overview, finder: Network, smallest: float) -> tuple[Found, ...]:
    """The faces of the picture, largest first. `smallest`: how high one must be, in pixels of the picture, to be looked for."""
    side = finder.multiple_of
    views = chain(_small_views(overview, side), _fine_views(overview, side, smallest))
    found = [face for view in views for face in _in(view, finder)]
    kept: list[Found] = []
    for face in sorted(found, key=lambda face: -face.sure):  # non-maximum suppression
        if not any(face.is_as(other) for other in kept):
            kept.append(face)
    return tuple(sorted(kept, key=lambda face: (-face.height, face.top, face.left)))


def detail_of(face: Found, overview: Overview) -> int:
    """How many times larger than its detail the face was scanned. It may be sharp where most of the picture is not."""
    across, down = face.left + face.width / 2, face.top + face.height / 2
    reach = max(1, round(min(face.height, face.width, PROBE) / 2))
    return Measures([overview.crop(Box(round(down), round(across), round(down), round(across)).grown(reach))]).working_shrink


def _small_views(overview: Overview, side: int) -> Iterator[_View]:
    """The whole picture in half a window, in one window, and as large as the small copy is."""
    small = np.ascontiguousarray(as_rgb(overview.small))
    height, width = small.shape[:2]
    factor = max(1, round(max(overview.height, overview.width) / max(height, width)))
    for longest in (*(size for size in (side // 2, side) if size < max(height, width)), max(height, width)):
        rows, columns = (max(1, round(length * longest / max(height, width))) for length in (height, width))
        pixels = np.asarray(cv2.resize(small, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)
        across, down = factor * width / columns, factor * height / rows
        for box in _windows(rows, columns, side):
            yield _View(pixels[box.inside(Box(0, 0, rows, columns))], box.left * across, box.top * down, across, down)


def _fine_views(overview: Overview, side: int, smallest: float) -> Iterator[_View]:
    """Windows of the picture as large as it must be for the smallest faces, where the small copy does not show them."""
    longest = max(overview.height, overview.width)
    shrink, known = max(1, int(smallest / SEEN)), longest / max(overview.small.shape)
    while len(_windows(overview.height // shrink, overview.width // shrink, side)) > WINDOWS:
        shrink *= 2
    if shrink >= known:
        return
    for box in _windows(overview.height // shrink, overview.width // shrink, side):
        place = box.enlarged(shrink)
        yield _View(overview.crop_at(place, shrink), place.left, place.top, shrink, shrink)


def _windows(height: int, width: int, side: int) -> list[Box]:
    """Boxes of at most side x side over a picture, that overlap."""
    rows, columns = _starts(height, side), _starts(width, side)
    return [Box(top, left, min(top + side, height), min(left + side, width)) for top in rows for left in columns]


def _starts(length: int, side: int) -> Sequence[int]:
    if length <= side:
        return (0,)
    shared = side // OVERLAP
    return [round(start) for start in np.linspace(0, length - side, -(-(length - shared) // (side - shared)))]


def _in(view: _View, finder: Network) -> list[Found]:
    side = finder.multiple_of
    height, width = view.pixels.shape[:2]
    picture = np.zeros((1, side, side, 3), np.float32)  # black around it: what is mirrored there would be found too
    picture[0, :height, :width] = view.pixels.clip(0, 1)
    rows = finder(picture)[0, :, 0].astype(np.float64)
    return [face for row in rows[rows[:, 0] >= SURE] if (face := _found(row, view)) is not None]


def _found(row: NDArray[np.float64], view: _View) -> Found | None:
    """None for what lies beside the picture, or has no shape of a face."""
    height, width = view.pixels.shape[:2]
    across, down = row[1] + row[3] / 2, row[2] + row[4] / 2
    points = (row[5::2] * view.across + view.left) + 1j * (row[6::2] * view.down + view.top)
    if not (0 <= across < width and 0 <= down < height) or abs(points[1] - points[0]) < LEAST:
        return None
    left, top = row[1] * view.across + view.left, row[2] * view.down + view.top
    return Found(float(left), float(top), float(row[3] * view.across), float(row[4] * view.down), points, float(row[0]))
