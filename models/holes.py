"""Holes: where a picture is missing, for a network that learns to fill them (after the masks of LaMa, Suvorov et al. 2022)."""

from collections.abc import Sequence
from typing import Annotated

import cv2
import msgspec
import numpy as np
import torch
from msgspec import Meta
from numpy.typing import NDArray
from torch import Tensor

from models.damage import Range
from models.film_shapes import SHAPES


class Holes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How holes are drawn; each picture has some film damage, or strokes of a brush, or boxes."""

    damage: Annotated[float, Meta(ge=0, title="Film damage", description="share of the pictures")] = 0.5
    strokes: Annotated[float, Meta(ge=0, title="Strokes", description="share of the pictures")] = 0.3
    boxes: Annotated[float, Meta(ge=0, title="Boxes", description="share of the pictures")] = 0.2
    size: Annotated[Range, Meta(title="Size", description="share of the picture's side")] = (0.1, 0.45)


def holes(options: Holes, shape: Sequence[int], random: torch.Generator) -> Tensor:
    """(B, 1, H, W), 1 where pictures of `shape` (B, C, H, W) are missing, else 0; no picture is whole, none all hole."""
    choose = np.random.default_rng(int(torch.randint(2**62, (), generator=random)))
    shares = np.array([options.damage, options.strokes, options.boxes])
    height, width = shape[-2:]
    drawn = [
        KINDS[choose.choice(3, p=shares / shares.sum())](height, width, options.size, choose) > 64 for _ in range(shape[0])
    ]
    for mask in drawn:
        if not mask.any():
            mask[height // 2, width // 2] = True
        mask[: max(1, height // 16)] &= not mask.all()
    return torch.from_numpy(np.stack(drawn)[:, None]).float()


Canvas = NDArray[np.uint8]


def _damage(height: int, width: int, size: tuple[float, float], choose: np.random.Generator) -> Canvas:
    canvas = np.zeros((height, width), np.uint8)
    for _ in range(int(choose.integers(2, 6))):
        draw = SHAPES[choose.integers(len(SHAPES))]
        draw(canvas, choose.uniform((0, 0), (width, height)), 2 * choose.uniform(*size) * min(height, width), choose)
    return canvas


def _strokes(height: int, width: int, size: tuple[float, float], choose: np.random.Generator) -> Canvas:
    """Broad strokes of a brush that change direction a few times."""
    canvas = np.zeros((height, width), np.uint8)
    for _ in range(int(choose.integers(1, 4))):
        moves = choose.normal(0, choose.uniform(*size) * min(height, width), (int(choose.integers(2, 6)), 2))
        points = choose.uniform((0, 0), (width, height)) + np.cumsum(moves, axis=0)
        thick = max(2, round(choose.uniform(0.1, 0.4) * choose.uniform(*size) * min(height, width)))
        cv2.polylines(canvas, [np.rint(points).astype(np.int32)[:, None]], False, (255,), thick)
    return canvas


def _boxes(height: int, width: int, size: tuple[float, float], choose: np.random.Generator) -> Canvas:
    canvas = np.zeros((height, width), np.uint8)
    for _ in range(int(choose.integers(1, 4))):
        tall, wide = (max(2, round(choose.uniform(*size) * side)) for side in (height, width))
        top, left = choose.integers(height - tall + 1), choose.integers(width - wide + 1)
        canvas[top : top + tall, left : left + wide] = 255
    return canvas


KINDS = (_damage, _strokes, _boxes)
