"""Trials of stages and of recipes: their seams, their speed, and how far they depend on the scale of the scan."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.errors import AppError, ModelInvalid, RecipeInvalid
from engine.evaluation import scales
from engine.evaluation.grids import Grid
from engine.evaluation.passages import LARGE, Clock, in_pieces, in_tiles, of_size, sent
from engine.evaluation.seams import seams
from engine.evaluation.showcase import middle
from engine.evaluation.speeds import REPEATS, SMALL, speed
from engine.evaluation.stage_tables import PSNR, SEAMS, SMALL_SPEED, SPEED, SSIM, UNTOUCHED, Findings
from engine.packages import find_package, package_folders
from engine.painting.tiles import TILE
from engine.paths import RESOURCES
from engine.recipe import STAGES, Recipe, read_recipe
from engine.sheets import Copy, labelled_grid
from engine.stage import Stage

if TYPE_CHECKING:
    from engine.stage import Networks

SHEETS = 2
TRIAL = 64  # pixels along the side, at least, of what a model is given to see whether it runs
TITLES = ("photograph", *(f"{factor} ×" for factor in scales.FACTORS))


class Method(NamedTuple):
    """A stage or a recipe."""

    name: str
    stages: tuple[Stage, ...]

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(model for stage in self.stages for model in stage.models)


NOTHING = Method(UNTOUCHED, ())


def methods(recipe: Recipe | None = None) -> list[Method]:
    """Each stage, as it is without options, and each bundled recipe; or the recipe alone."""
    if recipe:
        return [Method(f"recipe {recipe.title}", recipe.stages)]
    alone = [Method(kind().name, (kind(),)) for kind in STAGES]
    bundled = sorted((RESOURCES / "recipes").glob("*.toml"))
    return [*alone, *(Method(f"recipe {path.stem}", read_recipe(path).stages) for path in bundled)]


def usable(wanted: Sequence[Method], networks: Networks) -> tuple[list[Method], str]:
    """Those whose models run here, and a note on the others; AppError where none is left."""
    lacking = {method.name: _lacking(method, networks) for method in wanted}
    left_out = "; ".join(f"{name} ({reason})" for name, reason in lacking.items() if reason)
    kept = [method for method in wanted if not lacking[method.name]]
    if not kept:
        raise AppError(f"Nothing can be measured: {left_out}", "See `models` for those that are installed.")
    return kept, f"Left out: {left_out}." if left_out else "No stage and no recipe was left out."


def _lacking(method: Method, networks: Networks) -> str:
    """What the method lacks, in words; "" where nothing."""
    installed = package_folders()
    if missing := [model for model in dict.fromkeys(method.models) if model not in installed]:
        return f"not installed: {', '.join(missing)}"
    try:
        for stage in method.stages:
            stage.check(find_package)
        for model in method.models:
            network = networks(model)
            side = -(-TRIAL // network.multiple_of) * network.multiple_of
            grey = np.full((1, side, side, network.planes), 0.5, np.float32)
            network(grey, network.look(grey[0]))
    except (ModelInvalid, RecipeInvalid) as error:
        return str(error).partition("\n")[0].rstrip(": ")
    return ""


@dataclass
class Trials:
    """Gathers figures while methods and pictures go by, and crops of the pictures that are to be shown."""

    networks: Networks
    megapixels: float  # of the large pictures
    small: float = SMALL
    clock: Clock = time.perf_counter
    tile: int = TILE
    large: int = LARGE
    findings: Findings = field(default_factory=Findings)
    divided: dict[str, bool] = field(default_factory=dict[str, bool])
    rows: dict[str, list[list[Copy]]] = field(default_factory=dict[str, list[list[Copy]]])
    captions: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def see(self, method: Method, picture: str, photograph: Copy, show: bool) -> None:
        """One method on one photograph (RGB) of that name."""
        self._scale(method, picture, photograph, show)
        if method.stages:
            self._speed_and_seams(method, picture, photograph)

    def grids(self) -> tuple[Grid, ...]:
        return self.findings.grids()

    def compared(self) -> str:
        """A note on what tiles were compared with."""
        names = {True: "with larger pieces", False: "with one piece"}
        found = {how: [name for name, pieces in self.divided.items() if pieces is which] for which, how in names.items()}
        return "Seams: compared " + "; ".join(f"{how}: {', '.join(them)}" for how, them in found.items() if them) + "."

    def sheets(self) -> dict[str, Copy]:
        """Of each picture that is shown, what came out at each scale of the scan; by name."""
        return {
            f"scale-{number}": labelled_grid(rows, TITLES, self.captions[picture])
            for number, (picture, rows) in enumerate(self.rows.items(), 1)
        }

    def _speed_and_seams(self, method: Method, picture: str, photograph: Copy) -> None:
        send = partial(sent, stages=method.stages, networks=self.networks, clock=self.clock)
        tiles, pieces = in_tiles(self.tile), in_pieces(self.tile, self.large)
        small, large = (of_size(photograph, megapixels) for megapixels in (self.small, self.megapixels))
        send(small, division=tiles)  # to warm up
        small_ones = [send(small, division=tiles) for _ in range(REPEATS)]
        in_time = [send(large, division=tiles) for _ in range(REPEATS if self.megapixels <= self.small else 1)]
        whole = send(large, division=pieces, workers=1)  # large pieces, so one at a time
        self.findings.note(SMALL_SPEED, method.name, picture, speed(small_ones))
        self.findings.note(SPEED, method.name, picture, speed(in_time))
        self.findings.note(SEAMS, method.name, picture, seams(large, in_time[0], whole))
        self.divided[method.name] = len(whole.rows) > 1 or len(whole.rows[0]) > 1

    def _scale(self, method: Method, picture: str, photograph: Copy, show: bool) -> None:
        first = scales.at_first(photograph)
        made = scales.results(first, method.stages, self.networks, in_tiles(self.tile))
        agreed = scales.agreements(made)
        self.findings.note(SSIM, method.name, picture, [one.ssim for one in agreed.values()])
        self.findings.note(PSNR, method.name, picture, [one.psnr for one in agreed.values()])
        if show:
            self.rows.setdefault(picture, []).append([middle(one) for one in (first, *made.values())])
            said = ", ".join(f"{factor} × {one.ssim:.3f}" for factor, one in agreed.items())
            self.captions.setdefault(picture, []).append(f"{method.name}: {picture}   SSIM {said}")
