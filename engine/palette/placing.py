"""Placing: a small picture of the whole, enlarged to where a tile lies; every tile sees its part of one and the same."""

from __future__ import annotations

import cv2
import numpy as np

from engine.pixels import Pixels
from engine.stage import Tile


def placed(small: Pixels, tile: Tile) -> Pixels:
    """(H, W, C): of `small` (h, w, C), which stands for the whole picture, what lies under the tile's pixels; bilinear."""
    height, width = small.shape[:2]
    rows = (np.arange(tile.box.top, tile.box.bottom, dtype=np.float64) + 0.5) / tile.height * height - 0.5
    columns = (np.arange(tile.box.left, tile.box.right, dtype=np.float64) + 0.5) / tile.width * width - 0.5
    x, y = np.meshgrid(columns.astype(np.float32), rows.astype(np.float32))
    found = cv2.remap(np.ascontiguousarray(small), x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(found, np.float32).reshape(*x.shape, -1)
