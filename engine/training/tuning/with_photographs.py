"""Lays out how a model learns from photographs alone: an enlarger one kind of detail, a colouriser the colours of a period."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeGuard

from msgspec.structs import replace
from PIL import Image

from engine.errors import PlanInvalid
from engine.training.game import Game
from engine.training.games.colourise import Colourise
from engine.training.games.enlarging import Enlarging
from engine.training.photographs.collection import check_enough
from engine.training.photographs.diagnosis import Diagnosis, Examined
from engine.training.photographs.doctor import examine
from engine.training.photographs.reading import READERS
from engine.training.plan import Ageing, TrainingPlan
from engine.training.run import lay_out
from engine.training.tuning.estimation import TITLE
from engine.training.tuning.material import Material
from engine.training.tuning.scans import HELD_OUT, read_upright, shrink_of, shrunk
from engine.training.tuning.tuning_plan import FEW, plan_of, tuning_plan
from models.losses.colour import Colour
from models.package import Package

OTHER_PHOTOGRAPHS = "other photographs"  # by which it is measured what was forgotten
SMALLER = "smaller"  # the folder beside the run, for photographs that were scanned larger than their detail
BATCH = 8  # at most: this is learnt on the user's machine
SHRINK = (1.0, 2.0)  # photographs at their working scale are sharp; the rest of it hides the JPEG of some
COLOURS_ALONE = (1.0, 0.0, 0.0, 0.0)  # of the game's stages: an adversary needs thousands of steps
COLOURS = Colour(weight=20.0, uniform=1.0)
CLASSES, OTHERS = 0.25, 0.1  # weights
"""A period is known by how often it has its colours: here rare ones do not count more, as they did when all was learnt."""

FASTER = 3.0  # than restorers learn, who must hardly change


def learns_from_photographs(plan: TrainingPlan) -> bool:
    return _fits(plan.game)


def photographs_plan(package: Package, own: TrainingPlan | None = None, photographs: int = FEW - 1) -> TrainingPlan:
    """The plan to go on with photographs. Raises PlanInvalid for a model that learns in another way."""
    known = own or plan_of(package)
    game = known.game
    if not _fits(game):
        raise PlanInvalid(f"“{package.card.id}” neither enlarges nor colours", "Give it scans, pairs, or the works of a style.")
    tuned = replace(tuning_plan(package, known, photographs), batch=min(BATCH, known.batch), echo=1, judged=(TITLE,))
    if isinstance(game, Enlarging):
        if game.adversary:
            raise PlanInvalid(
                f"“{package.card.id}” learnt to please an adversary: decibels cannot say whether it gains",
                "Teach the faithful one.",
            )
        return replace(tuned, game=Enlarging(), ageings=(Ageing(title=TITLE, reduce=SHRINK),))
    if game.style:
        raise PlanInvalid(f"“{package.card.id}” has styles beside its colours", "Name one that only colours.")
    first, *rest = known.ageings
    game = replace(game, shares=COLOURS_ALONE, classes=CLASSES, others=OTHERS, uniform=1.0)
    optimiser = replace(tuned.optimiser, learning_rate=FASTER * tuned.optimiser.learning_rate)
    return replace(tuned, game=game, ageings=(replace(first, title=TITLE), *rest), losses=(COLOURS,), optimiser=optimiser)


def with_photographs(package: Package, plan: TrainingPlan, material: Material, run: Path) -> None:
    """Raises PlanInvalid where there is too little to learn from."""
    if not material.pictures or material.scans or material.before:
        hint = "Add --pictures FOLDER, and neither scans nor pairs nor works."
        raise PlanInvalid(f"“{package.card.id}” learns from good photographs alone", hint)
    colours = isinstance(plan.game, Colourise)
    folders = [folder.absolute() for folder in material.pictures]
    diagnosis = examine(folders, plan.crop, HELD_OUT, material.without, in_colour=colours)
    if not colours:
        diagnosis = at_working_scale(diagnosis, run.parent / SMALLER)
    check_enough(diagnosis)
    lay_out(photographs_plan(package, plan, len(diagnosis.files("train"))), diagnosis, run)


def at_working_scale(diagnosis: Diagnosis, folder: Path) -> Diagnosis:
    """Photographs that were scanned larger than their detail are written smaller below `folder`: blur cannot teach detail."""
    folder.mkdir(parents=True, exist_ok=True)

    def looked_at(number: int, each: Examined) -> Examined:
        return _at_working_scale(each, folder / f"{number:05}.png", diagnosis.smallest) if each.part else each

    photographs = diagnosis.photographs
    with ThreadPoolExecutor(min(READERS, os.cpu_count() or 1)) as pool:
        return replace(diagnosis, photographs=tuple(pool.map(looked_at, range(len(photographs)), photographs)))


def _at_working_scale(each: Examined, smaller: Path, smallest: int) -> Examined:
    photograph = read_upright(Path(each.file))
    factor = shrink_of(photograph)
    if factor == 1:
        return each
    detailed = shrunk(photograph, factor)
    height, width = detailed.shape[:2]
    if min(height, width) < smallest:
        because = f"{width} × {height} px of detail"
        return replace(each, part=None, left_out="too small", because=because)
    Image.fromarray(detailed).save(smaller)
    return replace(each, file=str(smaller.absolute()), width=width, height=height)


def _fits(game: Game) -> TypeGuard[Enlarging | Colourise]:
    return isinstance(game, Enlarging | Colourise)
