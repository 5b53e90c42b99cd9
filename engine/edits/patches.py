"""Patches: what covers the places that somebody marked, made of the picture itself once, and laid over every tile."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.edits.drawing import MARKED, drawn
from engine.edits.edit import Mark
from engine.overview import Overview
from engine.painting.readers import reflected
from engine.palette.exemplar import filled_by_example
from engine.palette.filling import Mask
from engine.pixels import Box, Pixels, as_rgb
from engine.stage import Tile

LARGEST = 768  # pixels along the longer side of a piece that is worked on; of a larger one, less is seen
AROUND = 1.0  # of a place's size: how much of the picture is looked at on each side of it
LEAST_AROUND = 48  # pixels of the finest scale
KEPT = 24  # pieces that are remembered: of many marks, only the newest is new


@dataclass(frozen=True)
class Patch:
    """A piece of the picture as it is without what was marked."""

    box: Box
    """Its place, in a picture of this height and width."""

    height: float
    width: float
    pixels: Pixels


def patches_over(marks: Sequence[Mark], overview: Overview, finest: int, wider: int) -> tuple[Patch, ...]:
    """For each place that is marked, one. `finest`: pixels of the picture for one of a patch, along each side, if the place is
    not too large; `wider`: pixels of the picture that are covered around what was drawn.
    """
    return tuple(_patch(box, marks, overview, finest, wider) for box in _places(marks, overview, finest))


def covered(pixels: Pixels, hidden: Mask, tile: Tile, patches: Sequence[Patch]) -> Pixels:
    """(H, W, 3): a tile's pixels, where `hidden` those of the patches."""
    result = np.array(as_rgb(pixels))
    rows = reflected(np.arange(tile.box.top, tile.box.bottom), max(1, round(tile.height))) + 0.5
    columns = reflected(np.arange(tile.box.left, tile.box.right), max(1, round(tile.width))) + 0.5
    for patch in patches:
        y, x = rows / tile.height * patch.height - patch.box.top, columns / tile.width * patch.width - patch.box.left
        here = np.nonzero((y >= 0) & (y < patch.box.height))[0], np.nonzero((x >= 0) & (x < patch.box.width))[0]
        if here[0].size and here[1].size:
            place = np.ix_(*here)
            result[place] = np.where(hidden[place][..., None], _laid(patch, y[here[0]], x[here[1]]), result[place])
    return result


def _places(marks: Sequence[Mark], overview: Overview, finest: int) -> Iterator[Box]:
    """Where something is marked, each with its surroundings; those that lie together are one."""
    height, width = overview.small.shape[:2]
    found = (drawn(marks, Box(0, 0, height, width), height, width)[..., 0] == MARKED).astype(np.uint8)
    near = np.asarray(cv2.dilate(found, np.ones((5, 5), np.uint8)), np.uint8)
    count, _, facts, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    factor = max(overview.height, overview.width) / max(height, width)
    for left, top, wide, tall, _ in np.asarray(facts)[1:count].tolist():
        margin = max(LEAST_AROUND * finest, round(AROUND * factor * max(wide, tall)))
        box = Box(*(round(edge * factor) for edge in (top, left, top + tall, left + wide))).grown(margin)
        yield box.clipped(overview.height, overview.width)


def _patch(box: Box, marks: Sequence[Mark], overview: Overview, finest: int, wider: int) -> Patch:
    scale = finest
    while max(box.height, box.width) / scale > LARGEST:
        scale *= 2
    top, left = box.top // scale, box.left // scale
    pixels = overview.crop_at(Box(top * scale, left * scale, box.bottom, box.right), scale)
    place = Box(top, left, top + pixels.shape[0], left + pixels.shape[1])
    hand = drawn(marks, place, overview.height / scale, overview.width / scale)[..., 0] == MARKED
    side = 2 * -(-wider // scale) + 3
    hole = np.asarray(cv2.dilate(hand.astype(np.uint8), np.ones((side, side), np.uint8)), np.uint8) > 0
    return Patch(place.enlarged(scale), overview.height, overview.width, _remembered(pixels, hole))


_kept: OrderedDict[bytes, Pixels] = OrderedDict()
_door = Lock()


def _remembered(pixels: Pixels, hole: Mask) -> Pixels:
    """The filled piece; while somebody draws, most pieces are those of before."""
    parts = repr(pixels.shape).encode(), np.ascontiguousarray(pixels).tobytes(), np.packbits(hole).tobytes()
    key = hashlib.sha256(b"".join(parts)).digest()
    with _door:
        known = _kept.get(key)
    if known is None:
        known = filled_by_example(pixels, hole)
    with _door:
        _kept[key] = known
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return known


def _laid(patch: Patch, rows: NDArray[Any], columns: NDArray[Any]) -> Pixels:
    """(rows, columns, 3): the patch at these places of its box; it may be coarser, then it is enlarged."""
    further = patch.box.height / patch.pixels.shape[0]
    y, x = ((places / further - 0.5).astype(np.float32) for places in (rows, columns))
    grid = np.meshgrid(x, y)
    source = np.ascontiguousarray(as_rgb(patch.pixels))
    found = cv2.remap(source, grid[0], grid[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(found, np.float32).clip(0, 1)
