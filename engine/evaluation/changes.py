"""Changes of a picture that a good restorer should not mind, and its answers to them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np

from engine.evaluation.attacks import Gradient, fgsm, pgd, random_signs
from engine.evaluation.denoising import noisy
from engine.evaluation.scores import psnr
from engine.pixels import Pixels
from engine.sheets import Copy, shown

SIGMA = 15.0  # 8-bit levels
BOUNDS = (2, 4)  # 8-bit levels
SHIFTS = range(1, 8)  # pixels
LIGHTS = ((0.8, 1.0), (1.2, 1.0), (1.0, 0.8), (1.0, 1.25))  # gain, gamma
WRONG = (0.5, 2.0)  # of the noise level
MARGIN = 16  # pixels on each side that do not count where the picture was shifted: there is other content
CONTROL = "random signs"
ATTACKS = ("FGSM", "PGD")

Restorer: TypeAlias = Callable[[Pixels, float], Pixels]
"""A picture (0 to 1) and the noise level that is told (8-bit levels), to the restored picture."""


@dataclass(frozen=True)
class Answer:
    """What became of one picture under one change; all that is compared has one size."""

    change: str
    changed: Copy
    restored: Copy  # with the change undone
    plain: Copy  # restored without the change
    clean: Copy

    @property
    def family(self) -> str:
        return self.change.partition(",")[0]

    @property
    def control(self) -> str | None:
        """The change that an attack must outdo."""
        return CONTROL + self.change.removeprefix(self.family) if self.family in ATTACKS else None

    @property
    def psnr(self) -> float:
        return _psnr(self.restored, self.clean)

    @property
    def drop(self) -> float:
        return _psnr(self.plain, self.clean) - self.psnr

    @property
    def agreement(self) -> float:
        return _psnr(self.restored, self.plain)


def answers(clean: Copy, name: str, restore: Restorer, gradient: Gradient) -> Iterator[Answer]:
    """The restorer's answers to all changes of one picture, the first of them none."""
    given = shown(noisy(clean, name, SIGMA))
    pixels = np.asarray(given / 255, np.float32)
    plain = restore(pixels, SIGMA)

    def answer(change: str, changed: Copy, level: float = SIGMA) -> Answer:
        restored = restore(np.asarray(changed / 255, np.float32), level)
        return Answer(change, changed, shown(restored), shown(plain), clean)

    yield Answer("no change", given, shown(plain), shown(plain), clean)
    random = np.random.default_rng(crc32(os.fsencode(name)))
    for bound in BOUNDS:
        yield answer(f"{CONTROL}, {bound} levels", random_signs(given, bound, random))
        yield answer(f"{ATTACKS[0]}, {bound} levels", fgsm(given, bound, gradient))
        yield answer(f"{ATTACKS[1]}, {bound} levels", pgd(given, bound, gradient, random))
    for shift in SHIFTS:
        yield shifted(pixels, shift, plain, clean, restore)
    for gain, gamma in LIGHTS:
        yield lit(pixels, gain, gamma, plain, clean, restore)
    for factor in WRONG:
        yield answer(f"noise level, x {factor:g}", given, factor * SIGMA)


def shifted(pixels: Pixels, shift: int, plain: Pixels, clean: Copy, restore: Restorer) -> Answer:
    height, width = pixels.shape[:2]
    moved = np.pad(pixels, ((shift, 0), (shift, 0), (0, 0)), mode="reflect")[:height, :width]
    back = np.zeros_like(plain)
    back[: height - shift, : width - shift] = restore(moved, SIGMA)[shift:, shift:]
    inner = slice(MARGIN, height - MARGIN), slice(MARGIN, width - MARGIN)
    return Answer(f"shift, {shift} px", shown(moved), shown(back[inner]), shown(plain[inner]), clean[inner])


def lit(pixels: Pixels, gain: float, gamma: float, plain: Pixels, clean: Copy, restore: Restorer) -> Answer:
    """Under another light, which is changed back; the others go there and back as well, and lose what clipping takes."""

    def there(picture: Pixels) -> Pixels:
        return np.asarray(np.clip(gain * picture**gamma, 0, 1), np.float32)

    def back(picture: Pixels) -> Pixels:
        return np.asarray((picture / gain) ** (1 / gamma), np.float32)

    original = np.asarray(clean / 255, np.float32)
    changed = there(pixels)
    noise = SIGMA * float((changed - there(original)).std() / max(float((pixels - original).std()), 1e-6))
    restored = back(restore(changed, noise))
    change = f"light, gain {gain:g}" if gamma == 1 else f"light, gamma {gamma:g}"
    return Answer(change, shown(changed), shown(restored), shown(back(there(plain))), shown(back(there(original))))


def _psnr(picture: Copy, clean: Copy) -> float:
    return psnr(picture / 255, clean / 255)
