"""Decoding the strips and tiles of a TIFF file."""

from __future__ import annotations

import os
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.files.original import Original
from engine.files.streams import WholeReader
from engine.files.tiff_layout import DEFLATE, LZW, NONE, OLD_DEFLATE, PACKBITS, TiffLayout
from engine.files.vips import decoded_rows
from engine.in_order import in_order
from engine.pixels import Box, Samples
from engine.priority import give_way

WHOLE_STRIP_BYTES = 16 * 2**20  # of a strip that is decoded at once; longer ones are streamed
WHOLE_RARE_STRIP_BYTES = 512 * 2**20  # the same, where there is no way to stream
MOST_PACKED_BYTES = 10**9  # of a strip that libtiff unpacks: it keeps the packed bytes, one and a half times over
BAND_BYTES = 8 * 2**20
CHECKING = 8  # threads at most
CHUNK = 2**18
REVERSED_BITS = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))

Raw = NDArray[Any]  # (rows, width, planes that lie together), in the file's byte order or ours


def segment(original: Original, layout: TiffLayout, down: int, across: int) -> Samples:
    """A tile or strip with all its planes, as samples; cut to the picture."""
    planes = range(layout.samples if layout.planar else 1)
    rows = layout.rows(down)
    parts = [_decoded(original, layout, layout.number(plane, down, across), rows) for plane in planes]
    raw = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=2)
    box = layout.box(down, across)
    return samples_of(raw[: box.height, : box.width], layout)


def plain_box(original: Original, layout: TiffLayout, box: Box) -> Samples:
    """A box of a file with uncompressed strips, read where it lies."""
    planes = layout.samples if layout.planar else 1
    raw = np.empty((box.height, box.width, layout.samples), _dtype(layout))
    for plane in range(planes):
        for row in range(box.top, box.bottom):
            number = layout.number(plane, row // layout.segment_height, 0)
            start = row % layout.segment_height * layout.shape.width + box.left
            place = int(layout.offsets[number]) + start * layout.pixel_bytes
            found = _bits_in_order(original.at(place, box.width * layout.pixel_bytes), layout)
            line = np.frombuffer(found, raw.dtype).reshape(box.width, layout.planes_together)
            raw[row - box.top, :, plane : plane + layout.planes_together] = line
    return samples_of(raw, layout)


def rows_of(original: Original, layout: TiffLayout) -> Iterator[Samples]:
    """Bands of rows of a striped file, from top to bottom, in bounded memory."""
    longest = layout.rows(0) * layout.shape.width * layout.samples * layout.shape.dtype.itemsize
    streamable = layout.compression in (NONE, DEFLATE, OLD_DEFLATE)
    rare = not streamable and (layout.planar or layout.samples != layout.shape.planes or layout.bits_reversed)
    if longest <= (WHOLE_RARE_STRIP_BYTES if rare else WHOLE_STRIP_BYTES):
        for down in range(layout.down):
            yield segment(original, layout, down, 0)
    elif streamable:
        yield from _streamed(original, layout)
    elif rare or int(layout.counts.max()) > MOST_PACKED_BYTES:
        raise original.refused("is packed in one long piece that is too large: it would have to lie in memory as a whole")
    else:
        yield from _by_libvips(original, layout)


def check_tiles(original: Original, layout: TiffLayout) -> None:
    """Unpack each tile, on several processors at once: whoever has painted the picture waits for nothing else."""

    def check(down: int) -> None:
        for plane in range(layout.samples if layout.planar else 1):
            for across in range(layout.across):
                _content(original, layout, layout.number(plane, down, across), layout.rows(down))

    threads = min(os.cpu_count() or 1, CHECKING)
    with ThreadPoolExecutor(threads, "checking", give_way) as crew:
        deque(in_order(check, range(layout.down), crew, 2 * threads), maxlen=0)


def samples_of(raw: Raw, layout: TiffLayout) -> Samples:
    """The samples that are read: black is 0, colours are not multiplied with alpha, no further channels."""
    shape = layout.shape
    samples = raw[:, :, : shape.planes].astype(shape.dtype)  # a copy, in our byte order
    if layout.white_is_zero:
        samples[:, :, : shape.channels] = np.iinfo(shape.dtype).max - samples[:, :, : shape.channels]
    return _divided(samples) if layout.premultiplied else samples


def _divided(samples: Samples) -> Samples:
    """Colours that were multiplied with alpha, as they were before; where alpha is 0 nothing is left of them."""
    most = np.iinfo(samples.dtype).max
    alpha = samples[:, :, -1:].astype(np.float32)
    colours = samples[:, :, :-1].astype(np.float32) * (most / np.maximum(alpha, 1))
    samples[:, :, :-1] = np.minimum(np.rint(colours), most)
    return samples


def _decoded(original: Original, layout: TiffLayout, number: int, rows: int) -> Raw:
    raw = np.frombuffer(_content(original, layout, number, rows), _dtype(layout))
    return _summed(raw.reshape(rows, layout.segment_width, layout.planes_together), layout)


def _content(original: Original, layout: TiffLayout, number: int, rows: int) -> memoryview:
    """What a segment holds, unpacked and complete; of samples that were stored as differences, those."""
    size = rows * layout.segment_width * layout.pixel_bytes
    most = size if layout.compression == NONE else 2 * size + 2**16  # no codec makes anything so much longer
    packed = original.at(int(layout.offsets[number]), min(most, int(layout.counts[number])))
    try:
        content = _unpacked(_bits_in_order(packed, layout), layout.compression, size)
    except (RuntimeError, ValueError, zlib.error) as error:  # all of imagecodecs' errors are RuntimeErrors
        raise original.damaged("a piece of its picture cannot be unpacked") from error
    if len(content) < size:
        raise original.damaged("a piece of its picture is too short")
    return memoryview(content)[:size]


def _unpacked(packed: bytes, compression: int, size: int) -> bytes:
    """At most about `size` bytes, whatever the segment claims."""
    if compression == NONE:
        return packed
    if compression == LZW:
        return cast(bytes, imagecodecs.lzw_decode(packed, out=size))
    if compression == PACKBITS:
        return _packbits(packed, size)
    try:
        return cast(bytes, imagecodecs.deflate_decode(packed, out=size))
    except RuntimeError:  # perhaps only longer than it has to be: some writers fill up the last strip
        longer = zlib.decompressobj().decompress(packed, size + 1)
        return longer if len(longer) > size else b""


def _packbits(packed: bytes, size: int) -> bytes:
    try:
        return cast(bytes, imagecodecs.packbits_decode(packed, out=size))
    except RuntimeError:  # perhaps only longer, as above
        if len(packed) * 64 > 4 * size + 2**16:
            raise
        return cast(bytes, imagecodecs.packbits_decode(packed))


def _streamed(original: Original, layout: TiffLayout) -> Iterator[Samples]:
    """Long strips, a few rows of all their planes at a time."""
    row_bytes = layout.shape.width * layout.pixel_bytes
    step = max(1, BAND_BYTES // row_bytes)
    planes = range(layout.samples if layout.planar else 1)
    for down in range(layout.down):
        streams = [_Stream(original, layout, layout.number(plane, down, 0)) for plane in planes]
        for top in range(0, layout.rows(down), step):
            rows = min(step, layout.rows(down) - top)
            parts = [np.frombuffer(stream.read(rows * row_bytes), _dtype(layout)) for stream in streams]
            parts = [part.reshape(rows, layout.shape.width, layout.planes_together) for part in parts]
            raw = _summed(parts[0] if len(parts) == 1 else np.concatenate(parts, axis=2), layout)
            yield samples_of(raw, layout)
        for stream in streams:
            stream.check_end()


class _Stream:
    """The content of one strip, from its beginning to its end."""

    def __init__(self, original: Original, layout: TiffLayout, number: int) -> None:
        self._original, self._layout = original, layout
        self._place, self._left = int(layout.offsets[number]), int(layout.counts[number])
        self._inflater: Any = None if layout.compression == NONE else zlib.decompressobj()
        self._waiting: bytes = b""

    def read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0:
            if not self._waiting:
                self._waiting = self._chunk()
            if self._inflater is None:
                part, self._waiting = self._waiting[:size], self._waiting[size:]
            else:
                part = self._inflated(size)
                if not part and self._inflater.eof:
                    raise self._original.damaged("a piece of its picture is too short")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def check_end(self) -> None:
        """Read on to the checksum. A strip that is longer than it has to be is none the worse for it."""
        while self._inflater is not None and not self._inflater.eof:
            self._waiting = self._waiting or self._chunk()
            if self._inflated(1):
                return

    def _inflated(self, size: int) -> bytes:
        try:
            part: bytes = self._inflater.decompress(self._waiting, size)
        except zlib.error as error:
            raise self._original.damaged("a piece of its picture cannot be unpacked") from error
        self._waiting = self._inflater.unconsumed_tail
        return part

    def _chunk(self) -> bytes:
        size = min(CHUNK, self._left)
        if size == 0:
            raise self._original.damaged("a piece of its picture is too short")
        chunk = self._original.at(self._place, size)
        self._place, self._left = self._place + size, self._left - size
        return _bits_in_order(chunk, self._layout)


def _by_libvips(original: Original, layout: TiffLayout) -> Iterator[Samples]:
    """Long LZW and PackBits strips, row by row; libvips also makes black 0, and divides colours by alpha.

    (`unlimited`, since libtiff would not take more than 50 MB for what it reads.)
    """
    yield from decoded_rows("tiffload_source", original, WholeReader(original), layout.shape, unlimited=True)


def _summed(raw: Raw, layout: TiffLayout) -> Raw:
    """Undo predictor 2: each sample was stored as its difference from the one to the left."""
    return imagecodecs.delta_decode(raw, axis=1) if layout.differences else raw


def _bits_in_order(content: bytes, layout: TiffLayout) -> bytes:
    """With the highest bit of each byte first."""
    return content.translate(REVERSED_BITS) if layout.bits_reversed else content


def _dtype(layout: TiffLayout) -> np.dtype[Any]:
    return np.dtype(f"{layout.order}u{layout.shape.dtype.itemsize}")
