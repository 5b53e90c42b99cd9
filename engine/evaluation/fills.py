"""How well holes are filled in which nothing is left to see: the inpainter by itself, beside methods without a network."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from engine.evaluation.grids import Grid, Line, mean_of
from engine.evaluation.mending import mended_by_code, psnr_within
from engine.evaluation.scores import psnr
from engine.evaluation.showcase import middle
from engine.evaluation.specimens import busiest
from engine.palette.filling import Mask, filled
from engine.sheets import Copy, labelled_grid, shown
from engine.stages.scratches import INPAINTER
from models.holes import Holes, holes

if TYPE_CHECKING:
    from torch import Generator

    from engine.stage import Networks

SIDE = 512  # pixels at most, from the middle of each picture
SHARES = {"1 to 10 %": (0.01, 0.1), "10 to 30 %": (0.1, 0.3)}
THIN = Holes(damage=0.5, strokes=0.5, boxes=0, size=(0.05, 0.15))

HOLE, FILLED = "hole", "inpainter"
NOTE = "PSNR in dB, in RGB: of the whole picture, and of what was hidden alone; means of the pictures' own figures."
NOTES = (
    f"Holes: film damage and thin strokes of a brush, drawn by code, with nothing but grey in them, in up to {SIDE} x {SIDE} "
    "pixels from the middle of each clean picture. How much they hide, and where, is seeded with the CRC-32 of the file's "
    "name. All methods have the mask as it is, not widened.",
)


class Filled(NamedTuple):
    psnr: float  # dB, of the whole picture
    within: float  # dB, of the hole alone


@dataclass
class Fills:
    """Gathers figures while pictures go by, by share and method, and the crops of those that are to be shown."""

    found: dict[str, dict[str, list[Filled]]] = field(default_factory=dict[str, dict[str, list[Filled]]])
    rows: list[list[Copy]] = field(default_factory=list[list[Copy]])
    captions: list[str] = field(default_factory=list[str])

    def see(self, name: str, clean: Copy, networks: Networks, show: bool) -> None:
        clean = middle(clean, SIDE)
        shown_share = list(SHARES)[len(self.rows) % len(SHARES)]
        for share in SHARES:
            mask = hole(clean.shape[:2], name, share)
            results = fills(clean, mask, networks)
            scores = {how: Filled(psnr(one / 255, clean / 255), psnr_within(mask, one, clean)) for how, one in results.items()}
            for how, one in scores.items():
                self.found.setdefault(share, {}).setdefault(how, []).append(one)
            if show and share == shown_share:
                where = busiest(mask)
                self.rows.append([one[where].copy() for one in (*results.values(), clean)])
                within = ", ".join(f"{how} {one.within:.2f}" for how, one in scores.items() if how != HOLE)
                self.captions.append(f"{name}   {mask.mean():.1%} hidden   in the hole: {within} dB")

    def grid(self) -> Grid:
        columns = [f"{share}, {part}" for share in SHARES for part in ("whole picture", "in the hole")]
        by_share = list(self.found.values())
        lines = [
            Line(how, tuple(mean_of(column) for found in by_share for column in zip(*found[how], strict=True)))
            for how in by_share[0]
        ]
        return Grid(title="Filling holes", note=NOTE, measure="psnr", columns=tuple(columns), lines=tuple(lines))

    def sheet(self) -> Copy:
        titles = [*next(iter(self.found.values())), "clean"]
        return labelled_grid(self.rows, titles, self.captions)


def fills(clean: Copy, mask: Mask, networks: Networks) -> dict[str, Copy]:
    """The picture with a grey hole, and what each method makes of it."""
    missing = np.where(mask[..., None], np.float32(0.5), np.asarray(clean / 255, np.float32))
    hidden = shown(missing)
    return {HOLE: hidden, FILLED: shown(filled(missing, mask, networks(INPAINTER)))} | mended_by_code(hidden, mask)


def hole(shape: tuple[int, ...], name: str, share: str) -> Mask:
    """A mask for a picture of that (height, width), drawn piece by piece; the name decides on everything random."""
    import torch

    random = torch.Generator().manual_seed(crc32(os.fsencode(f"{name} {share}")))
    low, high = SHARES[share]
    while True:
        wanted = low + (high - low) * float(torch.rand((), generator=random))
        mask = _drawn(shape, wanted, random)
        if mask.mean() <= high:
            return mask


def _drawn(shape: tuple[int, ...], share: float, random: Generator) -> Mask:
    mask = np.zeros(shape, np.bool_)
    while mask.mean() < share:
        mask |= holes(THIN, (1, 3, *shape), random)[0, 0].numpy() > 0
    return mask
