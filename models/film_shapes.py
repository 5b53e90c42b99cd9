"""Shapes of damage, drawn by code: hairs and spots on a canvas of opacity, lines and clouds as fields of a batch."""

import math
from collections.abc import Callable
from typing import NamedTuple

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import interpolate

FINE = 8  # cv2 takes coordinates in eighths of a pixel, so that lines lie anywhere
SHIFT = 3

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


# Lines and clouds for a whole batch, on the device of its pictures ----------------------------------------------------


class Lines(NamedTuple):
    """Straight lines, one on each picture: where every pixel lies, in pixels; (B, 1, H, W)."""

    along: Tensor  # from the point of the line that is nearest to the picture's middle
    across: Tensor  # from the line; negative towards where the offset is smaller


def lines(pictures: Tensor, angle: Tensor, offset: Tensor) -> Lines:
    """`angle`: of the perpendicular, radians; `offset`: from the picture's middle, pixels; (B, 1, 1, 1) each."""
    height, width = pictures.shape[-2:]
    y = torch.arange(height, device=pictures.device).view(1, 1, -1, 1) - (height - 1) / 2
    x = torch.arange(width, device=pictures.device).view(1, 1, 1, -1) - (width - 1) / 2
    cosine, sine = angle.cos().to(pictures), angle.sin().to(pictures)
    return Lines(y * cosine - x * sine, x * cosine + y * sine - offset.to(pictures))


def wavering(along: Tensor, step: float, random: torch.Generator) -> Tensor:
    """How lines waver: standard normal numbers, one every `step` pixels, joined by straight pieces; as `along` of Lines."""
    reach = math.hypot(*along.shape[-2:]) / 2
    knots = torch.randn(len(along), math.ceil(2 * reach / step) + 2, generator=random).to(along)
    place = (along + reach) / step
    before = place.long()
    first, second = knots.gather(1, before.flatten(1)), knots.gather(1, before.flatten(1) + 1)
    return torch.lerp(first, second, (place - before).flatten(1)).view_as(along)


def clouds(pictures: Tensor, cells: int, random: torch.Generator) -> Tensor:
    """A soft random field, 0 to 1, that goes up and down about `cells` times along each side; (B, 1, H, W)."""
    field = torch.rand(len(pictures), 1, cells, cells, generator=random).to(pictures)
    return interpolate(field, pictures.shape[-2:], mode="bicubic", align_corners=False).clamp(0, 1)
