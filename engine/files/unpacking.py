"""Unpacking a picture that is only read from top to bottom into a scratch file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from engine.files.orientation import Orientation
from engine.files.original import Original
from engine.files.scratch import Scratch, ScratchSource
from engine.files.source import Metadata, Shape
from engine.pixels import Samples


def unpacked(
    path: Path, stored: Shape, rows: Iterable[Samples], metadata: Metadata, orientation: Orientation, folder: Path
) -> ScratchSource:
    """Take all rows, so that a damaged picture is known as such before anybody works on it."""
    scratch = Scratch(folder, stored)
    try:
        for band in rows:
            scratch.append(band)
        scratch.complete()
    except BaseException:
        scratch.close()
        raise
    return ScratchSource(path, stored, metadata, scratch, orientation)


def check_shape(original: Original, found: Shape, wanted: Shape) -> None:
    if found != wanted:
        raise original.damaged(f"it has the shape {_words(found)} instead of {_words(wanted)}")


def _words(shape: Shape) -> str:
    colours = ("grey" if shape.channels == 1 else "RGB") + (" with alpha" if shape.alpha else "")
    return f"{shape.width} x {shape.height}, {colours}, {shape.bits} bits"
