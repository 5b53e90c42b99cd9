"""Half the size of a picture: how the levels of a pyramid are made, each of the one before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.files.source import Shape
from engine.pixels import Samples


def halved_shape(shape: Shape) -> Shape:
    """Of half the height and width, rounded up, as GDAL's overviews and the scale factors of the IIIF Image API are: nothing
    of the picture is cut off at its right and bottom edges, however small a level is."""
    return replace(shape, height=-(-shape.height // 2), width=-(-shape.width // 2))


def pyramid_shapes(shape: Shape, side: int) -> list[Shape]:
    """The picture itself, and its levels down to the first one that fits into a square of `side` pixels."""
    shapes = [shape]
    while max(shapes[-1].height, shapes[-1].width) > side:
        shapes.append(halved_shape(shapes[-1]))
    return shapes


def halved(samples: Samples, alpha: bool) -> Samples:
    """Means of squares of 2 x 2: (h / 2, w / 2, planes) of (h, w, planes), h and w even.

    Colours count by their alpha, for those of a pixel that is not seen may be anything. Halves go to the even number: if they
    went up, each level would be an eighth of a step brighter than the one before.
    """
    if not alpha:
        sums = _sums(samples.astype(np.uint16 if samples.itemsize == 1 else np.uint32))
        return ((sums + 1 + (sums >> 2 & 1)) >> 2).astype(samples.dtype)  # a half to even, in integers
    wide = samples.astype(np.uint64)
    weights, colours = wide[..., -1:], wide[..., :-1]
    weight = _sums(weights)
    seen = _sums(colours * weights) / np.maximum(weight, 1)
    means = np.where(weight > 0, seen, _sums(colours) / 4)
    return np.rint(np.concatenate([means, weight / 4], axis=2)).astype(samples.dtype)


def _sums(wide: NDArray[Any]) -> NDArray[Any]:
    rows = wide[0::2] + wide[1::2]
    return rows[:, 0::2] + rows[:, 1::2]
