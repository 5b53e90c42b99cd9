"""Decoding and encoding with libvips, row by row, from and to files that we hold open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any, cast

import numpy as np
import pyvips

from engine.files.original import Original
from engine.files.source import Shape
from engine.files.streams import PieceReader, WholeReader
from engine.pixels import Samples

BAND_BYTES = 2 * 2**20  # more was measured to take more memory, and more time

pyvips.cache_set_max(0)  # libvips would keep the last hundred operations, with their pictures


def decoded_rows(
    loader: str, original: Original, reader: PieceReader | WholeReader, shape: Shape, **options: Any
) -> Iterator[Samples]:
    """Bands of rows from top to bottom. `loader` is a libvips operation such as "jpegload_source"."""
    source = pyvips.SourceCustom()
    source.on_read(reader.read)
    if isinstance(reader, WholeReader):
        source.on_seek(reader.seek)
    try:
        image = getattr(pyvips.Image, loader)(source, access="sequential", fail_on="warning", **options)
        if (image.height, image.width, image.bands) != (shape.height, shape.width, shape.planes):
            raise original.damaged("its pixels do not fit its header")
        if image.format != {8: "uchar", 16: "ushort"}[shape.bits]:
            raise original.damaged("its pixels do not fit its header")
        region = pyvips.Region.new(image)
        step = max(16, min(256, BAND_BYTES // (shape.width * shape.planes * shape.dtype.itemsize)) // 16 * 16)
        for top in range(0, shape.height, step):
            height = min(step, shape.height - top)
            rows = np.frombuffer(region.fetch(0, top, shape.width, height), shape.dtype)
            if reader.problem:
                raise reader.problem
            yield cast(Samples, rows.reshape(height, shape.width, shape.planes))
    except pyvips.Error as error:
        raise reader.problem or original.damaged(_cause(error)) from error


def encode_jpeg(tiff: IO[bytes], start: bytes, output: IO[bytes], quality: int, optimise: bool) -> None:
    """Encode the TIFF that an open file holds into `output`, which is to begin with `start`."""
    source, target = pyvips.SourceCustom(), pyvips.TargetCustom()
    feed, writer = _Feed(tiff), _Writer(start, output)
    source.on_read(feed.read)
    source.on_seek(feed.seek)
    target.on_write(writer.write)
    try:
        image = cast(Any, pyvips.Image).tiffload_source(source, access="sequential", fail_on="warning")
        image.jpegsave_target(target, Q=quality, subsample_mode="off", optimize_coding=optimise, keep="none")
    except pyvips.Error as error:
        raise feed.problem or writer.problem or RuntimeError(_cause(error)) from error
    if problem := feed.problem or writer.problem:
        raise problem


class _Feed:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.problem: OSError | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except OSError as problem:  # raised later: this is called from C
            self.problem = problem
            return b""

    def seek(self, offset: int, whence: int) -> int:
        return self._file.seek(offset, whence)


class _Writer:
    """Writes what libvips encodes, with our own segments after its first marker; its own are switched off."""

    def __init__(self, start: bytes, output: IO[bytes]) -> None:
        self._start, self._output = start, output
        self._head = b""
        self.problem: OSError | None = None

    def write(self, part: Any) -> int:
        size = len(part)
        if self.problem is None:
            try:
                self._put(bytes(part))
            except OSError as problem:
                self.problem = problem
        return size if self.problem is None else -1

    def _put(self, part: bytes) -> None:
        if self._start:
            self._head += part
            if len(self._head) < 2:
                return
            part, self._start = self._start + self._head[2:], b""
        self._output.write(part)


def _cause(error: pyvips.Error) -> str:
    """The last thing that libvips complains about, without the name of the part that does."""
    lines = [line.strip() for line in str(error.detail or error.message).splitlines() if line.strip()]
    return re.sub(r"^\w+: ", "", lines[-1]) if lines else "it cannot be decoded"
