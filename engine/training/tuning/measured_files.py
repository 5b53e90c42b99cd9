"""The files that a verdict was measured on: clean, before, by the base and by the tuned model, as `evaluate` reads them."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor

from engine.evaluation.scores import psnr
from engine.evaluation.selection import spread
from engine.names import speakable
from engine.sheets import Copy, shown, write_sheet
from engine.training.tuning.verdict import Held

FOLDER = "measured"
CLEAN, BEFORE, BASE, TUNED = "clean", "before", "base", "tuned"
MOST = 8e6  # pixels of one kind that are kept: they lie on the user's disk with the run


class MeasuredFiles:
    """Measures held-out photographs one by one, of pictures rounded to 8 bits, and keeps them, or some, evenly spread.

    `main.py evaluate FOLDER/measured/clean FOLDER/measured/tuned` says the same numbers of the same files.
    """

    def __init__(self, folder: Path, count: int, pixels: int) -> None:
        """`folder`: of the verdict; `pixels`: of each of the `count` photographs."""
        self._folder = folder / FOLDER
        self._kept = frozenset(spread(count, max(1, int(MOST // max(pixels, 1)))))
        self._number = -1
        for kind in (CLEAN, BEFORE, BASE, TUNED):
            (self._folder / kind).mkdir(parents=True, exist_ok=True)
            for old in (self._folder / kind).glob("*.png"):  # of an earlier verdict on this run
                old.unlink()

    def held(self, name: str, original: Tensor, before: Tensor, base: Tensor, tuned: Tensor) -> Held:
        """(1, 3, H, W) each, 0 to 1."""
        self._number += 1
        pictures = {CLEAN: _copy(original), BEFORE: _copy(before), BASE: _copy(base), TUNED: _copy(tuned)}
        figures = [round(psnr(pictures[kind] / 255.0, pictures[CLEAN] / 255.0), 3) for kind in (BEFORE, BASE, TUNED)]
        file = f"{self._number + 1:04}.png" if self._number in self._kept else ""
        if file:
            for kind, picture in pictures.items():
                write_sheet(self._folder / kind / file, picture)
        return Held(speakable(name), *figures, file=file)


def _copy(picture: Tensor) -> Copy:
    return shown(picture[0].clamp(0, 1).permute(1, 2, 0).numpy())
