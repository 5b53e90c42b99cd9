"""One size of a picture in a TIFF that is being written: rows come in, tiles go out, the next size is fed with half of them."""

from __future__ import annotations

from concurrent.futures import Executor
from functools import partial

from isal import isal_zlib

from engine.files.directories import LONG, LONG8, SHORT, Entry, Order, numbers
from engine.files.halving import halved
from engine.files.output import Output
from engine.files.source import Shape
from engine.in_order import in_order
from engine.pixels import Box, Samples

TILE_SIDE = 256
LEVEL = 1  # ISA-L's: in half the time of libdeflate's, 3 % larger; for 16 bits in a quarter, and no larger
AHEAD = 16  # packed tiles at most that wait for those before them
DEFLATE = 8
REDUCED = 1  # of NewSubfileType: "a reduced-resolution version of another image in this TIFF file" (TIFF 6.0, page 36)


class TiledLevel:
    """Holds one row of tiles; what is below it holds half of that, and so on: all levels of a pyramid twice that of the first.

    Tiles of all levels lie in the file as they become ready, one level among the other.
    """

    def __init__(
        self, shape: Shape, tile_rows: int, order: Order, output: Output, crew: Executor, below: TiledLevel | None = None
    ) -> None:
        """`tile_rows`: even, the same for all levels, since old image servers take those of the first for those of all.

        `crew` packs tiles.
        """
        self.shape, self.below = shape, below
        self._crew = crew
        self._order: Order = order
        self._tile_rows, self._output = tile_rows, output
        self._band = shape.empty(Box(0, 0, tile_rows, -(-shape.width // TILE_SIDE) * TILE_SIDE))
        self._band_rows = 0
        self._offsets: list[int] = []
        self._counts: list[int] = []

    def write(self, rows: Samples) -> None:
        while len(rows):
            part = rows[: self._tile_rows - self._band_rows]
            self._band[self._band_rows : self._band_rows + len(part), : self.shape.width] = part
            self._band_rows += len(part)
            rows = rows[len(part) :]
            if self._band_rows == self._tile_rows:
                self._write_band()

    def finish(self) -> None:
        """Write what is left, on all levels below too."""
        if self._band_rows:
            self._write_band()
        if self.below:
            self.below.finish()

    def entries(self, big: bool, reduced: bool) -> list[Entry]:
        """What its directory says about the pixels."""
        shape, order = self.shape, self._order
        return [
            numbers(254, LONG, order, [REDUCED if reduced else 0]),
            numbers(256, LONG, order, [shape.width]),
            numbers(257, LONG, order, [shape.height]),
            numbers(258, SHORT, order, [shape.bits] * shape.planes),
            numbers(259, SHORT, order, [DEFLATE]),
            numbers(262, SHORT, order, [2 if shape.channels == 3 else 1]),
            numbers(274, SHORT, order, [1]),
            numbers(277, SHORT, order, [shape.planes]),
            numbers(284, SHORT, order, [1]),
            numbers(317, SHORT, order, [2]),
            numbers(322, LONG, order, [TILE_SIDE]),
            numbers(323, LONG, order, [self._tile_rows]),
            numbers(324, LONG8 if big else LONG, order, self._offsets),
            numbers(325, LONG, order, self._counts),
            *([numbers(338, SHORT, order, [2])] if shape.alpha else []),
        ]

    def _write_band(self) -> None:
        self._band[self._band_rows :] = self._band[self._band_rows - 1]  # what is cut off again, but compresses well
        self._band[:, self.shape.width :] = self._band[:, self.shape.width - 1 : self.shape.width]
        lefts = range(0, self._band.shape[1], TILE_SIDE)
        tiles = (self._band[:, left : left + TILE_SIDE] for left in lefts)
        for packed in in_order(partial(_packed, order=self._order), tiles, self._crew, AHEAD):
            self._offsets.append(self._output.size)
            self._counts.append(len(packed))
            self._output.put(packed)
        if self.below:
            half = self.shape.empty(Box(0, 0, self._tile_rows // 2, self._band.shape[1] // 2))
            for left in lefts:
                tile = self._band[:, left : left + TILE_SIDE]
                half[:, left // 2 : (left + TILE_SIDE) // 2] = halved(tile, self.shape.alpha)
            self.below.write(half[: -(-self._band_rows // 2), : self.below.shape.width])
        self._band_rows = 0


def _packed(tile: Samples, order: Order) -> bytes:
    differences = tile.copy()
    differences[:, 1:] -= tile[:, :-1]
    return isal_zlib.compress(differences.astype(tile.dtype.newbyteorder(order), copy=False).data, LEVEL)
