"""JPEG: 8 bits, grey or RGB, without alpha."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from engine.errors import DestinationNotWritable
from engine.files.image_format import ImageFormat
from engine.files.jpeg_segments import KINDS, Segments, metadata_segments, segments_of
from engine.files.metadata import embedded_exif, fitting_profile
from engine.files.original import Original
from engine.files.output import Output
from engine.files.plain_tiff import plain_tiff_start
from engine.files.scratch import scratch_file
from engine.files.sink import Sink
from engine.files.source import Metadata, Shape, Source
from engine.files.streams import PieceReader
from engine.files.unpacking import check_shape, unpacked
from engine.files.vips import decoded_rows, encode_jpeg
from engine.pixels import Samples

QUALITY = 95
MOST_SIDE = 65_500  # of libjpeg
# Progressive files are decoded, and optimised ones encoded, from all coefficients at once: two bytes for each sample.
MOST_COEFFICIENT_BYTES = 2 * 10**9
MOST_SAMPLES_TO_OPTIMISE = 24 * 10**6


class Jpeg(ImageFormat):
    title = "JPEG"
    suffixes = (".jpg", ".jpeg", ".jpe")

    def recognises(self, start: bytes) -> bool:
        return start.startswith(b"\xff\xd8\xff")

    def shape(self, path: Path) -> Shape:
        original = Original(path)
        try:
            segments = segments_of(original)
            shape = _shape(original, segments)
            return shape.turned(segments.found.understood(shape)[1].swapped)
        finally:
            original.close()

    def open(self, path: Path, scratch_folder: Path) -> Source:
        original = Original(path)
        try:
            segments = segments_of(original)
            shape = _shape(original, segments)
            metadata, orientation = segments.found.understood(shape)
            rows = decoded_rows("jpegload_source", original, PieceReader(original, segments.pixels), shape)
            return unpacked(path, shape, rows, metadata, orientation, scratch_folder)
        finally:
            original.close()

    def create(self, path: Path, shape: Shape, metadata: Metadata, scratch_folder: Path) -> Sink:
        return JpegSink(path, shape, metadata, scratch_folder)

    def check(self, path: Path, shape: Shape) -> None:
        original = Original(path)
        try:
            segments = segments_of(original)
            check_shape(original, _shape(original, segments), shape)
            for _ in decoded_rows("jpegload_source", original, PieceReader(original, segments.pixels), shape):
                pass
        finally:
            original.close()

    def fitting(self, shape: Shape) -> Shape:
        return replace(shape, alpha=False, bits=8)


class JpegSink(Sink):
    """Keeps the rows in a scratch file, since libvips pulls pixels and cannot be pushed; encodes at the end.

    The scratch file is a plain TIFF: the bundled libvips takes no other lossless stream that is quick to write.
    """

    def __init__(self, path: Path, shape: Shape, metadata: Metadata, scratch_folder: Path) -> None:
        if shape.alpha or shape.bits != 8:
            raise ValueError("JPEG has no alpha and 8 bits: ask `fitting` first")
        if max(shape.height, shape.width) > MOST_SIDE:
            cause = f"A picture of {shape.width} x {shape.height} pixels is too large for JPEG"
            raise DestinationNotWritable(cause, "Choose TIFF or PNG.")
        self._shape, self._metadata, self._scratch_folder = shape, metadata, scratch_folder
        self._rows = scratch_file(scratch_folder, shape.height * shape.width * shape.planes)
        try:
            self._output = Output(path)
        except DestinationNotWritable:
            self._rows.close()
            raise
        self._keep(plain_tiff_start(shape))

    def write(self, rows: Samples) -> None:
        self._keep(rows.tobytes())

    def finish(self) -> tuple[str, ...]:
        profile, profile_lost = fitting_profile(self._metadata, self._shape)
        exif = embedded_exif(self._metadata, self._shape)
        start, lost = metadata_segments(exif, self._metadata.xmp, self._metadata.iptc, profile, self._metadata.dots_per_inch)
        optimise = self._shape.height * self._shape.width * self._shape.planes <= MOST_SAMPLES_TO_OPTIMISE
        with self._output.named_problems():
            self._rows.seek(0)
            encode_jpeg(self._rows, start, self._output.file, QUALITY, optimise)
        self._output.close()
        self.abandon()
        return profile_lost + lost

    def abandon(self) -> None:
        self._output.abandon()
        with suppress(OSError):  # a full disk makes the last flush fail once more
            self._rows.close()

    def _keep(self, content: bytes) -> None:
        try:
            self._rows.write(content)
        except OSError as error:
            cause = f"{self._scratch_folder} cannot take the scratch file: {error.strerror}"
            raise DestinationNotWritable(cause) from error


def _shape(original: Original, segments: Segments) -> Shape:
    """The shape as stored; refuses, in words, what is not read."""
    kind = KINDS.get(segments.frame - 0xC0)
    if segments.components == 4:
        raise original.refused("is a CMYK picture (JPEG for print): not read yet")
    if kind is None or kind == "lossless":
        raise original.refused("is a JPEG of a rare kind (lossless, hierarchical or arithmetic): not read yet")
    if segments.bits != 8:
        raise original.refused(f"is a JPEG with {segments.bits} bits: only those with 8 are read")
    if segments.components not in (1, 3):
        raise original.refused(f"is a JPEG with {segments.components} colour channels: only 1 and 3 are read")
    original.check_size(segments.width, segments.height)
    coefficients = segments.width * segments.height * segments.components
    if kind == "progressive" and 2 * coefficients > MOST_COEFFICIENT_BYTES:
        raise original.refused("is a progressive JPEG that is too large: it would have to lie in memory as a whole")
    return Shape(segments.height, segments.width, 1 if segments.components == 1 else 3, False, 8)
