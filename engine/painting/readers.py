"""Readers: functions that give boxes of a picture, which may reach outside it or be larger than it was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.pixels import Box, Pixels, Samples
from engine.stage import Marks

Mirrored = TypeVar("Mirrored", Pixels, Marks, Samples, NDArray[np.int8])
ENLARGING = 2  # working pixels that bicubic enlargement needs on each side

Reader = Callable[[Box], Pixels]
"""Reads a box of the picture; outside the picture it is mirrored."""

MarksReader = Callable[[Box], Marks]
"""Reads a box of a survey, at its working scale."""

Keeper = Callable[[int, int, int, MarksReader], MarksReader]
"""Surveys a picture, by a function that surveys a box of it, and keeps the marks for reading.

It is told the height and width of the marks, and how many pixels of the picture, along one side, stand for one of them.
"""


def kept_in_memory(height: int, width: int, shrink: int, survey: MarksReader) -> MarksReader:
    """Surveys at once: for small pictures, without files. See surveys.Surveys for large ones."""
    whole = Box(0, 0, height, width)
    marks = survey(whole)
    return lambda box: marks[box.inside(whole)]


def read_from(picture: Mirrored) -> Callable[[Box], Mirrored]:
    """A reader of a picture in memory, mirrored outside it."""
    height, width = picture.shape[:2]
    return mirrored(lambda box: picture[box.inside(Box(0, 0, height, width))], height, width)


def enlarged(read: Callable[[Box], Mirrored], box: Box, factor: int) -> Mirrored:
    """A box of a picture `factor` times as large as the one that `read` reads (mirrored outside it), bicubic."""
    if factor == 1:
        return read(box)
    around = box.reduced(factor).grown(ENLARGING)
    return larger(read(around), factor)[box.inside(around.enlarged(factor))]


def strongest(marks: Marks, factor: int) -> Marks:
    """Marks of the picture made smaller by `factor`: of each square the strongest."""
    rows, columns = (np.arange(0, side, factor) for side in marks.shape[:2])
    return np.maximum.reduceat(np.maximum.reduceat(marks, rows, axis=0), columns, axis=1)


def larger(pixels: Mirrored, factor: int) -> Mirrored:
    """(H, W, C), all of it `factor` times as large, bicubic; the outermost pixels guess at what lies beyond."""
    if factor == 1:
        return pixels
    height, width, channels = pixels.shape
    large = cv2.resize(pixels, (width * factor, height * factor), interpolation=cv2.INTER_CUBIC)
    return large.reshape(height * factor, width * factor, channels)  # pyright: ignore[reportReturnType]


def on_grid(box: Box, step: int) -> Box:
    """The smallest box round it whose edges are multiples of `step`."""
    return Box(box.top // step * step, box.left // step * step, -(-box.bottom // step) * step, -(-box.right // step) * step)


def mirrored(inside: Callable[[Box], Mirrored], height: int, width: int) -> Callable[[Box], Mirrored]:
    """A reader that may be asked for boxes that reach outside the picture: there it is reflected at its edge pixels."""

    def read(box: Box) -> Mirrored:
        part = box.clipped(height, width)
        if part == box:
            return inside(box)
        above, left, below, right = part.top - box.top, part.left - box.left, box.bottom - part.bottom, box.right - part.right
        if max(above, below) < part.height and max(left, right) < part.width:
            pixels = inside(part)
            framed = cv2.copyMakeBorder(pixels, above, below, left, right, cv2.BORDER_REFLECT_101)
            return framed.reshape(box.height, box.width, *pixels.shape[2:])  # pyright: ignore[reportReturnType]
        return further(box)

    def further(box: Box) -> Mirrored:
        """Of which there is more outside than in the picture, or nothing inside: slower."""
        rows, columns = reflected(np.arange(box.top, box.bottom), height), reflected(np.arange(box.left, box.right), width)
        near = Box(int(rows.min()), int(columns.min()), int(rows.max()) + 1, int(columns.max()) + 1)
        return inside(near)[rows - near.top][:, columns - near.left]

    return read


def reflected(places: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """Rows or columns, also outside the picture, folded back into 0 to length - 1 as often as needed."""
    if length == 1:
        return np.zeros_like(places)
    folded = places % (2 * (length - 1))
    return np.minimum(folded, 2 * (length - 1) - folded)
