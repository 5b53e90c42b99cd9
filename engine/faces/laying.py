"""Lays restored faces into a picture: what changed of each, through a mask without an edge, wherever a tile meets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.faces.aligning import SIDE, Similarity, sampled
from engine.faces.finding import Found
from engine.painting.readers import reflected
from engine.pixels import Pixels
from engine.stage import Tile

MIDDLE, AXES = 256 + 272j, (208.0, 236.0)  # of the ellipse that is laid in, in 512 x 512 aligned pixels: hair to chin
FULL = 0.75  # of the way from its middle to its edge; from there on it fades


@dataclass(frozen=True)
class Face:
    """A face of the picture, and what becomes of it."""

    found: Found
    to_frame: Similarity
    """From pixels of the picture to 512 x 512 aligned ones."""

    left: Literal["", "small", "asked", "many"] = ""
    """Why it is left alone, if it is."""

    change: NDArray[np.float16] | None = None
    """(h, w, C): what restoring adds to the aligned face; smaller than 512 where the picture has fewer pixels of it."""

    share: float = 0.0
    """How much of it is added, 0 to 1."""

    likeness: float | None = None
    """How much it stays like itself, -1 to 1; None where nobody has looked."""

    @property
    def reach(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what may change, in pixels of the picture."""
        rim = self.to_frame.back(MIDDLE + np.array([complex(x * AXES[0], y * AXES[1]) for x in (-1, 1) for y in (-1, 1)]))
        return float(rim.real.min()), float(rim.imag.min()), float(rim.real.max()), float(rim.imag.max())


def mask_at(places: NDArray[np.complex128]) -> Pixels:
    """How much is laid in at aligned places (any shape of complex numbers), 0 to 1: a smoothstep towards the ellipse's edge."""
    away = (places - MIDDLE).real / AXES[0] + 1j * (places - MIDDLE).imag / AXES[1]
    inward = ((1 - np.abs(away)) / (1 - FULL)).clip(0, 1)
    return np.asarray(inward * inward * (3 - 2 * inward), np.float32)


def stored(change: Pixels, to_frame: Similarity) -> NDArray[np.float16]:
    """A change (512, 512, C), no finer than the picture is."""
    return _coarser(change, to_frame.scale).astype(np.float16)


def laid(tile: Tile, faces: Sequence[Face], height: int, width: int) -> Pixels:
    """The tile's pixels with what changed of the faces; `height` and `width` of the picture that the faces were found in.

    Where faces overlap, each has its part: a weighted mean.
    """
    y = (reflected(np.arange(tile.box.top, tile.box.bottom), max(1, round(tile.height))) + 0.5) / tile.height * height
    x = (reflected(np.arange(tile.box.left, tile.box.right), max(1, round(tile.width))) + 0.5) / tile.width * width
    result, weights = np.zeros_like(tile.pixels), np.zeros((*tile.pixels.shape[:2], 1), np.float32)
    for face in faces:
        if face.change is None or not face.share:
            continue
        left, top, right, bottom = face.reach
        rows, columns = np.nonzero((y >= top) & (y <= bottom))[0], np.nonzero((x >= left) & (x <= right))[0]
        if rows.size and columns.size:
            here = np.ix_(rows, columns)
            places = face.to_frame(x[columns] + 1j * y[rows][:, None])
            mask = mask_at(places)[..., None]
            result[here] += mask * np.float32(face.share) * _at(face.change, places, face.to_frame.scale * width / tile.width)
            weights[here] += mask
    if not weights.any():
        return tile.pixels
    return np.where(weights > 0, (tile.pixels + result / np.maximum(weights, 1)).clip(0, 1), tile.pixels)


def _at(change: NDArray[np.float16], places: NDArray[np.complex128], step: float) -> Pixels:
    """(H, W, C): the change at aligned places that are `step` aligned pixels apart."""
    coarse = _coarser(change.astype(np.float32), step * change.shape[0] / SIDE)
    return sampled(coarse, places * (coarse.shape[0] / SIDE), cv2.INTER_LINEAR)


def _coarser(change: Pixels, step: float) -> Pixels:
    """Made smaller by the largest power of two that is at most `step`: what is skipped would show as jagged edges."""
    side = change.shape[0]
    while step >= 2 and side > 8:
        side, step = side // 2, step / 2
    small = change if side == change.shape[0] else cv2.resize(change, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32).reshape(side, side, -1)
