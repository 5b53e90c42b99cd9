"""Parts of a picture: seeds strewn over it, what lies nearest to each, and the mean colour of a part."""

from typing import NamedTuple, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from models.craft import Plane, Values

Numbers: TypeAlias = NDArray[np.intp]
"""(H, W): the number of the part that a pixel belongs to; of seeds, -1 where there is none."""


class Nearest(NamedTuple):
    numbers: Numbers
    distance: Plane  # pixels to the middle of the part


def strewn(values: Values, rows: int, columns: int, choose: np.random.Generator) -> Numbers:
    """One seed anywhere in each cell of a grid over a picture, numbered along the rows; of two on one pixel the later."""
    y, x = np.indices((rows, columns)) + choose.uniform(0, 1, (2, rows, columns))
    height, width = values.shape[:2]
    seeds = np.full((height, width), -1, np.intp)
    seeds[(y * height / rows).astype(np.intp), (x * width / columns).astype(np.intp)] = np.arange(rows * columns).reshape(
        rows, columns
    )
    return seeds


def nearest(seeds: Numbers) -> Nearest:
    """Which seed is nearest to every pixel (their Voronoi diagram); at least one must be there."""
    distance, labels = cv2.distanceTransformWithLabels(
        (seeds < 0).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    labels, there = np.asarray(labels, np.intp), seeds >= 0
    number_of = np.zeros(int(labels.max()) + 1, np.intp)
    number_of[labels[there]] = seeds[there]
    return Nearest(number_of[labels], np.asarray(distance, np.float32))


def means(picture: Values, parts: Numbers) -> NDArray[np.float32]:
    """The mean colour of each part, (parts, 3)."""
    numbers = parts.ravel()
    counts = np.maximum(np.bincount(numbers), 1)
    sums = [np.bincount(numbers, picture[..., channel].ravel()) for channel in range(3)]
    return (np.stack(sums, axis=1) / counts[:, None]).astype(np.float32)
