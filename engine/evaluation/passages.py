"""A passage: a picture sent through stages in memory, as the program sends it or in larger pieces, with the time it took."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from engine.engine import CREW
from engine.painting.painter import Painter
from engine.painting.readers import MarksReader, mirrored, read_from
from engine.painting.tiles import TILE, tile_rows
from engine.pixels import Box, Pixels, Samples
from engine.sheets import Copy
from engine.stage import Stage

if TYPE_CHECKING:
    from engine.stage import Networks

LARGE = 1536
"""Pixels: what is larger than a square of this side is not painted in one piece, and pieces are about so wide.

The restorer takes 0.4 GB for a megapixel, and onnxruntime gives nothing back while a model is open.
"""

WHITE = 65535  # of samples

Clock: TypeAlias = Callable[[], float]
"""Seconds since some moment."""

Rows: TypeAlias = Sequence[Sequence[Box]]

Division: TypeAlias = Callable[[int, int, int], Rows]
"""Height and width of a picture, and the least side of a tile, to the boxes that it is painted in."""


@dataclass(frozen=True)
class Passage:
    """A picture that went through."""

    painter: Painter
    rows: Rows  # the boxes that it was painted in
    painted: Samples  # uint16: as files hold it, in half of the memory
    looking: float  # seconds
    painting: float  # seconds

    @property
    def megapixels(self) -> float:
        """Of the picture that went in."""
        return self.painter.height * self.painter.width / 1e6


def in_tiles(tile: int = TILE) -> Division:
    """As the program divides pictures."""
    return lambda height, width, least: list(tile_rows(height, width, max(tile, least)))


def in_pieces(tile: int = TILE, large: int = LARGE) -> Division:
    """In one piece; where that is too large, in pieces of several tiles whose edges lie in the middle of tiles."""

    def divided(height: int, width: int, least: int) -> Rows:
        if height * width <= large * large:
            return [[Box(0, 0, height, width)]]
        rows = list(tile_rows(height, width, max(tile, least)))
        downwards = _spans([0, *(row[0].bottom for row in rows)], large)
        across = _spans([0, *(box.right for box in rows[0])], large)
        return [[Box(top, left, bottom, right) for left, right in across] for top, bottom in downwards]

    return divided


def sent(
    picture: Pixels,
    stages: Sequence[Stage],
    networks: Networks,
    division: Division,
    clock: Clock = time.perf_counter,
    workers: int = CREW,
) -> Passage:
    """Through all the stages, needed or not; a few boxes at a time, without files."""
    height, width = picture.shape[:2]
    read = read_from(picture)
    with ThreadPoolExecutor(workers) as crew:

        def put_together(rows: Rows, paint: Callable[[Box], Samples]) -> Samples:
            pieces = crew.map(paint, [box for row in rows for box in row])
            return np.concatenate([np.concatenate([next(pieces) for _ in row], axis=1) for row in rows])

        def keep(height: int, width: int, shrink: int, survey: MarksReader) -> MarksReader:
            return read_from(put_together(division(height, width, 0), survey).astype(np.uint8))

        started = clock()
        painter = Painter(height, width, read, networks).looking(stages, keep=keep)
        looked = clock()
        rows = division(*painter.size, painter.least_tile)
        painted = put_together(rows, lambda box: as_samples(painter.paint(box)))
        return Passage(painter, rows, painted, looked - started, clock() - looked)


def as_samples(pixels: Pixels) -> Samples:
    """uint16."""
    return np.rint(np.clip(pixels, 0, 1) * WHITE).astype(np.uint16)


def of_size(picture: Copy, megapixels: float) -> Pixels:
    """The picture with about so many megapixels, in its own shape: its middle, or as much of it mirrored around it."""
    height, width = picture.shape[:2]
    factor = (megapixels * 1e6 / (height * width)) ** 0.5
    rows, columns = max(1, round(height * factor)), max(1, round(width * factor))
    middle = Box(0, 0, rows, columns).moved((height - rows) // 2, (width - columns) // 2)
    whole = Box(0, 0, height, width)
    found = mirrored(lambda box: picture[box.inside(whole)], height, width)(middle)
    pixels = np.asarray(found / np.float32(255), np.float32)
    pixels.flags.writeable = False
    return pixels


def _spans(edges: Sequence[int], large: int) -> list[tuple[int, int]]:
    """Spans of several tiles, which end at `edges`: about `large` wide, of two tiles at least; they meet within tiles."""
    tiles = len(edges) - 1
    together = max(2, large // edges[1])
    middles = [(start + end) // 2 for start, end in pairwise(edges)]
    cuts = middles[together - 1 : tiles - 1 : together] if tiles > together else []
    return list(zip([0, *cuts], [*cuts, edges[-1]], strict=True))
