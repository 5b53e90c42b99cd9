"""Baselines: what anyone can do to a picture without a network, for comparison."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import cv2
import numpy as np

from engine.sheets import Copy

Baseline: TypeAlias = Callable[[Copy, float], Copy]
"""A damaged picture (uint8 RGB) and its noise level (sigma in 8-bit levels), to the picture made better."""

# The factors gave the best mean PSNR in a search on six photographs of CBSD68 with Gaussian noise of sigma 15, 25 and 50,
# so that our lead is not owed to poor settings.
NLM_STRENGTH = 0.6  # h for one level of noise, for luminance and colour alike
BILATERAL_RANGE = 4.0  # sigma of the range for one level of noise; OpenCV adds the differences of the three channels up
BILATERAL_REACH = 2.5  # pixels, sigma
CLIPPED = 0.5  # percent at each end of each channel

NOTES = (
    f"Non-local means: OpenCV's for colour, h {NLM_STRENGTH:g} x the noise level, patches 7, search 21 pixels wide.",
    f"Bilateral: OpenCV's, range sigma {BILATERAL_RANGE:g} x the noise level, spatial sigma {BILATERAL_REACH:g} pixels.",
    "Their factors gave the best mean PSNR under Gaussian noise on six photographs of CBSD68: in favour of these baselines.",
    f"Contrast stretch: each channel by itself, {CLIPPED:g} % clipped at each end.",
)


def non_local_means(damaged: Copy, noise: float) -> Copy:
    if noise == 0:
        return damaged
    strength = NLM_STRENGTH * noise
    better = cv2.fastNlMeansDenoisingColored(np.ascontiguousarray(damaged[..., ::-1]), None, strength, strength, 7, 21)
    return np.ascontiguousarray(better[..., ::-1], np.uint8)


def median(damaged: Copy, noise: float) -> Copy:
    return np.asarray(cv2.medianBlur(damaged, 3), np.uint8)


def bilateral(damaged: Copy, noise: float) -> Copy:
    if noise == 0:
        return damaged
    return np.asarray(cv2.bilateralFilter(damaged, 0, BILATERAL_RANGE * noise, BILATERAL_REACH), np.uint8)


def contrast_stretch(damaged: Copy, noise: float) -> Copy:
    black, white = np.percentile(damaged, (CLIPPED, 100 - CLIPPED), axis=(0, 1))
    stretched = (damaged - black) / np.maximum(white - black, 1) * 255
    return np.rint(np.clip(stretched, 0, 255)).astype(np.uint8)


BASELINES: dict[str, Baseline] = {
    "non-local means": non_local_means,
    "median 3 x 3": median,
    "bilateral": bilateral,
    "contrast stretch": contrast_stretch,
}
