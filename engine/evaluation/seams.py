"""Seams: what painting in tiles changes, and how much stronger a picture's steps are where tiles meet than elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.evaluation.passages import Passage, as_samples
from engine.painting.readers import larger
from engine.pixels import Pixels, Samples

LEVEL = 257  # of 16 bits, for one of 8


class Seams(NamedTuple):
    """Of one picture. A ratio is NaN where no tiles meet, or where there is nothing but evenness."""

    largest: float  # difference to the picture in one piece, 8-bit levels
    mean: float  # difference, 8-bit levels
    before: float  # mean step across the edges of tiles, for one elsewhere; of the untouched picture
    after: float  # of what was painted in tiles
    whole: float  # at the same places, of what was painted in one piece: what `after` would be without seams


def seams(picture: Pixels, tiled: Passage, whole: Passage) -> Seams:
    """Of a picture that went through in tiles, and in one piece or in larger ones."""
    apart = cv2.absdiff(tiled.painted, whole.painted)
    tops = [row[0].top for row in tiled.rows[1:]]
    lefts = [box.left for box in tiled.rows[0][1:]]
    before = as_samples(larger(picture, tiled.painter.scale))
    ratios = (step_ratio(one, tops, lefts) for one in (before, tiled.painted, whole.painted))
    return Seams(float(apart.max()) / LEVEL, float(apart.mean()) / LEVEL, *ratios)


def step_ratio(picture: Samples, tops: Sequence[int], lefts: Sequence[int]) -> float:
    """The mean absolute step across the seams above rows `tops` and left of columns `lefts`, divided by that elsewhere.

    Across rows it is compared with steps across rows, and across columns with those: photographs have more of one kind.
    """
    across = elsewhere = 0.0
    for axis, starts in ((0, tops), (1, lefts)):
        if not starts:
            continue
        steps = _steps(picture, axis)
        seam = np.zeros(len(steps), np.bool_)
        seam[np.array(starts) - 1] = True
        if not seam.all():
            share = len(starts) * picture.shape[1 - axis]
            across += share * float(steps[seam].mean())
            elsewhere += share * float(steps[~seam].mean())
    if not elsewhere:
        return np.inf if across else np.nan
    return across / elsewhere


def _steps(picture: Samples, axis: int) -> NDArray[np.float64]:
    """The mean absolute step from each row (axis 0) or column (1) to the next."""
    first, second = (picture[:-1], picture[1:]) if axis == 0 else (picture[:, :-1], picture[:, 1:])
    steps = np.asarray(cv2.absdiff(first, second)).reshape(first.shape)
    return np.asarray(steps.mean(axis=(1 - axis, 2)), np.float64)
