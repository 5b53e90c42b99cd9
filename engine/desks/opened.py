"""Opened pictures: sources that stay open while somebody looks at them, with a pyramid of smaller copies; the file's, if
it has one."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.files.colour import ColourSpace
from engine.files.recognising import format_of
from engine.files.source import Source
from engine.messages.requests import TILE_SIDE
from engine.overview import shrunk, small_copy
from engine.pixels import Box, Pixels

KEPT = 4  # pictures that stay open
STORED = 12_000_000  # pixels of the largest copy that is kept in memory


class Opened:
    """One picture that is open for looking; it is opened when it is first asked for anything. Raises UnreadablePicture."""

    def __init__(self, path: Path, scratch: Path) -> None:
        self._path, self._scratch = path, scratch
        self._lock = threading.RLock()

    @property
    def source(self) -> Source:
        with self._lock:  # several threads want the same picture: it is opened once
            return self._source

    @cached_property
    def _source(self) -> Source:
        return format_of(self._path).open(self._path, self._scratch)

    @cached_property
    def space(self) -> ColourSpace:
        return ColourSpace.of(self.source)

    def close(self) -> None:
        with self._lock:
            if "_source" in self.__dict__:
                self._source.close()

    @property
    def height(self) -> int:
        return self.source.shape.height

    @property
    def width(self) -> int:
        return self.source.shape.width

    @property
    def levels(self) -> int:
        """Levels of the pyramid: at the last the picture fits into one tile."""
        longest, levels = max(self.height, self.width), 1
        while longest > TILE_SIDE:
            longest, levels = -(-longest // 2), levels + 1
        return levels

    def read(self, box: Box) -> Pixels:
        return self.space.to_pixels(self.source.region(box))

    def _read_small(self, box: Box, level: int) -> Pixels:
        """A box of the picture shrunk by 2 ** level: from a copy that lies in the file, or else from the picture itself."""
        if reduced := self.source.reduced(level):
            return self.space.to_pixels(reduced.region(box))
        factor = 2**level
        return shrunk(self.read(box.enlarged(factor).clipped(self.height, self.width)), factor)

    @cached_property
    def small(self) -> Pixels:
        """As stages see the whole picture; see overview.py."""
        return small_copy(self.height, self.width, self.read)

    def tile(self, level: int, row: int, column: int) -> NDArray[np.uint8]:
        """(h, w, 3): a tile of the picture shrunk by 2 ** level. Raises ValueError outside the picture."""
        side, factor = TILE_SIDE, 2**level
        whole = Box(0, 0, -(-self.height // factor), -(-self.width // factor))
        box = Box(row * side, column * side, (row + 1) * side, (column + 1) * side).clipped(whole.height, whole.width)
        if level < 0 or box.height <= 0 or box.width <= 0:
            raise ValueError(f"there is no tile {row}, {column} on level {level}")
        stored, copy = self._stored
        if level >= stored:
            further = 2 ** (level - stored)
            part = box.enlarged(further).clipped(*copy.shape[:2])
            return shrunk_bytes(copy[part.top : part.bottom, part.left : part.right], further)
        return as_bytes(self._read_small(box, level))

    @property
    def _stored(self) -> tuple[int, NDArray[np.uint8]]:
        """The level of the largest copy that is kept in memory, and that copy; made at the first need."""
        with self._lock:
            return self._copy

    @cached_property
    def _copy(self) -> tuple[int, NDArray[np.uint8]]:
        level = 0
        while self.height * self.width > STORED * 4**level:
            level += 1
        factor = 2**level
        height, width = -(-self.height // factor), -(-self.width // factor)
        band = 256 if self.source.reduced(level) else max(1, 256 // factor)
        boxes = (Box(top, 0, min(top + band, height), width) for top in range(0, height, band))
        return level, np.concatenate([as_bytes(self._read_small(box, level)) for box in boxes])


class Album:
    """The pictures that are open. Calls may come from any thread."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[Path, int, int], Opened] = OrderedDict()
        self._used: dict[int, int] = {}

    @contextmanager
    def picture(self, path: Path) -> Generator[Opened]:
        """A picture for looking; a file that has changed since is opened anew."""
        key = _key(path)
        with self._lock:
            opened = self._open.pop(key, None) or Opened(path, self._scratch)
            self._open[key] = opened
            self._used[id(opened)] = self._used.get(id(opened), 0) + 1
            self._let_go()
        try:
            yield opened
        finally:
            with self._lock:
                self._used[id(opened)] -= 1
                self._let_go()

    def close(self) -> None:
        with self._lock:
            for opened in self._open.values():
                opened.close()
            self._open.clear()

    def _let_go(self) -> None:
        for key in list(self._open)[:-KEPT]:
            if not self._used.get(id(self._open[key])):
                opened = self._open.pop(key)
                self._used.pop(id(opened), None)
                opened.close()


def as_bytes(pixels: Pixels) -> NDArray[np.uint8]:
    """(h, w, 3) uint8 of (h, w, 1 or 3) in 0 to 1."""
    levels = np.rint(np.clip(pixels, 0, 1) * 255).astype(np.uint8)
    return np.repeat(levels, 3, axis=2) if levels.shape[2] == 1 else levels


def shrunk_bytes(copy: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    return copy if factor == 1 else as_bytes(shrunk(copy.astype(np.float32) / np.float32(255), factor))


def write_ppm(levels: NDArray[np.uint8], path: Path) -> None:
    """A portable pixmap (Netpbm, P6): what every viewer reads, without any work for either side."""
    height, width = levels.shape[:2]
    path.write_bytes(f"P6 {width} {height} 255\n".encode() + np.ascontiguousarray(levels).tobytes())


def _key(path: Path) -> tuple[Path, int, int]:
    try:
        status = path.stat()
    except OSError:
        return path, 0, 0  # opening it says what is wrong
    return path, status.st_size, status.st_mtime_ns
