"""Reduced copies of a picture that lie beside it in a TIFF: in the chain of directories, or in SubIFDs (Adobe, OME-TIFF)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import UnreadablePicture
from engine.files.directories import Block, Broken, Directory
from engine.files.halving import halved_shape
from engine.files.original import Original
from engine.files.tiff_layout import REDUCED, TiffLayout, directories_from, directory_layout

SUB_IFDS = 330
MOST_LEVELS = 32  # each is half as large: no picture has more


def levels_of(original: Original, block: Block, layout: TiffLayout) -> list[TiffLayout]:
    """The copies of the picture that can stand for it: each tiled, and exactly half as large (rounded up) as the one before.

    `layout` is the picture's. What cannot be read, or is of another size or kind, is no level: the picture is there in any
    case, and nothing but its being quick to look at depends on them.
    """
    levels: list[TiffLayout] = []
    wanted = halved_shape(layout.shape)
    for level in sorted(_copies(original, block), key=lambda level: -level.shape.width * level.shape.height):
        if level.shape == wanted:
            levels.append(level)
            wanted = halved_shape(wanted)
    return levels


def _copies(original: Original, block: Block) -> Iterator[TiffLayout]:
    try:
        for directory in _beside(block):
            if block.integer(directory, 254, 0) & REDUCED:
                try:
                    level = directory_layout(original, block, directory)
                except (UnreadablePicture, Broken):
                    continue
                if level.tiled:
                    yield level
    except Broken:
        return


def _beside(block: Block) -> Iterator[Directory]:
    picture, following = block.directory(block.first)
    yield from directories_from(block, following)
    if SUB_IFDS in picture:
        for place in block.integers(picture[SUB_IFDS])[:MOST_LEVELS].tolist():
            yield block.directory(place)[0]
