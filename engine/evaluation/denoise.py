"""The suite `denoise`: Gaussian noise of known strength on clean pictures, and how much of it is removed."""

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
from engine.evaluation.scores import read
from engine.names import speakable
from engine.overview import small_copy
from engine.painting import Painter, mirrored
from engine.pixels import Box, Pixels
from engine.sheets import Copy, pictures_below, shown
from engine.stage import Stage
from engine.stages.restore import Restore
from engine.tiles import tile_rows

if TYPE_CHECKING:
    from engine.stage import Networks

SIGMAS = (15.0, 25.0, 50.0)  # 8-bit levels, as in the papers
LARGEST = 100.0  # that the stage can be told

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


def denoised(clean: Path, sigmas: Sequence[float], networks: Networks, at_most: int | None = None) -> list[Trial]:
    """One trial for each noise level (sigma in 8-bit levels)."""
    for sigma in sigmas:
        if not 0 < sigma <= LARGEST:
            raise AppError(f"sigma {sigma:g} is no noise level", f"Give a sigma above 0, up to {LARGEST:g} (8-bit levels).")
    pictures = pictures_in(clean, at_most)
    return [
        Trial(f"sigma {sigma:g}", len(pictures), _cases(clean, pictures, sigma, networks), GIVEN)
        for sigma in dict.fromkeys(sigmas)
    ]


def pictures_in(clean: Path, at_most: int | None = None) -> list[Path]:
    """Relative paths of the pictures in a folder, or of a part of them, spread evenly; AppError where there are none."""
    if not clean.is_dir():
        raise AppError(f"{clean} is not a folder", "Give a folder of clean pictures.")
    pictures = list(pictures_below(clean))
    if not pictures:
        raise AppError(f"There are no pictures in {clean}", "Give a folder that holds clean pictures.")
    if at_most is None or at_most >= len(pictures):
        return pictures
    return [pictures[place] for place in np.linspace(0, len(pictures) - 1, at_most).round().astype(int)]


def noisy(picture: Copy, name: str, sigma: float) -> Pixels:
    """0 to 1 and beyond: the noise is not clipped."""
    random = np.random.default_rng(crc32(os.fsencode(name) + f" {sigma:g}".encode()))
    noise = random.standard_normal(picture.shape, np.float32)
    return np.asarray((picture + sigma * noise) / 255, np.float32)


def painted(picture: Pixels, stages: Sequence[Stage], networks: Networks) -> Pixels:
    """The picture through stages, as the program sends it, without a file."""
    height, width = picture.shape[:2]
    whole = Box(0, 0, height, width)
    read_box = mirrored(lambda box: picture[box.inside(whole)], height, width)
    painter = Painter(height, width, read_box, networks).looking(stages, small_copy(height, width, read_box))
    rows = tile_rows(*painter.size)
    return np.concatenate([np.concatenate([painter.paint(box) for box in row], axis=1) for row in rows])


def _cases(clean: Path, pictures: Sequence[Path], sigma: float, networks: Networks) -> Iterator[Case]:
    for path in pictures:
        picture = read(clean / path)
        noise = noisy(picture, path.name, sigma)
        damaged = shown(noise)
        results: dict[str, Copy | Pixels] = {UNCLIPPED: noise, INPUT: damaged}
        results |= {name: better(damaged, sigma) for name, better in BASELINES.items()}
        results[GIVEN] = shown(painted(noise, (Restore(noise=sigma),), networks))
        results[ESTIMATED] = shown(painted(noise, (Restore(),), networks))
        yield Case(speakable(path.as_posix()), picture, results)
