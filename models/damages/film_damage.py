"""Film damage: hairs, scratches, dust and spots that lie on the film or the print, drawn by code."""

from collections.abc import Callable
from typing import Annotated

import cv2
import numpy as np
import torch
from msgspec import Meta
from numpy.typing import NDArray
from torch import Tensor

from models.damage import Damage, Range, uniform

Canvas = NDArray[np.float32]  # (height, width), opacity 0 to 1
FINE = 8  # cv2 takes coordinates in eighths of a pixel, so that lines lie anywhere
SHIFT = 3


class FilmDamage(Damage, tag="film-damage", frozen=True):
    """Lays a few opaque, nearly white or nearly black shapes over the picture."""

    count: Annotated[Range, Meta(title="How many", description="on each picture")] = (1, 4)
    size: Annotated[Range, Meta(title="Size", description="share of the picture's side")] = (0.1, 1.2)
    opacity: Annotated[Range, Meta(title="Opacity")] = (0.5, 1.0)
    white: Annotated[float, Meta(ge=0, le=1, title="White, not black", description="how often")] = 0.65

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, _, height, width = pictures.shape
        choose = np.random.default_rng(int(torch.randint(2**62, (), generator=random)))
        masks = np.stack([self._mask(height, width, choose) for _ in range(count)])
        opacity = torch.from_numpy(masks)[:, None] * uniform(self.opacity, (count, 1, 1, 1), random)
        white = torch.rand(count, 1, 1, 1, generator=random) < self.white
        depth = uniform((0.0, 0.15), (count, 1, 1, 1), random)
        colour = torch.where(white, 1 - depth, depth) + 0.02 * torch.randn(count, 3, 1, 1, generator=random)
        return pictures * (1 - opacity) + colour * opacity

    def _mask(self, height: int, width: int, choose: np.random.Generator) -> Canvas:
        mask = np.zeros((height, width), np.float32)
        for _ in range(round(choose.uniform(*self.count))):
            draw = SHAPES[choose.integers(len(SHAPES))]
            shape = np.zeros((height, width), np.uint8)
            place = choose.uniform((0, 0), (width, height))
            draw(shape, place, choose.uniform(*self.size) * min(height, width), choose)
            np.maximum(mask, shape.astype(np.float32) / 255 * np.float32(choose.uniform(0.6, 1)), out=mask)
        return mask


Shape = Callable[[NDArray[np.uint8], NDArray[np.float64], float, np.random.Generator], None]


def _hair(canvas: NDArray[np.uint8], place: NDArray[np.float64], size: float, choose: np.random.Generator) -> None:
    """A thin curve that bends as it goes."""
    steps = 24
    angles = choose.uniform(0, 2 * np.pi) + np.cumsum(choose.normal(0, choose.uniform(0.05, 0.4), steps))
    moves = np.stack([np.cos(angles), np.sin(angles)], axis=1) * size / steps
    _line(canvas, place + np.cumsum(moves, axis=0), int(choose.integers(1, 3)))


def _scratch(canvas: NDArray[np.uint8], place: NDArray[np.float64], size: float, choose: np.random.Generator) -> None:
    """A long, nearly straight line, mostly along the film."""
    angle = np.pi / 2 + choose.normal(0, 0.08) if choose.random() < 0.6 else choose.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * size * choose.uniform(0.7, 2)
    points = place + np.linspace(-0.5, 0.5, 9)[:, None] * reach + choose.normal(0, 0.4, (9, 2))
    _line(canvas, points, int(choose.integers(1, 4)))


def _dust(canvas: NDArray[np.uint8], place: NDArray[np.float64], size: float, choose: np.random.Generator) -> None:
    """A cloud of specks."""
    for _ in range(int(choose.integers(2, 14))):
        _blob(canvas, place + choose.normal(0, size / 3, 2), choose.uniform(0.6, 2.5), choose)


def _spot(canvas: NDArray[np.uint8], place: NDArray[np.float64], size: float, choose: np.random.Generator) -> None:
    """One ragged spot."""
    _blob(canvas, place, choose.uniform(1.5, 6), choose)


def _blotch(canvas: NDArray[np.uint8], place: NDArray[np.float64], size: float, choose: np.random.Generator) -> None:
    """Where the emulsion has come off: ragged patches that run into each other."""
    for _ in range(int(choose.integers(2, 9))):
        _blob(canvas, place + choose.normal(0, size / 8, 2), size * choose.uniform(0.02, 0.14), choose)


SHAPES: tuple[Shape, ...] = (_hair, _hair, _scratch, _dust, _spot, _blotch)


def _line(canvas: NDArray[np.uint8], points: NDArray[np.float64], thickness: int) -> None:
    path = np.rint(points * FINE).astype(np.int32)[:, None]
    cv2.polylines(canvas, [path], False, (255,), thickness, cv2.LINE_AA, SHIFT)


def _blob(canvas: NDArray[np.uint8], place: NDArray[np.float64], radius: float, choose: np.random.Generator) -> None:
    angles = np.linspace(0, 2 * np.pi, 9)[:-1]
    reach = radius * choose.uniform(0.5, 1.3, 8)
    outline = place + np.stack([np.cos(angles), np.sin(angles)], axis=1) * reach[:, None]
    cv2.fillPoly(canvas, [np.rint(outline * FINE).astype(np.int32)], (255,), cv2.LINE_AA, SHIFT)
