"""The noise level as a plane beside the picture: so the restorer is told how noisy it is."""

from __future__ import annotations

import cv2
import numpy as np

from engine.pixels import Pixels, as_rgb


def with_noise(pixels: Pixels, noise: float, planes: int) -> Pixels:
    """(1, H, W, planes) of (H, W, C): RGB and the level, 0 to 1. Models of other programs have three planes, and find out by
    themselves."""
    if planes == 4:  # numpy takes three times as long
        told = cv2.cvtColor(as_rgb(pixels), cv2.COLOR_RGB2RGBA)
        told[..., 3] = noise
        return np.asarray(told, np.float32)[None]
    told = np.empty((1, *pixels.shape[:2], planes), np.float32)
    told[0, ..., :3] = pixels
    told[0, ..., 3:] = noise
    return told
