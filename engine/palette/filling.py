"""Filling: paints what is masked with a network that sees the surroundings; the middle of large holes in a small copy.

An inpainter has learnt from holes about as wide as scratches and torn corners are at its working scale; in the middle of a
larger one it would see nothing but hole. So the picture is halved until the hole is narrow, filled there, and that is the
ground for the next finer scale, where only a rim along the hole's edge is painted anew (a pyramid; Burt & Adelson 1983).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.pixels import Box, Pixels, as_rgb

if TYPE_CHECKING:
    from engine.network import Network

Mask: TypeAlias = NDArray[np.bool_]
"""(height, width): what is to be painted."""

RIM = 20
"""Pixels along the edge of a hole that are painted at full size; what lies deeper is laid in from a smaller copy."""

CELL = 64
"""Where little is masked, the network runs on such cells of an even grid alone, with their surroundings."""


def depth(mask: Mask) -> NDArray[np.float32]:
    """How far, in pixels, each masked pixel lies from the nearest that is not; 0 where nothing is masked."""
    return np.asarray(cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE), np.float32)


def filled(pixels: Pixels, mask: Mask, network: Network) -> Pixels:
    """(H, W, 3): a whole picture, not too large, with what is masked painted, however deep it is."""
    pixels = as_rgb(pixels)
    if mask.all() or not mask.any():
        return pixels
    whole, deep = Box(0, 0, *mask.shape), depth(mask) > RIM
    if deep.any():
        coarse = filled(*_halved(pixels, mask), network)
        large = np.clip(cv2.resize(coarse, mask.shape[::-1], interpolation=cv2.INTER_CUBIC), 0, 1)  # bicubic overshoots
        pixels = np.where(deep[..., None], large, pixels)
    return painted(pixels, mask & ~deep, whole, whole, network)


def filled_roughly(pixels: Pixels, mask: Mask) -> Pixels:
    """(H, W, C): holes with the mean of what is known around them, from as near as there is anything (a pyramid of means)."""
    height, width = pixels.shape[:2]
    if not mask.any() or mask.all() or min(height, width) < 2:
        return pixels
    known = (~mask).astype(np.float32)
    half = (-(-width // 2), -(-height // 2))
    weight = np.asarray(cv2.resize(known, half, interpolation=cv2.INTER_AREA), np.float32)
    total = np.asarray(cv2.resize(pixels * known[..., None], half, interpolation=cv2.INTER_AREA), np.float32)
    means = total.reshape(half[1], half[0], -1) / np.maximum(weight, 1e-6)[..., None]
    coarse = filled_roughly(means.astype(np.float32), weight < 1e-3)
    large = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    return np.where(mask[..., None], large.reshape(pixels.shape), pixels).astype(np.float32)


def painted(pixels: Pixels, mask: Mask, place: Box, wanted: Box, network: Network) -> Pixels:
    """(H, W, 3): pixels that lie at `place` in a picture, painted where they are masked; only `wanted` needs to be right.

    `place` begins on the network's grid, and reaches as far beyond `wanted` as its halo.
    """
    pixels = as_rgb(pixels)
    result = np.array(pixels)
    for cells in _patches(mask, place, wanted, network.halo):
        around = _within(cells.grown(network.halo), place)
        outer, inner = around.inside(place), cells.inside(place)
        planes = np.concatenate([pixels[outer], mask[outer][..., None]], axis=2, dtype=np.float32)
        answer = np.clip(network(planes[None])[0][cells.inside(around)], 0, 1)
        result[inner] = np.where(mask[inner][..., None], answer, result[inner])
    return result


def _patches(mask: Mask, place: Box, wanted: Box, halo: int) -> Iterator[Box]:
    """Boxes that hold all that is masked in `wanted`: many and small, or one and large, as is less work."""
    rows = _edges(wanted.top, wanted.bottom, place.top, place.bottom)
    columns = _edges(wanted.left, wanted.right, place.left, place.right)
    all_cells = Box(rows[0], columns[0], rows[-1], columns[-1])
    marked = mask[all_cells.inside(place)]
    marked = np.logical_or.reduceat(marked, [row - rows[0] for row in rows[:-1]], axis=0)
    marked = np.logical_or.reduceat(marked, [column - columns[0] for column in columns[:-1]], axis=1)
    count, _, found, _ = cv2.connectedComponentsWithStats(marked.astype(np.uint8), connectivity=8)
    patches = [
        Box(rows[top], columns[left], rows[top + tall], columns[left + wide])
        for left, top, wide, tall, _ in found[1:count].tolist()
    ]
    less = sum(_work(patch, halo) for patch in patches) < _work(all_cells, halo)
    yield from patches if less or not patches else [all_cells]


def _edges(start: int, end: int, first: int, last: int) -> list[int]:
    """Where cells begin and end that cover start to end, none of them reaching beyond first and last."""
    inner = range(start // CELL * CELL, end + CELL, CELL)
    return sorted({min(max(edge, first), last) for edge in inner})


def _work(patch: Box, halo: int) -> int:
    around = patch.grown(halo)
    return around.height * around.width


def _within(box: Box, place: Box) -> Box:
    return Box(max(box.top, place.top), max(box.left, place.left), min(box.bottom, place.bottom), min(box.right, place.right))


def _halved(pixels: Pixels, mask: Mask) -> tuple[Pixels, Mask]:
    """Both at half the size: a pixel is the mean of what is known of it, and masked where most of it is not known."""
    size = (-(-mask.shape[1] // 2), -(-mask.shape[0] // 2))
    known = (~mask).astype(np.float32)
    share = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    sums = cv2.resize(pixels * known[..., None], size, interpolation=cv2.INTER_AREA)
    small = np.where(share[..., None] > 0, sums / np.maximum(share, 1e-6)[..., None], np.float32(0.5))
    hidden = share < 0.5
    return small.astype(np.float32), hidden if not hidden.all() else share == 0
