"""How well damage is found: marks against the true mask, pixel by pixel, beside methods without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import cv2
import numpy as np
from msgspec.structs import replace

from engine.evaluation.grids import Grid, Line, mean_of
from engine.evaluation.mending import marked
from engine.evaluation.specimens import Specimen
from engine.palette.filling import Mask
from engine.sheets import Copy
from engine.stage import Marks
from engine.stages.scratches import WIDE, Scratches

STAGES = {"scratches": Scratches(), "scratches, wide marks as well": Scratches(wide=0)}
DOUBTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
HAT, CLEAR = 7, 30  # pixels, 8-bit levels: about the best F1 in a search on eight photographs, damaged in three ways

OURS = next(iter(STAGES))
HATS, ALL = "top-hat and black-hat", "everything marked"
NOTE = (
    "Pixels that were marked against those that are damaged. Pooled: all pictures as if they were one. Mean: of the pictures' "
    "own figures; a picture in which nothing was marked has no precision, one without damage no recall."
)
NOTES = (
    "Precision: the share of what was marked that is damaged. Recall: the share of what is damaged that was marked. F1: their "
    "harmonic mean. IoU: what is both, as a share of what is either. The stage's marks are taken as found, not yet widened.",
    f"“{OURS}”: as it is by default (doubt {Scratches().doubt:g}); it leaves alone what is marked over more than {WIDE} pixels "
    "across, since that may be part of the scene. “Wide marks as well”: with its option `wide` at 0.",
    f"Top-hat and black-hat: OpenCV's, of the grey picture, with an ellipse {HAT} pixels wide; marked is what stands out by "
    f"more than {CLEAR} levels. Both figures are in favour of the method: they gave about the best F1 on pictures of CBSD68.",
)


class Counts(NamedTuple):
    """Pixels of one picture, or of several together."""

    both: int
    marked: int
    damaged: int

    @property
    def precision(self) -> float:
        return self.both / self.marked if self.marked else np.nan

    @property
    def recall(self) -> float:
        return self.both / self.damaged if self.damaged else np.nan

    @property
    def f1(self) -> float:
        """1 where there is nothing and nothing was marked; so is IoU."""
        total = self.marked + self.damaged
        return 2 * self.both / total if total else 1.0

    @property
    def iou(self) -> float:
        either = self.marked + self.damaged - self.both
        return self.both / either if either else 1.0


MEASURES = {"precision": "precision", "recall": "recall", "f1": "F1", "iou": "IoU"}


@dataclass
class Findings:
    """Gathers counts while pictures go by, one for each picture."""

    methods: dict[str, list[Counts]] = field(default_factory=dict[str, list[Counts]])
    doubts: dict[str, dict[str, list[Counts]]] = field(default_factory=dict[str, dict[str, list[Counts]]])  # by stage

    def see(self, specimen: Specimen, marks: Marks) -> Counts:
        """The counts of the stage by default."""
        found = {name: marked(marks, stage) for name, stage in STAGES.items()}
        found |= {HATS: hats(specimen.damaged), ALL: np.ones_like(specimen.mask)}
        for name, mask in found.items():
            self.methods.setdefault(name, []).append(counts(mask, specimen.mask))
        for name, stage in STAGES.items():
            lines = self.doubts.setdefault(name, {})
            for doubt in DOUBTS:
                mask = marked(marks, replace(stage, doubt=doubt))
                lines.setdefault(f"doubt {doubt:g}", []).append(counts(mask, specimen.mask))
        return self.methods[OURS][-1]

    def grids(self) -> tuple[Grid, ...]:
        by_doubt = [_grid(f"Finding damage, by doubt: {name}", lines) for name, lines in self.doubts.items()]
        return _grid("Finding damage", self.methods), *by_doubt


def hats(picture: Copy) -> Mask:
    """Small things that are lighter or darker than what is around them."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ellipse = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (HAT, HAT))
    out = [cv2.morphologyEx(grey, kind, ellipse) for kind in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT)]
    return np.asarray(np.maximum(*out) > CLEAR, np.bool_)


def counts(found: Mask, mask: Mask) -> Counts:
    return Counts(int((found & mask).sum()), int(found.sum()), int(mask.sum()))


def _grid(title: str, found: dict[str, list[Counts]]) -> Grid:
    columns = [f"{name}, {how}" for how in ("pooled", "mean") for name in MEASURES.values()]
    lines = [Line(name, _cells(one)) for name, one in found.items()]
    return Grid(title=title, note=NOTE, measure="share", columns=tuple(columns), lines=tuple(lines))


def _cells(found: Sequence[Counts]) -> tuple[float | None, ...]:
    pooled = Counts(*(sum(numbers) for numbers in zip(*found, strict=True)))
    each = [mean_of([getattr(one, measure) for one in found]) for measure in MEASURES]
    return (*(mean_of([getattr(pooled, measure)]) for measure in MEASURES), *each)
