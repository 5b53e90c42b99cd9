"""The ways in which models are fine-tuned: which one a model takes, its plan, and what lays out the run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from engine.errors import PlanInvalid
from engine.training.games.paired import Paired
from engine.training.plan import TrainingPlan
from engine.training.tuning.material import Material
from engine.training.tuning.tuning_plan import FEW, plan_of, tuning_plan
from engine.training.tuning.with_pairs import with_pairs
from engine.training.tuning.with_photographs import photographs_plan, with_photographs
from engine.training.tuning.with_scans import with_scans
from engine.training.tuning.with_style import style_plan, with_style
from models.package import Package

LayOut: TypeAlias = Callable[[Package, TrainingPlan, Material, Path], None]
"""Package, its plan, material, run folder. Raises PlanInvalid where there is too little to learn from."""


class Way(NamedTuple):
    plan: TrainingPlan
    """The model's own, or what it learns by; its crops say how large photographs must be."""

    lay_out: LayOut


def way_of(package: Package, material: Material, own: TrainingPlan | None = None) -> Way:
    """By what the model is, and what the user has. `own`: the plan that it was trained by. Raises PlanInvalid."""
    if material.style:
        return Way(style_plan(package, own), with_style)
    if _takes_photographs(package):
        return Way(own or plan_of(package), with_photographs)
    if not material.scans and not material.before:
        hint = "Add --scans FOLDER, or --before FOLDER and --after FOLDER."
        raise PlanInvalid(f"“{package.card.id}” learns from scans, or from pairs", hint)
    return Way(rehearsal_of(package, own), with_pairs if material.before else with_scans)


def learning_plan(package: Package) -> TrainingPlan:
    """By which the model learns from a few photographs. Raises PlanInvalid where it cannot."""
    if package.card.styles:
        return style_plan(package)
    if _takes_photographs(package):
        return photographs_plan(package)
    return tuning_plan(package, rehearsal_of(package), FEW - 1)


def rehearsal_of(package: Package, plan: TrainingPlan | None = None) -> TrainingPlan:
    """What the restorer learnt before, to be repeated so that it is not forgotten. Raises PlanInvalid."""
    rehearsal = plan or plan_of(package)
    if not isinstance(rehearsal.game, Paired) or rehearsal.whole or package.card.network.scale != 1:
        raise PlanInvalid(f"“{package.card.id}” is no restorer", "Only models that restore can be tuned with scans or pairs.")
    return rehearsal


def _takes_photographs(package: Package) -> bool:
    return package.card.network.enlarges or package.card.network.colours
