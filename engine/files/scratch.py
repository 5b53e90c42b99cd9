"""A scratch file: a picture unpacked to disk in tiles, since its own file can only be read from top to bottom."""

from __future__ import annotations

import shutil
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

import numpy as np

from engine.errors import DestinationNotWritable
from engine.files.orientation import UPRIGHT, Orientation
from engine.files.original import read_at
from engine.files.source import Metadata, Shape, Source
from engine.pixels import Box, Samples

TILE_SIDE = 256
BAND_BYTES = 16 * 2**20  # of rows that wait until a row of tiles is full
SPARE_BYTES = 64 * 2**20  # left free on the disk for everybody else


class Scratch:
    """Rows are appended as they are decoded; any box can be read once all are there.

    Reads and writes, no mapping: mapped pages would count as our memory. The rows lie as in the file; whoever reads
    turns boxes upright, so that appending always fills whole tiles. The file has no name (on Windows it is deleted
    on closing), so nothing is left behind even if the program is killed.
    """

    def __init__(self, folder: Path, shape: Shape) -> None:
        self._folder, self._shape = folder, shape
        self._pixel_bytes = shape.planes * shape.dtype.itemsize
        self._row_bytes = shape.width * self._pixel_bytes
        self._band_rows = max(1, min(TILE_SIDE, shape.height, BAND_BYTES // self._row_bytes))
        self._band = shape.empty(Box(0, 0, self._band_rows, shape.width))
        self._waiting_rows = 0
        self._lock = threading.Lock()
        self._file = scratch_file(folder, shape.height * self._row_bytes)

    def append(self, rows: Samples) -> None:
        """The next rows, from top to bottom; they are copied."""
        while len(rows):
            part = rows[: self._band_rows - self._waiting_rows]
            self._band[self._waiting_rows : self._waiting_rows + len(part)] = part
            self._waiting_rows += len(part)
            rows = rows[len(part) :]
            if self._waiting_rows == self._band_rows:
                self._write_band()

    def complete(self) -> None:
        if self._waiting_rows:
            self._write_band()
        self._band = self._band[:0].copy()  # it is not needed any more

    def read(self, box: Box) -> Samples:
        """A box of the picture as it was appended."""
        samples = self._shape.empty(box)
        for band in range(box.top - box.top % self._band_rows, box.bottom, self._band_rows):
            for left in range(box.left - box.left % TILE_SIDE, box.right, TILE_SIDE):
                tile = Box(band, left, band + self._band_rows, left + TILE_SIDE)
                self._copy(tile.clipped(self._shape.height, self._shape.width), box, samples)
        return samples

    def close(self) -> None:
        with suppress(OSError):  # a full disk makes the last flush fail once more
            self._file.close()

    def _write_band(self) -> None:
        band, self._waiting_rows = self._band[: self._waiting_rows], 0
        try:
            for left in range(0, self._shape.width, TILE_SIDE):
                self._file.write(np.ascontiguousarray(band[:, left : left + TILE_SIDE]).data)
            self._file.flush()
        except OSError as error:
            raise DestinationNotWritable(f"{self._folder} cannot take the scratch file: {error.strerror}") from error

    def _copy(self, tile: Box, box: Box, samples: Samples) -> None:
        """The part of `box` that lies in this tile, read as whole rows of the tile."""
        wanted = Box(max(tile.top, box.top), max(tile.left, box.left), min(tile.bottom, box.bottom), tile.right)
        wanted = Box(wanted.top, wanted.left, wanted.bottom, min(tile.right, box.right))
        tile_start = tile.top * self._row_bytes + tile.height * tile.left * self._pixel_bytes
        tile_row = tile.width * self._pixel_bytes
        start = tile_start + (wanted.top - tile.top) * tile_row
        found = read_at(self._file, start, wanted.height * tile_row, self._lock)
        rows = np.frombuffer(found, self._shape.dtype).reshape(wanted.height, tile.width, self._shape.planes)
        samples[wanted.inside(box)] = rows[:, wanted.left - tile.left : wanted.right - tile.left]


class ScratchSource(Source):
    """A picture that was unpacked into a scratch file, and is turned upright as it is read."""

    def __init__(
        self, path: Path, stored: Shape, metadata: Metadata, scratch: Scratch, orientation: Orientation = UPRIGHT
    ) -> None:
        super().__init__(path, stored.turned(orientation.swapped), metadata)
        self._scratch, self._orientation = scratch, orientation

    def region(self, box: Box) -> Samples:
        stored = self._orientation.stored_box(box, self.shape.height, self.shape.width)
        return self._orientation.upright(self._scratch.read(stored))

    def close(self) -> None:
        self._scratch.close()


def scratch_file(folder: Path, size: int) -> IO[bytes]:
    """A nameless file in that folder, if there is room for so many bytes."""
    try:
        free = shutil.disk_usage(folder).free
        if free < size + SPARE_BYTES:
            needed = f"{size / 1e6:.0f} MB are needed, {free / 1e6:.0f} MB are free"
            raise DestinationNotWritable(f"{folder} has no room for the scratch file: {needed}")
        return tempfile.TemporaryFile(dir=folder, prefix="patina-")
    except OSError as error:
        raise DestinationNotWritable(f"{folder} cannot take a scratch file: {error.strerror}") from error
