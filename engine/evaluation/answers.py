"""How the answers of the stage `restore` to a changed input compare with those to the input as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import AppError, ModelInvalid
from engine.evaluation.attacks import STEPS, gradient_of
from engine.evaluation.changes import CONTROL, MARGIN, SIGMA, Answer, answers
from engine.evaluation.grids import Grid, Line, mean_of
from engine.evaluation.painted import painted
from engine.evaluation.scores import read
from engine.evaluation.showcase import middle
from engine.pixels import Pixels
from engine.sheets import Copy, labelled_grid
from engine.stages.restore import Restore
from models.package import Package

if TYPE_CHECKING:
    from engine.stage import Networks

SIDE = 192  # pixels of the crop from the middle of each picture
SMALLEST = 64  # pixels
AMPLIFIED = 8  # differences on the sheet
COLUMNS = (
    "PSNR, mean", "drop, mean", "drop, worst", "beyond control, mean", "beyond control, worst", "agreement, mean",
    "agreement, worst",
)  # fmt: skip
NOTE = "All in dB. A drop below zero is a gain."
NOTES = (
    f"Input: {SIDE} x {SIDE} pixels from the middle of each picture, with white noise of sigma {SIGMA:g}, clipped and rounded "
    "to 8 bits. The stage `restore` is told this noise level.",
    "PSNR, in RGB and of pictures rounded to 8 bits, is that of the restored picture to the clean one; “drop” is how much "
    "lower it is than without the change. “Beyond control” is the drop less that under the control of the same size, picture "
    "by picture. “Agreement” is the PSNR between the restored pictures with and without the change. The worst is that of a "
    "single picture: the largest drop, the lowest agreement.",
    f"FGSM (Goodfellow et al. 2015) and PGD (Madry et al. 2018; {STEPS} steps of a quarter of the bound from a random start) "
    "know the network and the clean picture. They change each sample by at most the bound, in 8-bit levels, and end in 8 "
    "bits. Their gradient is that of the squared error, by torch, through the network as the stage sends the picture.",
    f"The control, {CONTROL}, changes each sample by the bound, up or down by chance: as FGSM does, and no less than PGD.",
    f"Shifted pictures move down and to the right, mirrored at the edge they leave; restored, they are moved back, and "
    f"{MARGIN} pixels on each side do not count, with and without the change.",
    "Light: the changed picture is clipped, not rounded; the noise level that is told changes as the noise does. After "
    "restoring, the light is changed back. What it is compared with went through the same clipping.",
)


@dataclass(frozen=True)
class Outcome:
    """The figures of one picture under one change, in dB."""

    picture: str
    psnr: float
    drop: float
    agreement: float
    beyond: float | None  # the drop less that of the control, where there is one


@dataclass
class Findings:
    """Gathers figures while pictures go by, and the answer that agrees least of each family of changes."""

    outcomes: dict[str, list[Outcome]] = field(default_factory=dict[str, list[Outcome]])
    worst: dict[str, tuple[str, Answer, Answer]] = field(default_factory=dict[str, tuple[str, Answer, Answer]])

    def see(self, picture: str, found: Sequence[Answer]) -> None:
        """All answers of one picture, the first of them to no change."""
        drops = {answer.change: answer.drop for answer in found}
        for answer in found:
            beyond = answer.drop - drops[answer.control] if answer.control else None
            outcome = Outcome(picture, answer.psnr, answer.drop, answer.agreement, beyond)
            self.outcomes.setdefault(answer.change, []).append(outcome)
            known = self.worst.get(answer.family)
            if answer is not found[0] and (known is None or answer.agreement < known[1].agreement):
                self.worst[answer.family] = picture, answer, found[0]

    def grids(self) -> tuple[Grid, Grid]:
        """The table of all changes; folded, the PSNR of every picture."""
        pictures = tuple(outcome.picture for outcome in next(iter(self.outcomes.values())))
        whole = tuple(Line(change, _cells(outcomes)) for change, outcomes in self.outcomes.items())
        each = tuple(Line(change, tuple(one.psnr for one in outcomes)) for change, outcomes in self.outcomes.items())
        return (
            Grid(title="Change of the input", note=NOTE, measure="psnr", columns=COLUMNS, lines=whole),
            Grid(title="PSNR of every picture", note=NOTE, measure="psnr", columns=pictures, lines=each, folded=True),
        )

    def sheet(self) -> Copy:
        """The picture that agrees least of each family of changes."""
        rows: list[list[Copy | Pixels]] = []
        captions: list[str] = []
        for picture, answer, unchanged in self.worst.values():
            difference = 0.5 + AMPLIFIED / 255 * (answer.restored.astype(np.float32) - answer.plain)
            rows.append([unchanged.changed, unchanged.restored, answer.changed, answer.restored, difference])
            captions.append(f"{answer.change}, {picture}   drop {answer.drop:.2f}, agreement {answer.agreement:.2f} dB")
        return labelled_grid(rows, ["input", "restored", "changed", "restored", f"difference × {AMPLIFIED}"], captions)


def crop_of(path: Path) -> Copy:
    picture = middle(read(path), SIDE)
    if min(picture.shape[:2]) < SMALLEST:
        raise AppError(f"{path} is too small", f"Give pictures of at least {SMALLEST} x {SMALLEST} pixels.")
    return picture


def answers_of(path: Path, package: Package, networks: Networks) -> list[Answer]:
    """Of the middle of one picture, to all changes."""
    clean = crop_of(path)

    def restore(picture: Pixels, noise: float) -> Pixels:
        return painted(picture, (Restore(noise=noise),), networks)

    return list(answers(clean, path.name, restore, gradient_of(package, clean, SIGMA)))


def checked(package: Package) -> Package:
    """AppError where the package cannot stand in for the restorer."""
    if not package.card.network.paints or package.card.network.planes != 4:
        raise ModelInvalid(f"the model “{package.card.id}” is no restorer")
    return package


def _cells(outcomes: Sequence[Outcome]) -> tuple[float | None, ...]:
    drops, agreements = [one.drop for one in outcomes], [one.agreement for one in outcomes]
    beyond = [one.beyond for one in outcomes if one.beyond is not None]
    return (
        mean_of([one.psnr for one in outcomes]), mean_of(drops), max(drops), mean_of(beyond), max(beyond, default=None),
        mean_of(agreements), min(agreements),
    )  # fmt: skip
