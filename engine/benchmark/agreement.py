"""Whether two results are the same picture."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.engine import scratch_folder
from engine.errors import AppError
from engine.files.recognising import format_of
from engine.pixels import Box

if TYPE_CHECKING:
    from engine.files.source import Source

BAND = 256  # rows that are compared at a time


def agreement(one: str, other: str) -> float | None:
    """PSNR of two pictures in dB, read in bands; None where they are the same. Raises AppError where their shapes differ."""
    squares, count = 0.0, 0
    with _opened(one) as first, _opened(other) as second:
        if first.shape != second.shape:
            raise AppError(f"the plain loop made another picture: {second.shape}, not {first.shape}", "This is our mistake.")
        shape = first.shape
        for top in range(0, shape.height, BAND):
            box = Box(top, 0, min(top + BAND, shape.height), shape.width)
            difference = first.region(box).astype(np.float32) - second.region(box)
            squares += float(np.square(difference).sum(dtype=np.float64))
            count += difference.size
    return 10 * math.log10((2**shape.bits - 1) ** 2 * count / squares) if squares else None


def _opened(path: str) -> Source:
    return format_of(Path(path)).open(Path(path), scratch_folder())
