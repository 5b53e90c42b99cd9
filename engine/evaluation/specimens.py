"""Specimens: damaged photographs of which it is known where the damage lies, made by code or given as folders."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import cv2
import numpy as np

from engine.errors import AppError
from engine.evaluation.compare import paired
from engine.evaluation.scores import read, read_pair
from engine.evaluation.selection import pictures_in, spread
from engine.evaluation.showcase import SIDE
from engine.names import speakable
from engine.palette.filling import Mask
from engine.sheets import Copy, pictures_below, shown
from models.damage import Damage, age
from models.damages.crease import Crease
from models.damages.film_damage import FilmDamage

SMALLEST = 32  # pixels; on less there is no room for damage
HIDES = 0.1  # share of the picture's light from which on a pixel counts as damaged
WHITE = 127  # of a mask; what is lighter is damaged

# Two layers of film damage, as each is of one tone; the counts make about 1 to 20 % of a picture.
DAMAGES: tuple[Damage, ...] = (FilmDamage(count=(1, 12)), FilmDamage(count=(0, 12)), Crease())

MADE = (
    "The damage was drawn by code: one or two layers of film damage (hairs, scratches, dust, spots, blotches), and creases. "
    "Its generator is seeded with the CRC-32 of the file's name, so that it is the same every time. It is of the kinds that "
    f"networks learn from, and flatters them. The true mask is where more than {HIDES:.0%} of the picture is hidden."
)
GIVEN = (
    "The damaged pictures and their masks were given. What differs from the clean pictures beside the damage (noise, fading) "
    "counts in the figures as well."
)


class Specimen(NamedTuple):
    """One photograph, clean and damaged; uint8 RGB of one size."""

    name: str
    clean: Copy
    damaged: Copy
    mask: Mask  # where the damage lies

    @property
    def share(self) -> float:
        """Of the picture that is damaged, 0 to 1."""
        return float(self.mask.mean())


@dataclass(frozen=True)
class Files:
    """The files that a specimen is made of."""

    name: Path  # within the folder of clean pictures
    clean: Path
    given: tuple[Path, Path] | None = None  # the damaged picture and its mask; made by code where there are none

    def specimen(self) -> Specimen:
        """Raises AppError where they do not fit together."""
        name = speakable(self.name.as_posix())
        if self.given:
            clean, damaged = read_pair(self.clean, self.given[0])
            return Specimen(name, clean, damaged, read_pair(self.clean, self.given[1])[1].max(axis=2) > WHITE)
        clean = read(self.clean)
        if min(clean.shape[:2]) < SMALLEST:
            raise AppError(f"{self.clean} is too small", f"Give pictures of at least {SMALLEST} x {SMALLEST} pixels.")
        return Specimen(name, clean, *struck(clean, self.name.name))


def specimens_in(clean: Path, given: tuple[Path, Path] | None = None, at_most: int | None = None) -> list[Files]:
    """Of the pictures in `clean`, or of a part of them, spread evenly.

    `given`: a folder of damaged pictures and one of their masks; then only clean pictures that have both count. AppError
    where there are none, or where the folders do not belong together.
    """
    if given is None:
        return [Files(path, clean / path) for path in pictures_in(clean, at_most)]
    damaged, masks = (paired(clean, folder) for folder in given)
    for one, other, folder in ((damaged, masks, given[1]), (masks, damaged, given[0])):
        if missing := [path for path in one if path not in other]:
            raise AppError(
                f"{folder} has no counterpart of {one[missing[0]]}",
                "Each damaged picture needs its mask, and each mask its picture: of the same name, whatever the suffix.",
            )
    files = [
        Files(path, clean / path, (damaged[clean / path], masks[clean / path]))
        for path in pictures_below(clean)
        if clean / path in damaged
    ]
    return [files[place] for place in spread(len(files), at_most)]


def busiest(mask: Mask, side: int = SIDE) -> tuple[slice, slice]:
    """Rows and columns of the square, at most side x side pixels, in which most is masked."""
    height, width = mask.shape
    tall, wide = min(side, height), min(side, width)
    sums = cv2.integral(mask.astype(np.uint8))
    inside = sums[tall:, wide:] - sums[:-tall, wide:] - sums[tall:, :-wide] + sums[:-tall, :-wide]
    top, left = (int(place) for place in np.unravel_index(inside.argmax(), inside.shape))
    return slice(top, top + tall), slice(left, left + wide)


def struck(clean: Copy, name: str) -> tuple[Copy, Mask]:
    """Damage a photograph by code; the name decides on everything random."""
    import torch

    pictures = torch.from_numpy(np.asarray(clean / 255, np.float32)).permute(2, 0, 1)[None]
    aged = age(pictures, DAMAGES, torch.Generator().manual_seed(crc32(os.fsencode(name))))
    damaged = np.asarray(aged.damaged[0].permute(1, 2, 0).numpy(), np.float32)
    return shown(damaged), np.asarray(aged.hidden[0, 0].numpy() > HIDES, np.bool_)
