"""A picture as its tones are measured: small, without noise and without what covers it.

Noise looks like contrast to a network that measures tones, and white scratches like the white of the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.palette.filling import filled_roughly
from engine.palette.measures import Measures
from engine.palette.noise_plane import with_noise
from engine.pixels import Pixels, as_rgb

if TYPE_CHECKING:
    from engine.stage import Networks

FINDER, RESTORER = "finder", "restorer"
MODELS = (FINDER, RESTORER)
SEEN = 512  # pixels along the longer side of the copy
COVERED = 0.1  # how probable damage must be that is not taken for a tone of the picture; a wrong guess does little harm
NOISY = 2 / 255  # noise of the copy that is taken away first; most scans have none left when they are so small


def uncovered(small: Pixels, networks: Networks) -> Pixels:
    """(h, w, 3), long side at most SEEN, of a picture made small."""
    factor = min(1.0, SEEN / max(small.shape[:2]))
    size = max(1, round(small.shape[1] * factor)), max(1, round(small.shape[0] * factor))
    seen = np.asarray(cv2.resize(as_rgb(small), size, interpolation=cv2.INTER_AREA), np.float32).clip(0, 1)
    covered = (networks(FINDER)(seen[None])[0][..., 0] > COVERED).astype(np.uint8)
    covered = np.asarray(cv2.dilate(covered, np.ones((3, 3), np.uint8)), np.uint8) > 0
    return filled_roughly(_quiet(seen, networks), covered)


def _quiet(seen: Pixels, networks: Networks) -> Pixels:
    noise = Measures([seen]).noise_level
    if noise < NOISY:
        return seen
    restorer = networks(RESTORER)
    return np.asarray(restorer(with_noise(seen, noise, restorer.planes))[0].clip(0, 1), np.float32)
