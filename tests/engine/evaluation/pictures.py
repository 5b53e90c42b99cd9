"""Small pictures made by code, as files."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def painting(height: int = 48, width: int = 64, seed: int = 0) -> NDArray[np.uint8]:
    """uint8 RGB, 20 to 220, so that errors may be added: smooth slopes, with a dark and a bright patch."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:height, 0:width]
    planes = [60 + 120 * (rows * random.random() / height + columns * random.random() / width) for _ in range(3)]
    picture = np.minimum(np.stack(planes, axis=2), 220).astype(np.uint8)
    picture[height // 4 : height // 2, width // 4 : width // 2] = random.integers(20, 60, 3)
    picture[height // 2 : -height // 4, width // 2 : -width // 4] = random.integers(180, 220, 3)
    return picture


def saved(picture: NDArray[np.uint8], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture).save(path)
    return path
