"""Scale: the same photograph as scans of several sizes; what comes out should look the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from engine.evaluation.passages import WHITE, Division, sent
from engine.evaluation.scores import psnr, ssim
from engine.overview import shrunk
from engine.painting.readers import larger
from engine.pixels import Pixels
from engine.sheets import Copy, shown
from engine.stage import Stage

if TYPE_CHECKING:
    from engine.stage import Networks

WIDEST = 400  # pixels of the photograph at 1x
FACTORS = (1, 2, 4)


class Agreement(NamedTuple):
    """Of the result from a larger scan with that from the first; NaN where pictures are too small for SSIM."""

    psnr: float  # dB, RGB
    ssim: float


def at_first(photograph: Copy) -> Pixels:
    """The photograph at 1x: made smaller, by area, where it is wider than WIDEST."""
    height, width = photograph.shape[:2]
    if width > WIDEST:
        size = WIDEST, max(1, round(height * WIDEST / width))
        photograph = np.asarray(cv2.resize(photograph, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(photograph / np.float32(255), np.float32)


def scanned(picture: Pixels, factor: int) -> Pixels:
    """As a scanner with `factor` times as many dots an inch sees it: larger (bicubic), not sharper."""
    return np.clip(larger(picture, factor), 0, 1)


def results(picture: Pixels, stages: Sequence[Stage], networks: Networks, division: Division) -> dict[int, Copy]:
    """What the stages make of the picture at each factor, all as large as the first, by area."""
    made: dict[int, Copy] = {}
    for factor in FACTORS:
        painted = sent(scanned(picture, factor), stages, networks, division).painted
        made[factor] = shown(shrunk(np.asarray(painted / np.float32(WHITE), np.float32), factor))
    return made


def agreements(made: dict[int, Copy]) -> dict[int, Agreement]:
    """Of each factor but the first, with the first."""
    first, *others = FACTORS
    wanted = made[first] / 255
    return {factor: Agreement(psnr(made[factor] / 255, wanted), ssim(made[factor] / 255, wanted)) for factor in others}
