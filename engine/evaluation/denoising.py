"""Denoising: Gaussian noise of known strength on clean pictures, and what the stage `restore` makes of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from engine.errors import AppError
from engine.evaluation.baselines import BASELINES
from engine.evaluation.figures import INPUT, Case, Trial
from engine.evaluation.painted import painted
from engine.evaluation.scores import read
from engine.evaluation.selection import pictures_in
from engine.names import speakable
from engine.palette.views import Views
from engine.pixels import Pixels
from engine.sheets import Copy, shown
from engine.stages.restore import Restore

if TYPE_CHECKING:
    from engine.stage import Networks

LARGEST = 100.0  # noise level (8-bit levels) that the stage can be told

UNCLIPPED = "noise, unclipped"
GIVEN, ESTIMATED = "restored, level given", "restored, level estimated"
NOTES = (
    "The noise is Gaussian, independent in each pixel and channel, and not clipped; its generator is seeded with the CRC-32 "
    "of the file's name and sigma, so that it is the same every time.",
    f"“{UNCLIPPED}” is what the stage `restore` gets, as networks do in the papers; it is not rounded. “{INPUT}” is the same "
    "in 8 bits, clipped, and it is what the baselines get, together with the noise level.",
    f"“{GIVEN}”: the stage is told the noise level, as in the papers. “{ESTIMATED}”: it looks for itself, as in the program. "
    "What it makes is rounded to 8 bits.",
)


def denoised(
    clean: Path, sigmas: Sequence[float], networks: Networks, at_most: int | None = None, views: Views = 1
) -> list[Trial]:
    """One trial for each noise level (sigma in 8-bit levels)."""
    for sigma in sigmas:
        if not 0 < sigma <= LARGEST:
            raise AppError(f"sigma {sigma:g} is no noise level", f"Give a sigma above 0, up to {LARGEST:g} (8-bit levels).")
    pictures = pictures_in(clean, at_most)
    return [
        Trial(f"sigma {sigma:g}", len(pictures), _cases(clean, pictures, sigma, networks, views), GIVEN)
        for sigma in dict.fromkeys(sigmas)
    ]


def noisy(picture: Copy, name: str, sigma: float) -> Pixels:
    """0 to 1 and beyond: the noise is not clipped."""
    random = np.random.default_rng(crc32(os.fsencode(name) + f" {sigma:g}".encode()))
    noise = random.standard_normal(picture.shape, np.float32)
    return np.asarray((picture + sigma * noise) / 255, np.float32)


def _cases(clean: Path, pictures: Sequence[Path], sigma: float, networks: Networks, views: Views) -> Iterator[Case]:
    for path in pictures:
        picture = read(clean / path)
        noise = noisy(picture, path.name, sigma)
        damaged = shown(noise)
        results: dict[str, Copy | Pixels] = {UNCLIPPED: noise, INPUT: damaged}
        results |= {name: better(damaged, sigma) for name, better in BASELINES.items()}
        results[GIVEN] = shown(painted(noise, (Restore(noise=sigma, views=views),), networks))
        results[ESTIMATED] = shown(painted(noise, (Restore(views=views),), networks))
        yield Case(speakable(path.as_posix()), picture, results)
