"""Drawing: shapes that somebody drew on a picture, as pixels of any part of it, at any scale."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.edit import Area, Mark, Point, Stroke
from engine.pixels import Box
from engine.readers import mirrored
from engine.stage import Tile

Drawn: TypeAlias = NDArray[np.int8]
"""(H, W, 1): 1 marked, -1 erased, 0 untouched."""

BITS = 4  # of a pixel's fraction
MARKED, ERASED = 1, -1


def drawn(marks: Sequence[Mark], box: Box, height: float, width: float) -> Drawn:
    """What was drawn in a box of a picture of that size; the last mark counts. Outside, it is mirrored as the picture is."""
    inside = partial(_inside, marks, height=height, width=width)
    return mirrored(inside, max(1, round(height)), max(1, round(width)))(box)


def drawn_on(marks: Sequence[Mark], tile: Tile) -> Drawn:
    return drawn(marks, tile.box, tile.height, tile.width)


def _inside(marks: Sequence[Mark], box: Box, height: float, width: float) -> Drawn:
    found = np.zeros((box.height, box.width), np.int8)
    size = np.array([width, height])
    for mark in marks:
        value = ERASED if mark.erases else MARKED
        match mark.shape:
            case Stroke(points=points, width=share):
                across = share * max(height, width)
                if _meets(_placed(points, size, box), across, box):
                    _stroke(found, _placed(points, size, box), across, value)
            case Area(rings=rings):
                placed = [_placed(ring, size, box) for ring in rings if len(ring) > 2]
                if any(_meets(ring, 0, box) for ring in placed):
                    cv2.fillPoly(found.view(np.uint8), [_fixed(ring) for ring in placed], _byte(value), shift=BITS)
    return found[..., None]


def _placed(points: Sequence[Point], size: NDArray[np.float64], box: Box) -> NDArray[np.float64]:
    """(n, 2): across and down, from the middle of the box's first pixel, in pixels."""
    return np.asarray(points, np.float64) * size - 0.5 - np.array([box.left, box.top])


def _meets(points: NDArray[np.float64], across: float, box: Box) -> bool:
    """Whether something of it may lie in the box."""
    low, high = points.min(axis=0) - across, points.max(axis=0) + across
    return bool((high >= 0).all() and low[0] <= box.width and low[1] <= box.height)


def _stroke(found: NDArray[np.int8], points: NDArray[np.float64], across: float, value: int) -> None:
    """Discs, and bars between them: OpenCV's own thick lines are no wider than whole pixels, and their ends are not round."""
    radius = round(max(across, 1) / 2 * (1 << BITS))
    canvas, fixed = found.view(np.uint8), _fixed(points)
    for place in fixed:
        cv2.circle(canvas, tuple(map(int, place)), radius, _byte(value), cv2.FILLED, shift=BITS)
    for start, end in itertools.pairwise(points):
        along = end - start
        length = float(np.hypot(*along))
        if length > 0:
            aside = np.array([-along[1], along[0]]) / length * max(across, 1) / 2
            bar = np.stack([start + aside, end + aside, end - aside, start - aside])
            cv2.fillConvexPoly(canvas, _fixed(bar), _byte(value), shift=BITS)


def _fixed(points: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.rint(points * (1 << BITS)).astype(np.int32)


def _byte(value: int) -> int:
    return value % 256
