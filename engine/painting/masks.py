"""Masks: what a survey has marked, as pictures that people can look at and edit, and that are used again.

A mask is a grey PNG as large as its picture: white is what is to be repaired. What people save instead may be of any kind
that is read, of that size.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import numpy as np

from engine.errors import MaskInvalid, UnreadablePicture
from engine.files.destination import draft_of
from engine.files.recognising import format_named, format_of
from engine.files.source import Metadata, Shape, Source
from engine.painting.readers import Keeper, MarksReader
from engine.pixels import Box
from engine.provenance import sha256_of
from engine.stage import Marks

SUFFIX = ".png"
BAND = 256  # rows that are written at a time


def mask_path(folder: Path, result: Path) -> Path:
    """Where the mask of a result (a relative path) lies: letter.tif.png, since letter.jpg may be another picture."""
    return folder / result.with_name(result.name + SUFFIX)


class Masks:
    """A keeper of surveys for one picture: uses the mask that is there, else lets another keeper survey, and writes the mask.

    A context manager; leaving it closes the mask that was read. Raises MaskInvalid for one that cannot be used. Without a path
    nothing is read or written.
    """

    def __init__(self, path: Path | None, picture: Shape, scratch: Path, keep: Keeper) -> None:
        self._path, self._height, self._width = path, picture.height, picture.width
        self._scratch, self._keep = scratch, keep
        self._open = ExitStack()
        self.sha256 = ""
        """Of the mask that was used; empty as long as none was."""

    def keep(self, height: int, width: int, shrink: int, survey: MarksReader) -> MarksReader:
        """See readers.Keeper."""
        if self._path is not None and self._path.exists():
            return self._given(self._path, shrink)
        marks = self._keep(height, width, shrink, survey)
        if self._path is not None:
            self.sha256 = self._written(self._path, marks, shrink)
        return marks

    def __enter__(self) -> Masks:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _given(self, path: Path, shrink: int) -> MarksReader:
        try:
            self.sha256 = sha256_of(path)
            source = self._open.enter_context(format_of(path).open(path, self._scratch))
        except UnreadablePicture as error:
            raise MaskInvalid(f"the mask {path} cannot be read: {error}") from error
        found = source.shape
        if (found.height, found.width) != (self._height, self._width):
            sizes = f"{found.width} × {found.height} px, the picture {self._width} × {self._height}"
            raise MaskInvalid(f"the mask {path} has {sizes}")
        return lambda box: _marks(source, box, shrink)

    def _written(self, path: Path, marks: MarksReader, shrink: int) -> str:
        """All marks, as large as the picture; the SHA-256 of what was written, whatever somebody makes of it from then on.

        What somebody has drawn there meanwhile stays; the next call sees that it is not what was used.
        """
        png = format_named(SUFFIX)
        assert png is not None
        shape = Shape(self._height, self._width, 1, False, 8)
        with draft_of(path) as draft:
            draft.path.unlink(missing_ok=True)  # of a run that was killed
            sink = png.create(draft.path, shape, Metadata(), self._scratch)
            try:
                for top in range(0, self._height, BAND * shrink):
                    bottom = min(top + BAND * shrink, self._height)
                    rows = marks(Box(top // shrink, 0, -(-bottom // shrink), -(-self._width // shrink)))
                    large = rows.repeat(shrink, axis=0).repeat(shrink, axis=1)
                    sink.write(large[: bottom - top, : self._width])
                sink.finish()
            finally:
                sink.abandon()
            png.check(draft.path, shape)
            sha256 = sha256_of(draft.path)
            draft.publish_if_free()
        return sha256


def _marks(source: Source, box: Box, shrink: int) -> Marks:
    """A box at the working scale: each pixel the strongest of those it stands for, of any colour."""
    large = box.enlarged(shrink)
    inside = large.clipped(source.shape.height, source.shape.width)
    samples = source.region(inside)[..., : source.shape.channels].max(axis=2)
    marks = (samples // 257 if source.shape.bits == 16 else samples).astype(np.uint8)
    marks = np.pad(marks, ((0, large.bottom - inside.bottom), (0, large.right - inside.right)))
    return marks.reshape(box.height, shrink, box.width, shrink).max(axis=(1, 3))[..., None]
