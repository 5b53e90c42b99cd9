"""Tiles: how a picture is divided so that it is painted in little memory, and put together again in rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from threading import Lock
from typing import cast

import numpy as np

from engine.errors import OutOfDeviceMemory
from engine.in_order import in_order
from engine.pixels import Box, Planes

TILE = 704  # pixels along one side, without halo, where nothing is known of the picture (else see tiling.py)
SMALLEST = 32
AHEAD = 5  # tiles of one picture that are under way at a time


class TileLimit:
    """How large tiles are: as chosen, and never larger than the device had memory for; that is learnt once, for all."""

    def __init__(self, tell: Callable[[str], None], side: int = 0) -> None:
        """`side`: of the tiles, in pixels, as the user wants it; 0: as is best."""
        self._tell = tell
        self._wanted = max(SMALLEST, side) if side else 0
        self._lock = Lock()
        self._side: int | None = None

    def side(self, best: Callable[[], int] = lambda: TILE) -> int:
        """Pixels along the side of a picture's tiles; `best` tells what they are where the user does not say."""
        side = self._wanted or best()
        return side if self._side is None else min(side, self._side)

    def within(self, paint: Callable[[Box], Planes]) -> Callable[[Box], Planes]:
        """The same function, for a device with little memory."""
        return lambda box: self.paint(box, paint)

    def paint(self, box: Box, paint: Callable[[Box], Planes]) -> Planes:
        """Paint a box, in halves where it is too large for the device. Raises OutOfDeviceMemory if nothing helps."""
        side = max(box.height, box.width)
        if self._side is None or side <= self._side:
            try:
                return paint(box)
            except OutOfDeviceMemory:
                if side <= SMALLEST:
                    raise
                self._learn(side // 2)
        first, second, axis = _halves(box)
        return cast(Planes, np.concatenate([self.paint(first, paint), self.paint(second, paint)], axis=axis))

    def _learn(self, side: int) -> None:
        with self._lock:
            if self._side is None or side < self._side:
                self._side = max(side, SMALLEST)
                self._tell(f"too little memory: tiles are at most {self._side} pixels wide from now on")


def tile_rows(height: int, width: int, tile: int = TILE) -> Iterator[list[Box]]:
    """The picture as rows of boxes, all about alike, none larger than `tile` on a side."""
    rows, columns = edges(height, tile), edges(width, tile)
    for top, bottom in rows:
        yield [Box(top, left, bottom, right) for left, right in columns]


def painted_bands(
    height: int,
    width: int,
    paint: Callable[[Box], Planes],
    crew: Executor,
    tile: int = TILE,
    between: Callable[[], None] = lambda: None,
) -> Iterator[Planes]:
    """Full-width bands of the painted picture, from top to bottom; a few tiles ahead are painted meanwhile.

    `between` tiles the caller may rest; what it raises ends the work.
    """
    band, left = None, 0
    boxes = (box for row in tile_rows(height, width, tile) for box in row)
    for painted in in_order(paint, boxes, crew, AHEAD):
        between()
        rows, columns, planes = painted.shape
        if band is None:
            band = np.empty((rows, width, planes), painted.dtype)
        band[:, left : left + columns] = painted
        left += columns
        if left == width:
            yield cast(Planes, band)
            band, left = None, 0


def edges(length: int, tile: int) -> list[tuple[int, int]]:
    """Even spans; they begin on multiples of 32, so that most tiles have the same shape and none needs a larger grid."""
    count = -(-length // tile)
    step = min(tile, -(-length // (count * SMALLEST)) * SMALLEST)
    return [(start, min(start + step, length)) for start in range(0, length, step)]


def _halves(box: Box) -> tuple[Box, Box, int]:
    """Two halves of a box, and the axis along which they lie."""
    if box.height >= box.width:
        middle = box.top + box.height // 2
        return Box(box.top, box.left, middle, box.right), Box(middle, box.left, box.bottom, box.right), 0
    middle = box.left + box.width // 2
    return Box(box.top, box.left, box.bottom, middle), Box(box.top, middle, box.bottom, box.right), 1
