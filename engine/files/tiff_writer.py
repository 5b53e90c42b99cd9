"""Writing TIFF and BigTIFF: tiles with Deflate and predictor, one row of tiles after the other."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import imagecodecs

from engine.files.directories import BYTE, LONG, LONG8, SHORT, UNDEFINED, Entry, Order, header, numbers
from engine.files.exif import ICC, IPTC, XMP, appended, resolution
from engine.files.output import Output
from engine.files.plain_tiff import MOST_CLASSIC_BYTES
from engine.image_format import Sink
from engine.metadata import exif_for, fitting_profile
from engine.pixels import Box, Samples
from engine.source import Metadata, Shape

TILE_SIDE = 256
MOST_BAND_BYTES = 32 * 2**20  # of the rows of one row of tiles; very wide pictures get lower tiles
LEVEL = 6  # libdeflate's; higher ones gain next to nothing on scans
DEFLATE = 8


class TiffSink(Sink):
    """Writes the header, then tiles as rows come in, then the directories; the header learns their place at the end.

    All that goes along is put in its directory while writing, so no second program has to open the file again.
    """

    def __init__(self, path: Path, shape: Shape, metadata: Metadata) -> None:
        self._shape, self._metadata = shape, metadata
        self._profile, self._lost = fitting_profile(metadata, shape)
        self._exif = exif_for(metadata, shape)
        raw = shape.height * shape.width * shape.planes * shape.dtype.itemsize
        self.big = raw + len(metadata.exif or b"") + len(metadata.xmp or b"") > MOST_CLASSIC_BYTES
        self._offsets: list[int] = []
        self._counts: list[int] = []
        across = -(-shape.width // TILE_SIDE) * TILE_SIDE
        row_bytes = across * shape.planes * shape.dtype.itemsize
        self._tile_rows = max(16, min(TILE_SIDE, MOST_BAND_BYTES // row_bytes // 16 * 16))
        self._band = shape.empty(Box(0, 0, self._tile_rows, across))
        self._band_rows = 0
        self._output = Output(path)
        self._output.put(self._start())

    def write(self, rows: Samples) -> None:
        while len(rows):
            part = rows[: self._tile_rows - self._band_rows]
            self._band[self._band_rows : self._band_rows + len(part), : self._shape.width] = part
            self._band_rows += len(part)
            rows = rows[len(part) :]
            if self._band_rows == self._tile_rows:
                self._write_band()

    def finish(self) -> tuple[str, ...]:
        if self._band_rows:
            self._write_band()
        self._output.put(b"\0" * (self._output.size % 2))
        directories, first = appended(self._exif, self._entries(), self._output.size, self.big)
        self._output.put(directories)
        self._output.replace_start(header(self._exif.order, self.big, first))
        self._output.close()
        return self._lost

    def abandon(self) -> None:
        self._output.abandon()

    def _start(self) -> bytes:
        """The header; behind it a camera's own note, which has to stay where it was."""
        start = header(self._exif.order, self.big, 0).ljust(16, b"\0")
        note = self._exif.maker_note
        return start if note is None or note.place is None else start.ljust(note.place, b"\0") + note.value

    def _write_band(self) -> None:
        self._band[self._band_rows :] = self._band[self._band_rows - 1]  # what is cut off again, but compresses well
        self._band[:, self._shape.width :] = self._band[:, self._shape.width - 1 : self._shape.width]
        for left in range(0, self._band.shape[1], TILE_SIDE):
            packed = _packed(self._band[:, left : left + TILE_SIDE], self._exif.order)
            self._offsets.append(self._output.size)
            self._counts.append(len(packed))
            self._output.put(packed)
        self._band_rows = 0

    def _entries(self) -> tuple[Entry, ...]:
        """What the directory says about the pixels, with the blocks that go along."""
        shape, order, place = self._shape, self._exif.order, LONG8 if self.big else LONG
        entries = [
            numbers(254, LONG, order, [0]),
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
            numbers(324, place, order, self._offsets),
            numbers(325, LONG, order, self._counts),
            *([numbers(338, SHORT, order, [2])] if shape.alpha else []),
            *resolution(order, self._metadata.dots_per_inch),
        ]
        for tag, kind, block in (
            (XMP, BYTE, self._metadata.xmp),
            (IPTC, UNDEFINED, self._metadata.iptc),
            (ICC, UNDEFINED, self._profile),
        ):
            entries += [Entry(tag, kind, block)] if block else []
        return tuple(entries)


def _packed(tile: Samples, order: Order) -> bytes:
    differences = tile.copy()
    differences[:, 1:] -= tile[:, :-1]
    content = differences.astype(tile.dtype.newbyteorder(order)).tobytes()
    return cast(bytes, imagecodecs.deflate_encode(content, level=LEVEL))
