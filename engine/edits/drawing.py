"""Drawing: shapes that somebody drew on a picture, as pixels of any part of it, at any scale.

A pixel belongs to a shape if its middle does. That is decided by its place in the whole picture alone, so that tiles agree to
the last pixel; drawing libraries cut lines at the edge of what they draw on, and round again there.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.edits.edit import Area, Mark, Stroke
from engine.painting.readers import mirrored
from engine.pixels import Box
from engine.stage import Tile

Drawn: TypeAlias = NDArray[np.int8]
"""(H, W, 1): 1 marked, -1 erased, 0 untouched."""

Inside: TypeAlias = NDArray[np.bool_]
"""(H, W)."""

MARKED, ERASED = 1, -1
THINNEST = 0.75  # pixels, of a stroke's radius: with less, it would slip through between the middles of pixels


def drawn(marks: Sequence[Mark], box: Box, height: float, width: float) -> Drawn:
    """What was drawn in a box of a picture of that size; the last mark counts. Outside, it is mirrored as the picture is."""
    inside = partial(_inside, marks, height=height, width=width)
    return mirrored(inside, max(1, round(height)), max(1, round(width)))(box)


def drawn_on(marks: Sequence[Mark], tile: Tile) -> Drawn:
    return drawn(marks, tile.box, tile.height, tile.width)


def _inside(marks: Sequence[Mark], box: Box, height: float, width: float) -> Drawn:
    found, size = np.zeros((box.height, box.width), np.int8), np.array([width, height])
    for mark in marks:
        value = ERASED if mark.erases else MARKED
        match mark.shape:
            case Stroke(points=points, width=share):
                _stroke(found, box, np.asarray(points) * size, max(share * size.max() / 2, THINNEST), value)
            case Area(rings=rings):
                found[_within([np.asarray(ring) * size for ring in rings], box)] = value
    return found[..., None]


def _stroke(found: NDArray[np.int8], box: Box, points: NDArray[np.float64], radius: float, value: int) -> None:
    """Whatever is nearer than the radius to a line from point to point."""
    ends = itertools.pairwise(points) if len(points) > 1 else [(points[0], points[0])]
    for start, end in ends:
        low, high = np.minimum(start, end) - radius, np.maximum(start, end) + radius
        left, right = max(int(low[0]) - 1, box.left), min(int(high[0]) + 2, box.right)
        top, bottom = max(int(low[1]) - 1, box.top), min(int(high[1]) + 2, box.bottom)
        if left < right and top < bottom:
            across, down = np.arange(left, right) + 0.5 - start[0], np.arange(top, bottom)[:, None] + 0.5 - start[1]
            along = end - start
            share = np.clip((across * along[0] + down * along[1]) / max(float(along @ along), 1e-12), 0, 1)
            near = (across - share * along[0]) ** 2 + (down - share * along[1]) ** 2 <= radius**2
            found[top - box.top : bottom - box.top, left - box.left : right - box.left][near] = value


def _within(rings: Sequence[NDArray[np.float64]], box: Box) -> Inside:
    """What has an odd number of edges at its left: along each row, edges switch between outside and inside."""
    starts = np.concatenate(rings)
    ends = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    tops, bottoms = np.minimum(starts[:, 1], ends[:, 1]), np.maximum(starts[:, 1], ends[:, 1])
    first = np.clip(np.ceil(tops - 0.5), box.top, box.bottom).astype(np.int64)  # rows whose middle lies between the ends
    counts = np.clip(np.ceil(bottoms - 0.5), box.top, box.bottom).astype(np.int64) - first
    edges = np.repeat(np.arange(len(starts)), counts)
    rows = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + first[edges]
    fall = (rows + 0.5 - starts[edges, 1]) / (ends[edges, 1] - starts[edges, 1])
    crossing = starts[edges, 0] + fall * (ends[edges, 0] - starts[edges, 0])
    columns = np.clip(np.ceil(crossing - 0.5), box.left, box.right).astype(np.int64) - box.left
    switches = np.zeros((box.height, box.width + 1), np.int32)
    np.add.at(switches, (rows - box.top, columns), 1)
    return np.asarray(np.cumsum(switches[:, :-1], axis=1) % 2 == 1)
