"""What GrabCut begins with (Rother et al. 2004): what surely is the object, what surely is not, and what may be either."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.edits.drawing import MARKED, drawn
from engine.edits.edit import Area, Mark, Point
from engine.palette.filling import Mask
from engine.pixels import Box, Pixels

SURE = 0.012  # of the longer side: the radius around a click that surely belongs to the object
FRAME = 0.02  # of the longer side: a rim that surely does not, where there was only a click
DEEP = 0.8  # of the way from a line to its deepest place: as good a middle
SUBJECT = 0.5  # of a pixel: what belongs to the subject by more does belong to it
UNSURE = (0.1, 0.9)  # of a pixel: what a network says between these, it does not know

Codes: TypeAlias = NDArray[np.uint8]
"""(H, W): GrabCut's classes."""


def clicked(small: NDArray[np.uint8], point: Point) -> Codes:
    """What the edges around a click enclose may be the object."""
    height, width = small.shape[:2]
    rim = max(1, round(FRAME * max(height, width)))
    ground = np.ones((height, width), np.bool_)
    ground[rim:-rim, rim:-rim] = False
    return _enclosed(small, _place(point, height, width), ground)


def enclosed(small: NDArray[np.uint8], around: Sequence[Point]) -> Codes:
    """Within the line, what the edges around its middle enclose may be the object."""
    ground = within((small.shape[0], small.shape[1]), around) == cv2.GC_BGD
    depth = np.asarray(cv2.distanceTransform((~ground).astype(np.uint8), cv2.DIST_L2, 5))
    deep = np.argwhere(depth >= DEEP * depth.max())  # of a long line's many middles the one in the middle of all
    down, across = deep[np.linalg.norm(deep - np.argwhere(~ground).mean(axis=0), axis=1).argmin()]
    return _enclosed(small, (int(across), int(down)), ground)


def _enclosed(small: NDArray[np.uint8], place: tuple[int, int], ground: Mask) -> Codes:
    """Watershed from a place, a pixel across and down, and from what is ground (Meyer 1991)."""
    markers = ground.astype(np.int32)
    cv2.circle(markers, place, max(2, round(SURE * max(small.shape[:2]))), 2, cv2.FILLED)
    calm = cv2.pyrMeanShiftFiltering(small, 8, 16)
    there = cv2.watershed(calm, markers.copy()) == 2
    codes = np.where(there, np.uint8(cv2.GC_PR_FGD), np.uint8(cv2.GC_PR_BGD))
    codes[markers == 1], codes[markers == 2] = cv2.GC_BGD, cv2.GC_FGD
    return codes


def within(size: tuple[int, int], around: Sequence[Point]) -> Codes:
    """`size`: height and width. What lies within the line may be the object."""
    line = [Mark(shape=Area(rings=(tuple(around),)))]
    inside = drawn(line, Box(0, 0, *size), *size)[..., 0] == MARKED
    return np.where(inside, np.uint8(cv2.GC_PR_FGD), np.uint8(cv2.GC_BGD))


def of_subject(shares: Pixels, size: tuple[int, int], around: Sequence[Point]) -> Codes | None:
    """Of what a network takes for the subject, the part that hangs together at a point, or what lies within a line; else None.

    `shares` (h, w, 1) in 0 to 1; `size`: width and height. Only its rim is left open: as wide as the network's own pixels are,
    and where it does not know.
    """
    width, height = size
    plane = np.asarray(cv2.resize(shares[..., 0], size, interpolation=cv2.INTER_LINEAR), np.float32)
    subject = plane > SUBJECT
    if len(around) < 3:
        across, down = _place(around[0], height, width)
        if not (0 <= across < width and 0 <= down < height and subject[down, across]):
            return None
        _, numbers = cv2.connectedComponents(subject.astype(np.uint8), connectivity=4)
        wanted = np.asarray(numbers == numbers[down, across], np.bool_)
        allowed = wanted | ~subject
    else:
        allowed = within((height, width), around) != cv2.GC_BGD
        wanted = subject & allowed
    if not wanted.any() or wanted.all():  # nothing is seen there, or nothing is told apart
        return None
    open_ = _rim(wanted, shares, size) | ((plane > UNSURE[0]) & (plane < UNSURE[1]) & _near(wanted, plane))
    codes = np.where(wanted, np.uint8(cv2.GC_FGD), np.uint8(cv2.GC_BGD))
    codes[open_ & wanted], codes[open_ & ~wanted] = cv2.GC_PR_FGD, cv2.GC_PR_BGD
    codes[~allowed] = cv2.GC_BGD
    return codes


def _rim(wanted: Mask, shares: Pixels, size: tuple[int, int]) -> Mask:
    """What lies no further from the outline than one pixel of the network, in either direction."""
    reach = max(1, *(ours // theirs for ours, theirs in zip(size, shares.shape[1::-1], strict=True)))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    whole = wanted.astype(np.uint8)
    return (np.asarray(cv2.dilate(whole, kernel)) > 0) & (np.asarray(cv2.erode(whole, kernel)) == 0)


def _near(wanted: Mask, plane: NDArray[np.float32]) -> Mask:
    """What hangs together with what is wanted through pixels that are not surely ground: other doubts are other things'."""
    _, numbers = cv2.connectedComponents((plane > UNSURE[0]).astype(np.uint8), connectivity=4)
    return np.isin(np.asarray(numbers), np.unique(np.asarray(numbers)[wanted]))


def _place(point: Point, height: int, width: int) -> tuple[int, int]:
    """The pixel across and down."""
    across, down = (min(int(place * side), side - 1) for place, side in zip(point, (width, height), strict=True))
    return across, down
