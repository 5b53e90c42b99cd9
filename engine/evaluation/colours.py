"""Measures of colour: how colourful a picture is, and how far its colours are from those of another."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sheets import Copy

NOTES = (
    "Colourfulness: Hasler & Süsstrunk 2003, the measure that they compute from RGB, in 8-bit levels. With rg = R - G and "
    "yb = (R + G) / 2 - B it is the root of the sum of the two variances, and 0.3 times the root of the sum of the two squared "
    "means. Grey has 0; in their words 15 is slightly, 45 averagely and 82 highly colourful. It does not see which colours are "
    "where. The absolute difference is the mean of the pictures' own, so that faint ones do not make up for gaudy ones.",
    "Error of colour: the distance in a and b of CIELAB (OpenCV's conversion from sRGB, D65), the mean over the pixels; "
    "lightness does not count. Lower is better. But as every mean error it is in favour of faint colours: a bold guess that is "
    "wrong costs more than none (Zhang et al. 2016).",
)


def colourfulness(picture: Copy) -> float:
    """0 (grey) to about 110 (extremely colourful), and beyond for pictures made by code."""
    red, green, blue = np.moveaxis(picture.astype(np.float64), 2, 0)
    opponents = red - green, (red + green) / 2 - blue
    spread, middle = np.hypot(*(one.std() for one in opponents)), np.hypot(*(one.mean() for one in opponents))
    return float(spread + 0.3 * middle)


def colour_error(picture: Copy, clean: Copy) -> float:
    """How far a and b of CIELAB are from the clean picture's, in its units; the mean over the pixels."""
    apart = _ab(picture) - _ab(clean)
    return float(np.hypot(apart[..., 0], apart[..., 1]).mean(dtype=np.float64))


def _ab(picture: Copy) -> NDArray[np.float32]:
    """(H, W, 2)"""
    return np.asarray(cv2.cvtColor(np.asarray(picture / 255, np.float32), cv2.COLOR_RGB2LAB), np.float32)[..., 1:]
