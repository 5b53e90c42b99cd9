"""The start of a plain TIFF: everything but its pixels, which follow uncompressed."""

from __future__ import annotations

import sys

import numpy as np

from engine.files.directories import LONG, LONG8, SHORT, Entry, directory_bytes, header, numbers
from engine.files.source import Shape

ROWS = 16
START = 16
MOST_CLASSIC_BYTES = 2**32 - 2**26


def plain_tiff_start(shape: Shape) -> bytes:
    order = "<" if sys.byteorder == "little" else ">"
    row = shape.width * shape.planes * shape.dtype.itemsize
    big = shape.height * row > MOST_CLASSIC_BYTES
    strips = -(-shape.height // ROWS)
    counts = np.full(strips, ROWS * row, np.int64)
    counts[-1] = (shape.height - (strips - 1) * ROWS) * row

    def directory(pixels: int) -> bytes:
        entries: list[Entry] = [
            numbers(256, LONG, order, [shape.width]),
            numbers(257, LONG, order, [shape.height]),
            numbers(258, SHORT, order, [shape.bits] * shape.planes),
            numbers(259, SHORT, order, [1]),
            numbers(262, SHORT, order, [2 if shape.channels == 3 else 1]),
            numbers(273, LONG8 if big else LONG, order, pixels + np.cumsum(counts) - counts),
            numbers(277, SHORT, order, [shape.planes]),
            numbers(278, LONG, order, [ROWS]),
            numbers(279, LONG, order, counts),
        ]
        return directory_bytes(entries, START, order, big)

    size = START + len(directory(0))
    return header(order, big, START).ljust(START, b"\0") + directory(size)
