"""Repairs: what the stage `scratches` reaches on damaged pictures, beside methods without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.evaluation import fills, finding, mending
from engine.evaluation.finding import Counts, Findings
from engine.evaluation.grids import Grid, Line, mean_of
from engine.evaluation.mending import certain, marked, mended, mended_by_code, psnr_within, widened
from engine.evaluation.scores import psnr, ssim
from engine.evaluation.specimens import Specimen, busiest
from engine.sheets import Copy, labelled_grid, shown
from engine.stages.scratches import WIDER, Scratches

if TYPE_CHECKING:
    from engine.stage import Networks

ROWS = 12  # of a sheet
GROUPS = {"under 1 %": 0.01, "1 to 5 %": 0.05, "5 to 10 %": 0.1, "10 to 20 %": 0.2, "20 % and more": np.inf}
ALL = "all"

DAMAGED, OWN, WIDE, TOLD = "damaged", "scratches, its own marks", "scratches, its wide marks as well", "scratches, true mask"
TITLES = ("damaged", "found", "repaired", "true mask", "clean")
MEASURES = {"psnr": "PSNR (dB)", "ssim": "SSIM", "psnr_within": "PSNR within the damage (dB)"}
NOTE = "By the share of the picture that is damaged, with the number of pictures; means of the pictures' own figures, in RGB."
NOTES = (
    f"“{OWN}”: the stage as the program runs it. “{WIDE}”: with its option `wide` at 0. “{TOLD}”: with the true mask in "
    f"place of its marks, so that its inpainter is measured by itself. The stage widens marks by {WIDER} pixels; Telea and "
    "Navier-Stokes have the true mask, widened just as much. The stage sees what shines through the damage, they do not.",
    "Within the damage: the pixels of the true mask alone, not widened. What was changed elsewhere shows in the whole picture.",
    *finding.NOTES,
    *mending.NOTES,
    *fills.NOTES,
    "PSNR and SSIM are those of scikit-image, of pictures rounded to 8 bits; higher is better. SSIM has a Gaussian window "
    "(sigma 1.5, 11 x 11 pixels). A PSNR above 100 dB counts as 100 dB.",
)


class Reached(NamedTuple):
    """How close a picture comes to the clean one, in RGB."""

    psnr: float  # dB
    ssim: float
    psnr_within: float  # dB, of the damaged pixels alone; NaN where there are none


class Outcome(NamedTuple):
    """What became of one picture."""

    picture: str
    share: float  # of it that is damaged, 0 to 1
    reached: dict[str, Reached]  # by method

    @property
    def group(self) -> str:
        return next(name for name, limit in GROUPS.items() if self.share < limit)


@dataclass
class Repairs:
    """Gathers figures while pictures go by, and the crops of those that are to be shown."""

    networks: Networks
    findings: Findings = field(default_factory=Findings)
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    fills: fills.Fills = field(default_factory=fills.Fills)
    rows: list[list[Copy]] = field(default_factory=list[list[Copy]])
    captions: list[str] = field(default_factory=list[str])

    def see(self, specimen: Specimen, show: bool) -> None:
        clean, damaged, mask = specimen.clean, specimen.damaged, specimen.mask
        own, marks = mended(damaged, self.networks, Scratches())
        results = {DAMAGED: damaged, OWN: own}
        results[WIDE] = mended(damaged, self.networks, Scratches(wide=0), marks)[0]
        results[TOLD] = mended(damaged, self.networks, Scratches(), certain(mask))[0]
        results |= {f"{name}, true mask": one for name, one in mended_by_code(damaged, widened(mask)).items()}
        outcome = Outcome(specimen.name, specimen.share, {name: _reached(one, specimen) for name, one in results.items()})
        self.outcomes.append(outcome)
        counts = self.findings.see(specimen, marks)
        self.fills.see(PurePath(specimen.name).name, clean, self.networks, show)
        if show:
            found, true = (shown(one.astype(np.float32)) for one in (marked(marks, Scratches()), mask))
            self.rows.append([one[busiest(mask)].copy() for one in (damaged, found, own, true, clean)])
            self.captions.append(_caption(outcome, counts))

    def grids(self) -> tuple[Grid, ...]:
        """The tables; folded, every picture by itself."""
        by_share = [_by_share(self.outcomes, measure) for measure in MEASURES]
        each = [_each(self.outcomes, measure) for measure in MEASURES]
        return (*self.findings.grids(), *by_share, *each, self.fills.grid())

    def sheets(self) -> dict[str, Copy]:
        return {"repair": labelled_grid(self.rows, TITLES, self.captions), "holes": self.fills.sheet()}


def _reached(picture: Copy, specimen: Specimen) -> Reached:
    ours, theirs = picture / 255, specimen.clean / 255
    return Reached(psnr(ours, theirs), ssim(ours, theirs), psnr_within(specimen.mask, picture, specimen.clean))


def _by_share(outcomes: Sequence[Outcome], measure: str) -> Grid:
    """Methods by how much is damaged; shares that no picture has are left out."""
    groups = {group: [one for one in outcomes if one.group == group] for group in GROUPS} | {ALL: outcomes}
    there = {f"{group} ({len(ours)})": ours for group, ours in groups.items() if ours}
    lines = [
        Line(method, tuple(mean_of([getattr(one.reached[method], measure) for one in ours]) for ours in there.values()))
        for method in outcomes[0].reached
    ]
    title = f"Repairing damage: {MEASURES[measure]}"
    return Grid(title=title, note=NOTE, measure=measure, columns=tuple(there), lines=tuple(lines))


def _each(outcomes: Sequence[Outcome], measure: str) -> Grid:
    methods = tuple(outcomes[0].reached)
    lines = [
        Line(f"{one.picture}, {one.share:.1%}", tuple(mean_of([getattr(one.reached[how], measure)]) for how in methods))
        for one in outcomes
    ]
    title, note = f"Every picture: {MEASURES[measure]}", "With the share of each picture that is damaged."
    return Grid(title=title, note=note, measure=measure, columns=methods, lines=tuple(lines), folded=True)


def _caption(outcome: Outcome, counts: Counts) -> str:
    before, own, told = (outcome.reached[method].psnr for method in (DAMAGED, OWN, TOLD))
    figures = f"{outcome.share:.1%} damaged   F1 {counts.f1:.2f}   {before:.2f} → {own:.2f} dB, with the true mask {told:.2f}"
    return f"{outcome.picture}   {figures}"
