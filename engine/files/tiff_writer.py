"""Writing TIFF and BigTIFF: tiles with Deflate and predictor, one row of tiles after the other; as pyramids, if wanted."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from engine.files.directories import BYTE, UNDEFINED, Entry, directory_bytes, header
from engine.files.exif import ICC, IPTC, XMP, appended, resolution
from engine.files.halving import pyramid_shapes
from engine.files.metadata import exif_for, fitting_profile
from engine.files.output import Output
from engine.files.plain_tiff import MOST_CLASSIC_BYTES
from engine.files.sink import Sink
from engine.files.source import Metadata, Shape
from engine.files.tiled_level import TILE_SIDE, TiledLevel
from engine.pixels import Samples
from engine.priority import give_way

PACKING = 8  # threads at most
MOST_BAND_BYTES = 32 * 2**20  # of the rows of one row of tiles; very wide pictures get lower tiles


def shapes_written(shape: Shape, pyramid: bool) -> list[Shape]:
    """Of the picture and, for a pyramid, of its reduced copies: each half as large, until one fits into a tile."""
    return pyramid_shapes(shape, TILE_SIDE) if pyramid else [shape]


class TiffSink(Sink):
    """Writes the header, then tiles as rows come in, then the directories; the header learns their place at the end.

    All that goes along is put in its directory while writing, so no second program has to open the file again.

    Reduced copies follow the picture in the chain of directories, marked as such (NewSubfileType 1). SubIFDs (Adobe's TIFF
    technical note 1) would be the other way: OpenSlide's reader of plain TIFF does not look there (generic-tiff, 4.0), GDAL and
    iipsrv did not before they learnt to, and libvips writes the chain unless it is asked. Programs that know no pyramids see
    the picture, which comes first.
    """

    def __init__(self, path: Path, shape: Shape, metadata: Metadata, pyramid: bool = False) -> None:
        self._metadata = metadata
        self._profile, self._lost = fitting_profile(metadata, shape)
        self._exif = exif_for(metadata, shape)
        shapes = shapes_written(shape, pyramid)
        raw = sum(one.height * one.width for one in shapes) * shape.planes * shape.dtype.itemsize
        profiles = len(shapes) * len(self._profile or b"")
        self.big = raw + profiles + len(metadata.exif or b"") + len(metadata.xmp or b"") > MOST_CLASSIC_BYTES
        row_bytes = -(-shape.width // TILE_SIDE) * TILE_SIDE * shape.planes * shape.dtype.itemsize
        tile_rows = max(16, min(TILE_SIDE, MOST_BAND_BYTES // row_bytes // 16 * 16))
        self._output = Output(path)
        self._crew = ThreadPoolExecutor(min(os.cpu_count() or 1, PACKING), "packing", give_way)
        self._levels: list[TiledLevel] = []  # the smallest first
        for one in reversed(shapes):
            below = self._levels[-1] if self._levels else None
            self._levels.append(TiledLevel(one, tile_rows, self._exif.order, self._output, self._crew, below))
        self._picture = self._levels[-1]
        self._output.put(self._start())

    def write(self, rows: Samples) -> None:
        self._picture.write(rows)

    def finish(self) -> tuple[str, ...]:
        self._picture.finish()
        self._output.put(b"\0" * (self._output.size % 2))
        following = 0
        for level in self._levels[:-1]:  # each names the next smaller one
            place = self._output.size
            self._output.put(directory_bytes(self._reduced(level), place, self._exif.order, self.big, following))
            following = place
        directories, first = appended(self._exif, self._entries(), self._output.size, self.big, following)
        self._output.put(directories)
        self._output.replace_start(header(self._exif.order, self.big, first))
        self._output.close()
        self._crew.shutdown()
        return self._lost

    def abandon(self) -> None:
        self._crew.shutdown()
        self._output.abandon()

    def _start(self) -> bytes:
        """The header; behind it a camera's own note, which has to stay where it was."""
        start = header(self._exif.order, self.big, 0).ljust(16, b"\0")
        note = self._exif.maker_note
        return start if note is None or note.place is None else start.ljust(note.place, b"\0") + note.value

    def _entries(self) -> tuple[Entry, ...]:
        """What the picture's directory says, with the blocks that go along."""
        entries = self._picture.entries(self.big, reduced=False)
        entries += resolution(self._exif.order, self._metadata.dots_per_inch)
        for tag, kind, block in (
            (XMP, BYTE, self._metadata.xmp),
            (IPTC, UNDEFINED, self._metadata.iptc),
            (ICC, UNDEFINED, self._profile),
        ):
            entries += [Entry(tag, kind, block)] if block else []
        return tuple(entries)

    def _reduced(self, level: TiledLevel) -> list[Entry]:
        """What a reduced copy's directory says: with the profile, for whoever shows the copy alone; as large on paper."""
        entries = level.entries(self.big, reduced=True)
        if dots := self._metadata.dots_per_inch:
            share = level.shape.width / self._picture.shape.width, level.shape.height / self._picture.shape.height
            entries += resolution(self._exif.order, (dots[0] * share[0], dots[1] * share[1]))
        return [*entries, Entry(ICC, UNDEFINED, self._profile)] if self._profile else entries
