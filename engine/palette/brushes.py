"""What stages that paint a picture anew have in common: how broad they work, and what of the picture they leave."""

from __future__ import annotations

from typing import Literal, TypeAlias

import cv2
import numpy as np

from engine.overview import Overview
from engine.pixels import Pixels, as_rgb

Stroke: TypeAlias = Literal["fine", "medium", "broad"]
STROKES: dict[Stroke, int] = {"fine": 2048, "medium": 1024, "broad": 512}
"""Pixels along the longer side of the picture, at most, in which strokes are as wide as they were learnt."""


def shrink_for(stroke: Stroke, overview: Overview) -> int:
    """How many times smaller a picture is painted, a power of two, so that strokes are that wide against it."""
    shrink = 1
    while max(overview.height, overview.width) / shrink > STROKES[stroke]:
        shrink *= 2
    return shrink


def at_scale(overview: Overview, shrink: int) -> Pixels:
    """The whole picture as it is at the working scale, or as large as the small copy is, if that is smaller; RGB."""
    small = np.ascontiguousarray(as_rgb(overview.small))
    height, width = (-(-side // shrink) for side in (overview.height, overview.width))
    if width >= small.shape[1]:
        return small
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_AREA), np.float32)


def lightness_of(painted: Pixels, before: Pixels) -> Pixels:
    """What was painted, with the colours (a and b of CIELAB) of the picture before."""
    lab, own = (cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB) for pixels in (painted, before))
    own[..., 0] = lab[..., 0]
    return np.clip(np.asarray(cv2.cvtColor(own, cv2.COLOR_LAB2RGB), np.float32), 0, 1)
