"""Papers and grains: soft random fields, the tooth of drawing paper, fibres, and the grain of silver."""

import cv2
import numpy as np

from models.craft import Plane
from models.filters import blurred, resized
from models.strokes import even


def clouds(plane: Plane, size: float, choose: np.random.Generator) -> Plane:
    """A soft random field, normal numbers: mean 0, deviation about 1, that change over `size` pixels."""
    height, width = plane.shape[:2]
    cells = max(2, round(height / size) + 1), max(2, round(width / size) + 1)
    field = resized(choose.standard_normal(cells, np.float32), height, width)
    return field / np.float32(0.88)  # between the cells the cubic curves are flatter


def grain(plane: Plane, size: float, choose: np.random.Generator) -> Plane:
    """Normal numbers that are alike over about `size` pixels; mean 0, deviation 1."""
    noise = blurred(choose.standard_normal(plane.shape[:2], np.float32), size)
    return (noise - noise.mean()) / (noise.std() + np.float32(1e-9))


def bands(plane: Plane, size: float, choose: np.random.Generator) -> Plane:
    """(H, 1): normal numbers, one for each row, alike over about `size` pixels; mean 0, deviation 1."""
    return grain(plane[:, :1], size, choose)


def tooth(plane: Plane, size: float, choose: np.random.Generator) -> Plane:
    """Heights of rough paper, 0 to 1, all equally frequent: hills of `size` pixels with finer ones on them."""
    return even(grain(plane, size, choose) + 0.5 * grain(plane, size / 2.5, choose))


def fibres(plane: Plane, spacing: float, choose: np.random.Generator) -> Plane:
    """Thin curved hairs, 0 to 1, one for each `spacing` by `spacing` pixels."""
    height, width = plane.shape[:2]
    canvas = np.zeros((height, width), np.uint8)
    for _ in range(round(height * width / spacing**2)):
        turns = choose.uniform(0, 2 * np.pi) + np.cumsum(choose.normal(0, 0.25, 8))
        moves = np.stack([np.cos(turns), np.sin(turns)], axis=1) * choose.uniform(1, 5)
        path = choose.uniform((0, 0), (width, height)) + np.cumsum(moves, axis=0)
        cv2.polylines(canvas, [np.rint(path * 8).astype(np.int32)[:, None]], False, (255,), 1, cv2.LINE_AA, 3)
    return canvas.astype(np.float32) / 255
