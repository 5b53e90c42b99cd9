"""Selecting: the outline of a thing that somebody clicked or drew a line around, and of writing on a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.desks.seeds import Codes, clicked, enclosed, of_subject, within
from engine.edits.drawing import MARKED, drawn
from engine.edits.edit import Area, Mark, Point, Ring
from engine.overview import shrunk_in_bands
from engine.palette.filling import Mask
from engine.pixels import Box, Pixels, as_rgb

if TYPE_CHECKING:
    from engine.desks.opened import Opened

SIDE = 512  # pixels along the longer side of what is divided into object and background
ROUNDS = 5  # of GrabCut
SPECK = 0.02  # of the object: smaller parts and holes are not meant
RIM = 0.004  # of the longer side: where a thing passes into its ground, its colours would be taken for the ground's
SMOOTH = 0.6  # pixels that an outline may leave out
EDGE, EPSILON = 4, 1e-4  # of the guided filter: its radius in pixels, and the variance that counts as an edge
STROKE = 0.35  # of the height of what was drawn around: strokes of letters are narrower
SMALLEST, LARGEST = 8, 1600  # pixels along a side of what is searched for writing
LEGIBLE = 0.04  # of brightness: what differs less from its surroundings is no writing


def selected_object(picture: Opened, around: Sequence[Point], shares: Pixels | None = None) -> tuple[Ring, ...]:
    """Outlines, as fractions, of the thing at one point of a picture, or within a line of several.

    `shares` (h, w, 1) in 0 to 1, where a network has found what the picture is of: the thing is the part of it there. Where it
    has nothing there, or there is no such network, GrabCut finds the thing (Rother et al. 2004). The rim is moved onto the
    picture's own edges (guided filter; He et al. 2013).
    """
    copy = picture.small
    height, width = copy.shape[:2]
    share = min(1.0, SIDE / max(height, width))
    size = (max(1, round(width * share)), max(1, round(height * share)))
    small = _as_bgr(np.asarray(cv2.resize(as_rgb(copy), size, interpolation=cv2.INTER_AREA), np.float32))
    seen = None if shares is None else of_subject(shares, size, around)
    codes = _unseen(small, around) if seen is None else seen
    found = _cut(small, codes)
    if not found.any() and len(around) > 2 and (codes == cv2.GC_PR_BGD).any():  # it has the colours of what is around the line
        codes = enclosed(small, around)
        found = _cut(small, codes)
    if not found.any():
        return ()
    rim = 2 * max(1, round(RIM * max(copy.shape[:2]))) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (rim, rim))
    whole = _refined(_whole(found, codes), copy).astype(np.uint8)
    wider = np.asarray(cv2.dilate(whole, kernel), np.uint8) > 0
    if seen is not None and len(around) > 2:  # the line may go through the subject: there is no edge to stop at
        wider &= within((height, width), around) != cv2.GC_BGD
    return outlines(wider)


def selected_writing(picture: Opened, around: Sequence[Point]) -> tuple[Ring, ...]:
    """Outlines, as fractions, of what is written within a line around part of a picture."""
    places = np.asarray(around, np.float64) * (picture.width, picture.height)
    (left, top), (right, bottom) = np.floor(places.min(axis=0)), np.ceil(places.max(axis=0))
    box = Box(int(top), int(left), int(bottom), int(right)).clipped(picture.height, picture.width)
    if len(around) < 3 or min(box.height, box.width) < SMALLEST:
        return ()
    shrink = -(-max(box.height, box.width) // LARGEST)
    place = box.reduced(shrink)
    box = place.enlarged(shrink).clipped(picture.height, picture.width)
    found = writing(shrunk_in_bands(box, shrink, picture.read))
    line = [Mark(shape=Area(rings=(tuple(around),)))]
    inside = drawn(line, place, picture.height / shrink, picture.width / shrink)[..., 0] == MARKED
    return outlines(found & inside, box, picture.height, picture.width)


def writing(crop: Pixels) -> Mask:
    """(H, W): what is written on a piece of a picture (H, W, C), light or dark, on whatever ground.

    Strokes are narrower than the letters are high, so they vanish from the picture's openings and closings (top-hat and
    black-hat; Serra 1982); the ground does not. Whichever of the two is the stronger is taken for the writing.
    """
    grey = np.ascontiguousarray(as_rgb(crop).mean(axis=2, dtype=np.float32))
    side = max(3, round(min(crop.shape[:2]) * STROKE)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    hats = [np.asarray(cv2.morphologyEx(grey, way, kernel), np.float32) for way in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT)]
    hat = max(hats, key=lambda one: float(np.percentile(one, 95)))
    wider = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))  # letters are soft at their edges
    return np.asarray(cv2.dilate((hat > max(LEGIBLE, _otsu(hat))).astype(np.uint8), wider), np.uint8) > 0


def outlines(mask: Mask, place: Box | None = None, height: int = 0, width: int = 0) -> tuple[Ring, ...]:
    """Rings around what is true, and around its holes, as fractions of the whole picture, of which it is the part `place`."""
    place = place or Box(0, 0, *mask.shape)
    height, width = height or place.bottom, width or place.right
    framed = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    doubled = cv2.resize(framed, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)  # outlines run along pixels' edges
    found, _ = cv2.findContours(doubled, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    scale = np.array([place.width / mask.shape[1] / width, place.height / mask.shape[0] / height])
    start = np.array([place.left / width, place.top / height])
    rings: list[Ring] = []
    for contour in found:
        smooth = np.asarray(cv2.approxPolyDP(contour, 2 * SMOOTH, True), np.float64).reshape(-1, 2)
        if len(smooth) > 2:
            points = np.clip(((smooth + 0.5) / 2 - 1) * scale + start, 0, 1).round(5)
            rings.append(tuple((float(x), float(y)) for x, y in points))
    return tuple(rings)


def _as_bgr(pixels: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.rint(pixels[..., ::-1].clip(0, 1) * 255).astype(np.uint8))


def _unseen(small: NDArray[np.uint8], around: Sequence[Point]) -> Codes:
    """Where no network has seen the thing."""
    return clicked(small, around[0]) if len(around) < 3 else within(small.shape[:2], around)


def _cut(small: NDArray[np.uint8], codes: Codes) -> Mask:
    """What is the object, by GrabCut, which changes the codes; nothing, where all may be the object, or none."""
    if not _mixed(codes):
        return np.zeros(codes.shape, np.bool_)
    models = np.zeros((2, 1, 65))
    cv2.setRNGSeed(0)  # GrabCut begins by chance
    cv2.grabCut(small, codes, None, *models, ROUNDS, cv2.GC_INIT_WITH_MASK)  # pyright: ignore[reportCallIssue, reportArgumentType]
    return (codes == cv2.GC_FGD) | (codes == cv2.GC_PR_FGD)


def _mixed(codes: Codes) -> bool:
    """Whether there is something of both, without which nothing can be told apart."""
    maybe = np.isin(codes, (cv2.GC_FGD, cv2.GC_PR_FGD))
    return bool(maybe.any() and not maybe.all())


def _whole(found: Mask, codes: Codes) -> Mask:
    """Without specks and small holes; where there was a click, only what hangs together with it."""
    sure = codes == cv2.GC_FGD
    count, numbers, facts, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8), connectivity=4)
    sizes = np.asarray(facts)[:, cv2.CC_STAT_AREA]
    total = int(found.sum())
    wanted = [one for one in range(1, count) if sizes[one] >= SPECK * total]
    if sure.any():
        wanted = [one for one in wanted if (sure & (numbers == one)).any()]
    kept = np.isin(numbers, wanted)
    count, numbers, facts, _ = cv2.connectedComponentsWithStats((~kept).astype(np.uint8), connectivity=4)
    holes = [one for one in range(1, count) if np.asarray(facts)[one, cv2.CC_STAT_AREA] < SPECK * total]
    return kept | np.isin(numbers, holes)


def _refined(found: Mask, picture: Pixels) -> Mask:
    """As large as the picture, its rim on the picture's edges: in each window the mask is a straight line of the brightness."""
    height, width = picture.shape[:2]
    guide = np.ascontiguousarray(as_rgb(picture).mean(axis=2, dtype=np.float32))
    large = np.asarray(cv2.resize(found.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    side = 2 * max(EDGE, round(EDGE * max(height, width) / SIDE)) + 1

    def mean(plane: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(cv2.blur(plane, (side, side)), np.float32)

    slope = (mean(guide * large) - mean(guide) * mean(large)) / (mean(guide * guide) - mean(guide) ** 2 + EPSILON)
    offset = mean(large) - slope * mean(guide)
    near = (large > 0.02) & (large < 0.98)
    near = cv2.dilate(near.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
    return np.where(near, mean(_plane(slope)) * guide + mean(_plane(offset)), large) > 0.5


def _plane(values: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(values, np.float32)


def _otsu(plane: NDArray[np.float32]) -> float:
    """The level that divides it best (Otsu 1979)."""
    levels = np.rint(plane.clip(0, 1) * 255).astype(np.uint8)
    return cv2.threshold(levels, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[0] / 255
