"""What a recipe makes of historic photographs: its results by process, noise level and kind of picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import AppError
from engine.evaluation.denoising import LARGEST
from engine.evaluation.grids import Grid, Line, mean_of
from engine.evaluation.historic import PROCESSES, Historic, historic, monochrome
from engine.evaluation.painted import painted
from engine.evaluation.scores import Scores, scores
from engine.evaluation.showcase import middle
from engine.names import speakable
from engine.pixels import Pixels
from engine.recipe import Recipe
from engine.sheets import Copy, labelled_grid, shown
from engine.stage import Stage

if TYPE_CHECKING:
    from engine.stage import Networks

TONES = "levels"  # the stage that changes tones on purpose
SHEETS = 3
SHOWN = 25.0  # noise level of the sheets, where it is measured

KEPT, CORRECTED = "tones kept", "tones corrected"
TARGETS = {
    KEPT: f"Target: the print, which is the same process without noise. Only the recipe's stages other than `{TONES}` ran, "
    "so tones were to be kept.",
    CORRECTED: "Target: the photograph before its ageing; of a monochrome process, in the grey of its emulsion. The whole "
    "recipe ran, so noise was to be removed and tones to be corrected.",
}
MEASURES = {"psnr": "PSNR (dB)", "ssim": "SSIM"}
NOTES = (
    "The processes are made by code, of the damages that networks learn from; they flatter a network that learnt from those. "
    "What is random in them is seeded with the file's name. White noise comes last, then the picture is clipped and rounded "
    "to 8 bits as a scan is; it is all that the stages get, and they look for the noise level themselves.",
    "Daguerreotype, albumen, sepia and orthochromatic are monochrome: they are compared in Y, the others in RGB. In Y the same "
    "noise counts 4.8 dB less, as it is independent in each channel, and a wrong tint costs nothing: compare along the rows, "
    "and mind that means over processes mix both.",
    "Without noise (sigma 0), “restored” shows what the recipe spoils, or mends. Equal pictures count as 100 dB, which lifts "
    "the means of the input there.",
    "The kind of a picture is the subfolder that it lies in.",
)


@dataclass(frozen=True)
class Result:
    """What became of one picture, against one target."""

    picture: str
    kind: str
    process: str
    sigma: float
    target: str
    scores: tuple[Scores, Scores]  # of the scan, and of what was restored

    def figures(self, measure: str) -> list[float]:
        plane = "y" if monochrome(self.process) else "rgb"
        return [getattr(one, f"{measure}_{plane}") for one in self.scores]


def checked(sigmas: Sequence[float]) -> tuple[float, ...]:
    """Each once, in order; AppError where one is no noise level."""
    for sigma in sigmas:
        if not 0 <= sigma <= LARGEST:
            raise AppError(f"sigma {sigma:g} is no noise level", f"Give a sigma from 0 to {LARGEST:g} (8-bit levels).")
    return tuple(sorted(set(sigmas)))


def sigma_shown(sigmas: Sequence[float]) -> float:
    """The noise level of the sheets."""
    return SHOWN if SHOWN in sigmas else sigmas[-1]


def aims(recipe: Recipe) -> dict[str, tuple[Stage, ...]]:
    """The stages to run for each target that the recipe can have."""
    kept = tuple(stage for stage in recipe.stages if stage.name != TONES)
    found = {KEPT: kept, CORRECTED: recipe.stages if len(kept) < len(recipe.stages) else ()}
    return {target: stages for target, stages in found.items() if stages}


def restored(one: Historic, recipe: Recipe, networks: Networks) -> dict[str, tuple[Pixels, Copy]]:
    """By target: the picture to compare with, and what the stages make of the scan, in 8 bits."""
    goals = {KEPT: one.print, CORRECTED: one.photograph}
    return {target: (goals[target], shown(painted(one.scan, stages, networks))) for target, stages in aims(recipe).items()}


def results(
    photograph: Copy, name: Path, kind: str, recipe: Recipe, sigmas: Sequence[float], networks: Networks, crop: int = 0
) -> Iterator[Result]:
    """Of one picture, in all processes, at all noise levels."""
    for process in PROCESSES:
        for sigma in sigmas:
            one = historic(photograph, name.name, process, sigma)
            for target, (goal, result) in restored(one, recipe, networks).items():
                before, after = (scores(it, shown(goal), crop, rgb=not monochrome(process)) for it in (one.scan, result))
                yield Result(speakable(name.as_posix()), kind, process, sigma, target, (before, after))


def kind_of(picture: Path, clean: Path) -> str:
    return speakable(picture.parts[0] if len(picture.parts) > 1 else clean.resolve().name)


def grids(found: Sequence[Result]) -> list[Grid]:
    """Means by process and by kind of picture; folded, every picture by itself."""
    made: list[Grid] = []
    for target in dict.fromkeys(one.target for one in found):
        ours = [one for one in found if one.target == target]
        for measure in MEASURES:
            by_process = [(one.process, one) for one in ours]
            by_kind = [(one.kind, one) for one in ours]
            each = [(f"{one.process}: {one.picture}", one) for one in ours]
            made += [_grid("Process", target, measure, by_process), _grid("Kind of picture", target, measure, by_kind)]
            made.append(_grid("Every picture", target, measure, each, folded=True))
    return made


def sheet(photograph: Copy, name: Path, sigma: float, recipe: Recipe, networks: Networks) -> Copy:
    """Each process in a row: print, scan, and for each target what is aimed at beside what was reached."""
    rows: list[list[Copy]] = []
    for process in PROCESSES:
        one = historic(photograph, name.name, process, sigma)
        reached = restored(one, recipe, networks)
        pictures = [one.print, one.scan, *(result for _, result in reached.values()), one.photograph]
        rows.append([middle(picture) for picture in pictures])
    titles = ["print", f"scan, sigma {sigma:g}", *aims(recipe), "photograph"]
    return labelled_grid(rows, titles, list(PROCESSES))


def _grid(by: str, target: str, measure: str, named: Sequence[tuple[str, Result]], folded: bool = False) -> Grid:
    sigmas = sorted({one.sigma for _, one in named})
    cells: dict[str, dict[float, list[list[float]]]] = {}
    for name, one in named:
        cells.setdefault(name, {}).setdefault(one.sigma, []).append(one.figures(measure))
    lines = [
        Line(name, tuple(mean_of(column) for sigma in sigmas for column in zip(*row[sigma], strict=True)))
        for name, row in cells.items()
    ]
    columns = [f"sigma {sigma:g}, {what}" for sigma in sigmas for what in ("input", "restored")]
    title = f"{by}, {target}: {MEASURES[measure]}"
    return Grid(title=title, note=TARGETS[target], measure=measure, columns=tuple(columns), lines=tuple(lines), folded=folded)
