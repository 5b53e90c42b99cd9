"""Tint: whether a picture has colours of its own, or the one tone that sepia, albumen and silver prints have."""

from __future__ import annotations

import cv2
import numpy as np

from engine.pixels import Pixels

CALM = 128  # pixels along the longer side of a copy without grain and JPEG
FAINT = 0.5 / 255  # less of a tint than this is none


def scatter(small: Pixels) -> float:
    """How far colours lie from those that a toned print has: there they follow from the lightness alone. In CIELAB's units."""
    share = min(1.0, CALM / max(small.shape[:2]))
    size = [max(1, round(side * share)) for side in small.shape[1::-1]]
    calm = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), np.float32)
    lab = cv2.cvtColor(calm, cv2.COLOR_RGB2LAB).reshape(-1, 3)
    powers = np.vander(lab[:, 0] / 100, 4)
    follow, *_ = np.linalg.lstsq(powers, lab[:, 1:], rcond=None)
    return float(np.sqrt(((lab[:, 1:] - powers @ follow) ** 2).sum(axis=1).mean()))


def with_own_tint(before: Pixels, after: Pixels) -> Pixels:
    """(H, W, 3): what a picture of one tone has become, with as much of its own tint as is left in it, and no other."""
    own, left = before - _grey(before), after - _grey(after)
    mean, other = own.mean(axis=(0, 1)), left.mean(axis=(0, 1))
    share = float(np.clip(mean @ other / max(mean @ mean, FAINT**2), 0, 1))
    return np.asarray(_grey(after) + share * own, np.float32)


def _grey(pixels: Pixels) -> Pixels:
    return pixels.mean(axis=2, keepdims=True)
