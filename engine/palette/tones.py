"""Tones: a curve for each channel, with a gain and an offset that differ from place to place, and a picture through them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.pixels import Box, Pixels, as_rgb
from engine.stage import Look, Tile

FINE = 33  # knots of a curve that was moved
STRIP = 64  # rows of a tile that are toned at a time


@dataclass(frozen=True)
class Tones(Look):
    """painted = curve(pixels * (1 + gain) + offset), with the gain and offset of the place."""

    grid: NDArray[np.float32] | None = None
    """(rows, columns, 2): gain and offset, for the middles of even cells over the whole picture."""

    curves: NDArray[np.float32] | None = None
    """(3, knots): of red, green and blue, at even steps from 0 to 1."""

    share: float = 1.0
    """How much of it is done: 0 for pictures that need no change."""


def wholly_toned(seen: Pixels, tones: Tones) -> Pixels:
    """(H, W, 3): a whole picture, of any size, with all of the change."""
    height, width = seen.shape[:2]
    return toned(Tile(seen, Box(0, 0, height, width), height, width), tones)


def moved(tones: Tones, seen: Pixels, off: Pixels) -> Tones:
    """Tones that lead a whole picture further, by what is `off` (H, W, 3) on the mean at each level of each of its channels."""
    assert tones.grid is not None
    assert tones.curves is not None
    height, width = seen.shape[:2]
    gain, offset = local(tones.grid, Tile(seen, Box(0, 0, height, width), height, width))
    knots, even = np.linspace(0, 1, FINE), np.linspace(0, 1, tones.curves.shape[1])
    curves: list[NDArray[np.float64]] = []
    for channel, curve in enumerate(tones.curves):
        levels = np.rint((seen[..., channel] * gain + offset).clip(0, 1) * (FINE - 1)).astype(np.int64).ravel()
        counts = np.bincount(levels, minlength=FINE)
        there = counts > 0
        mean = np.bincount(levels, off[..., channel].ravel(), FINE)[there] / counts[there]
        curves.append(np.interp(knots, even, curve) + np.interp(knots, knots[there], mean))
    return replace(tones, curves=np.array(curves, np.float32))


def toned(tile: Tile, tones: Tones) -> Pixels:
    """(H, W, 3): the tile, with all of the change; in strips, that stay in the processor's cache from one step to the next."""
    box, painted = tile.box, np.empty((*tile.pixels.shape[:2], 3), np.float32)
    for top in range(0, box.height, STRIP):
        rows = slice(top, min(top + STRIP, box.height))
        place = Box(box.top + rows.start, box.left, box.top + rows.stop, box.right)
        painted[rows] = _strip_toned(replace(tile, pixels=tile.pixels[rows], box=place), tones)
    return painted


def _strip_toned(tile: Tile, tones: Tones) -> Pixels:
    assert tones.grid is not None
    assert tones.curves is not None
    gain, offset = local(tones.grid, tile)
    planes = cv2.split(as_rgb(tile.pixels))
    painted = [curved(plane * gain + offset, curve) for plane, curve in zip(planes, tones.curves, strict=True)]
    return np.asarray(cv2.merge(painted), np.float32).clip(0, 1)


def curved(plane: NDArray[np.float32], curve: NDArray[np.float32]) -> NDArray[np.float32]:
    """A plane (H, W) through a curve of straight pieces, each of which is looked up: many times as fast as np.interp."""
    count = len(curve) - 1
    slopes = np.diff(curve) * count
    starts = curve[:-1] - slopes * np.arange(count) / count
    plane = np.clip(plane, 0, 1)
    piece = (plane * np.float32(count)).astype(np.uint8)
    return np.asarray(cv2.LUT(piece, _table(starts)) + cv2.LUT(piece, _table(slopes)) * plane, np.float32)


def _table(pieces: NDArray[np.floating]) -> NDArray[np.float32]:
    """(1, 256): for OpenCV's look-up; where a curve ends, its last piece goes on."""
    return np.asarray(np.concatenate([pieces, np.full(256 - len(pieces), pieces[-1])])[None], np.float32)


def local(grid: NDArray[np.float32], tile: Tile) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(H, W) each, gain and offset: the grid, bilinear, at the place of each of the tile's pixels; beyond the outer middles it
    is even. (OpenCV's own interpolation knows 32 places between two middles, which in a large scan are steps that one sees.)"""
    down = _shares(grid.shape[0], tile.box.top, tile.box.bottom, tile.height)
    across = _shares(grid.shape[1], tile.box.left, tile.box.right, tile.width)
    gain, offset = (np.asarray(down @ grid[..., place] @ across.T, np.float32) for place in range(2))
    return gain + np.float32(1), offset


def _shares(cells: int, start: int, end: int, length: float) -> NDArray[np.float32]:
    """(end - start, cells): how much of each cell there is in each pixel; middles of cells are whole numbers."""
    places = np.clip((np.arange(start, end, dtype=np.float64) + 0.5) / length * cells - 0.5, 0, cells - 1)
    return np.maximum(0, 1 - np.abs(places[:, None] - np.arange(cells))).astype(np.float32)
