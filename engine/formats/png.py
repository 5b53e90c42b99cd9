"""PNG: 8 or 16 bits, grey or RGB, with or without alpha."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.files.image_format import ImageFormat
from engine.files.metadata import embedded_exif, fitting_profile
from engine.files.original import Original
from engine.files.output import Output
from engine.files.png_chunks import SIGNATURE, Chunks, chunk, chunks_of, metadata_chunks
from engine.files.sink import Sink
from engine.files.source import Metadata, Shape, Source
from engine.files.streams import PieceReader
from engine.files.unpacking import check_shape, unpacked
from engine.files.vips import decoded_rows
from engine.pixels import Samples

# By PNG's number for the kind of colour: channels and alpha; bits.
COLOURS: dict[int, tuple[Literal[1, 3], bool]] = {
    0: (1, False), 2: (3, False), 3: (3, False), 4: (1, True), 6: (3, True)
}  # fmt: skip
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
MOST_INTERLACED_BYTES = 2 * 10**9  # interlaced pictures are decoded in memory
BAND_BYTES = 4 * 2**20


class Png(ImageFormat):
    title = "PNG"
    suffixes = (".png",)

    def recognises(self, start: bytes) -> bool:
        return start.startswith(SIGNATURE)

    def shape(self, path: Path) -> Shape:
        original = Original(path)
        try:
            chunks = chunks_of(original)
            shape = _shape(original, chunks)
            return shape.turned(chunks.found.understood(shape)[1].swapped)
        finally:
            original.close()

    def open(self, path: Path, scratch_folder: Path) -> Source:
        original = Original(path)
        try:
            chunks = chunks_of(original)
            shape = _shape(original, chunks)
            metadata, orientation = chunks.found.understood(shape)
            rows = decoded_rows("pngload_source", original, PieceReader(original, chunks.pixels), shape)
            return unpacked(path, shape, rows, metadata, orientation, scratch_folder)
        finally:
            original.close()

    def create(self, path: Path, shape: Shape, metadata: Metadata, scratch_folder: Path) -> Sink:
        return PngSink(path, shape, metadata)

    def check(self, path: Path, shape: Shape) -> None:
        original = Original(path)
        try:
            chunks = chunks_of(original)
            check_shape(original, _shape(original, chunks), shape)
            for _ in decoded_rows("pngload_source", original, PieceReader(original, chunks.pixels), shape):
                pass
        finally:
            original.close()


class PngSink(Sink):
    """Filters and compresses the rows as they come.

    Deflate looks for runs only: in what the filters leave of a photograph there is nothing else to be found, and
    searching (level 6) was measured to take five times as long for a larger file.
    """

    def __init__(self, path: Path, shape: Shape, metadata: Metadata) -> None:
        self._shape = shape
        profile, self._lost = fitting_profile(metadata, shape)
        if metadata.iptc:
            self._lost += ("The IPTC block is left out: PNG has no place for it.",)
        self._deflater = zlib.compressobj(strategy=zlib.Z_RLE)
        self._above = np.zeros((1, shape.width * shape.planes * shape.dtype.itemsize), np.uint8)
        colour = {(1, False): 0, (3, False): 2, (1, True): 4, (3, True): 6}[shape.channels, shape.alpha]
        size = shape.width.to_bytes(4, "big") + shape.height.to_bytes(4, "big")
        start = SIGNATURE + chunk(b"IHDR", size + bytes([shape.bits, colour, 0, 0, 0]))
        exif = embedded_exif(metadata, shape)
        self._head = start + metadata_chunks(exif, metadata.xmp, profile, metadata.dots_per_inch)
        self._output = Output(path)

    def write(self, rows: Samples) -> None:
        step = max(1, BAND_BYTES // self._above.shape[1])
        for top in range(0, len(rows), step):
            band = rows[top : top + step].astype(f">u{self._shape.dtype.itemsize}")
            content = np.frombuffer(band.tobytes(), np.uint8).reshape(len(band), -1)
            distance = self._shape.planes * self._shape.dtype.itemsize
            filtered = _filtered(content, np.concatenate([self._above, content[:-1]]), distance)
            self._put_pixels(self._deflater.compress(filtered.data))
            self._above = content[-1:].copy()

    def finish(self) -> tuple[str, ...]:
        self._put_pixels(self._deflater.flush())
        self._output.put(chunk(b"IEND", b""))
        self._output.close()
        return self._lost

    def abandon(self) -> None:
        self._output.abandon()

    def _put_pixels(self, content: bytes) -> None:
        if content:
            self._output.put(self._head + chunk(b"IDAT", content))
            self._head = b""


def _filtered(rows: NDArray[np.uint8], above: NDArray[np.uint8], distance: int) -> NDArray[np.uint8]:
    """Each row by the filter (its number comes first) whose differences are smallest, as the PNG standard advises."""
    left = np.zeros_like(rows)
    left[:, distance:] = rows[:, :-distance]
    between = (left & above) + ((left ^ above) >> 1)  # their mean, without leaving 8 bits
    best = np.empty((len(rows), rows.shape[1] + 1), np.uint8)
    least = np.full(len(rows), np.iinfo(np.int64).max)
    for number, foreseen in ((1, left), (2, above), (3, between)):
        difference = rows - foreseen
        weight = np.minimum(difference, -difference).sum(axis=1, dtype=np.int64)
        better = weight < least
        best[better, 0], best[better, 1:] = number, difference[better]
        least = np.minimum(least, weight)
    return best


def _shape(original: Original, chunks: Chunks) -> Shape:
    """The shape as decoded: palettes and few bits become 8 bits, transparent colours become alpha."""
    if chunks.bits not in DEPTHS.get(chunks.colour, ()):
        raise original.damaged(f"no PNG has {chunks.bits} bits in colour type {chunks.colour}")
    original.check_size(chunks.width, chunks.height)
    channels, alpha = COLOURS[chunks.colour]
    bits = 16 if chunks.bits == 16 else 8
    shape = Shape(chunks.height, chunks.width, channels, alpha or chunks.transparency, bits)
    if chunks.interlaced and shape.height * shape.width * shape.planes * shape.dtype.itemsize > MOST_INTERLACED_BYTES:
        raise original.refused("is an interlaced PNG that is too large: it would have to lie in memory as a whole")
    return shape
