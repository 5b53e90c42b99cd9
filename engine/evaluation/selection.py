"""A selection: which pictures of a folder are measured, and which of many are shown; a part is spread evenly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.errors import AppError
from engine.sheets import pictures_below


def pictures_in(clean: Path, at_most: int | None = None) -> list[Path]:
    """Relative paths of the pictures in a folder, or of a part of them, spread evenly; AppError where there are none."""
    if not clean.is_dir():
        raise AppError(f"{clean} is not a folder", "Give a folder of clean pictures.")
    pictures = list(pictures_below(clean))
    if not pictures:
        raise AppError(f"There are no pictures in {clean}", "Give a folder that holds clean pictures.")
    return [pictures[place] for place in spread(len(pictures), at_most)]


def spread(count: int, at_most: int | None) -> Sequence[int]:
    """The places of at most so many of `count` things, evenly spread."""
    if at_most is None or at_most >= count:
        return range(count)
    return np.linspace(0, count - 1, at_most).round().astype(int).tolist()
