"""Faces are shown to networks upright, and their eyes, nose and mouth in the same places as of all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.overview import Overview
from engine.painting.readers import on_grid
from engine.pixels import Box, Pixels

SIDE = 512
TEMPLATE = np.array(
    [192.98138 + 239.94708j, 318.90277 + 240.1936j, 256.63416 + 314.01935j, 201.26117 + 371.41043j, 313.08905 + 371.15118j]
)
"""Where a restorer wants eyes, nose and corners of the mouth, in 512 x 512 pixels: FFHQ's alignment (Karras et al. 2019), as
GFPGAN and CodeFormer learnt it."""

SMALL_SIDE = 112
SMALL_TEMPLATE = np.array([38.2946 + 51.6963j, 73.5318 + 51.5014j, 56.0252 + 71.7366j, 41.5493 + 92.3655j, 70.7299 + 92.2041j])
"""The same for what tells faces apart, in 112 x 112 pixels (Deng et al. 2019, ArcFace)."""

AROUND = 2  # pixels that cubic interpolation looks at


@dataclass(frozen=True)
class Similarity:
    """A similarity transform: it turns, scales and moves. Points are complex numbers, x + iy, pixels' edges whole numbers."""

    turn: complex
    shift: complex

    def __call__(self, points: Any) -> Any:
        return self.turn * points + self.shift

    def back(self, points: Any) -> Any:
        return (points - self.shift) / self.turn

    @property
    def scale(self) -> float:
        """How much longer things become."""
        return abs(self.turn)


def similarity(points: NDArray[np.complex128], template: NDArray[np.complex128]) -> Similarity:
    """The transform that brings points closest to the template, in the sense of least squares (Umeyama 1991), unmirrored."""
    middle, wanted = points.mean(), template.mean()
    turn = ((points - middle).conj() * (template - wanted)).sum() / (np.abs(points - middle) ** 2).sum()
    return Similarity(complex(turn), complex(wanted - turn * middle))


def cut_out(overview: Overview, to_frame: Similarity) -> Pixels:
    """(512, 512, C): the face, aligned; read no finer than is needed, and mirrored outside the picture."""
    corners = to_frame.back(np.array([0, SIDE, SIDE * 1j, SIDE + SIDE * 1j]))
    factor = max(1, round(1 / to_frame.scale))
    left, right = int(np.floor(corners.real.min())), int(np.ceil(corners.real.max()))
    top, bottom = int(np.floor(corners.imag.min())), int(np.ceil(corners.imag.max()))
    box = on_grid(Box(top, left, bottom, right).grown(AROUND * factor), factor)
    pixels = overview.crop_at(box, factor)
    places = (to_frame.back(centres(SIDE)) - complex(box.left, box.top)) / factor
    return sampled(pixels, places, cv2.INTER_CUBIC).clip(0, 1)


def for_comparison(face: Pixels, points: NDArray[np.complex128], to_frame: Similarity) -> Pixels:
    """(112, 112, C): of an aligned face, what is shown to the network that tells faces apart."""
    half = np.asarray(cv2.resize(face, (SIDE // 2, SIDE // 2), interpolation=cv2.INTER_AREA), np.float32)
    to_small = similarity(to_frame(points) / 2, SMALL_TEMPLATE)
    return sampled(half.reshape(SIDE // 2, SIDE // 2, -1), to_small.back(centres(SMALL_SIDE)), cv2.INTER_LINEAR)


def sampled(pixels: Pixels, places: NDArray[np.complex128], how: int) -> Pixels:
    """(H, W, C): what lies at complex places (H, W) of the pixels, whose edges are whole numbers; reflected outside them."""
    x, y = (places.real - 0.5).astype(np.float32), (places.imag - 0.5).astype(np.float32)
    found = cv2.remap(np.ascontiguousarray(pixels), x, y, how, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(found, np.float32).reshape(*places.shape, -1)


def centres(side: int) -> NDArray[np.complex128]:
    """(side, side): the middles of pixels."""
    middles = np.arange(side) + 0.5
    return middles + 1j * middles[:, None]
