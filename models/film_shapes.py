"""Shapes of film damage, drawn by code on a canvas of opacity."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

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
