"""Lays out how a package of many styles learns one more, from a few works: only what is that style's own learns."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from msgspec.structs import replace
from safetensors import SafetensorError

from engine.errors import PlanInvalid
from engine.training.games.styles import Styles
from engine.training.photographs.doctor import examine
from engine.training.plan import Ageing, TrainingPlan
from engine.training.run import lay_out
from engine.training.tuning.material import Material
from engine.training.tuning.scans import HELD_OUT
from engine.training.tuning.style_measures import LAYERS
from engine.training.tuning.style_works import LEARNT, lay_works
from engine.training.tuning.tuning_plan import TUNED, known_plan
from models.losses.content import Content
from models.losses.gram import Gram
from models.losses.sliced_wasserstein import SlicedWasserstein
from models.networks.residual_net import ResidualNet
from models.optimisers.adam import Adam
from models.package import Package

CONTENT = (Content(),)
STYLE = (SlicedWasserstein(weight=2.0, layers=LAYERS), Gram(layers=LAYERS))
RATE = 3e-2  # high: a few hundred numbers that scale what is known already; a third of it gets half as far in as many steps
ONE_STYLE = Styles(mixed=0.0)


def style_plan(package: Package, own: TrainingPlan | None = None) -> TrainingPlan:
    """The plan to teach the package one style more; losses, crops and photographs' ageings are those it was trained by.

    Raises PlanInvalid where the package has no styles, or the plan is of another game.
    """
    design = package.card.network
    if not isinstance(design, ResidualNet) or not design.styles:
        raise PlanInvalid(f"“{package.card.id}” has no styles", "Name a model that was trained by the game `styles`.")
    known = own or known_plan(package) or _plan_for(package)
    if not isinstance(known.game, Styles):
        raise PlanInvalid("the plan is not of the game `styles`", "Name the plan that the model was trained by with --plan.")
    return replace(
        known,
        title=(package.card.plan or known.title).removesuffix(TUNED) + TUNED,
        network=replace(design, styles=design.styles + 1),
        game=replace(ONE_STYLE, style=known.game.style, first=design.styles),
        start_from=str(package.folder.absolute()),
        only_new=True,
        adapters=0,
        optimiser=Adam(learning_rate=RATE),
        warm_up=20,
        average=0.98,
        patience=0,  # so few weights hardly learn works by heart, and all works that decide would be missed
        steps=1000,
        validate_every=100,
    )


def with_style(package: Package, plan: TrainingPlan, material: Material, run: Path) -> None:
    """Raises PlanInvalid where there is too little to learn from, or something is missing that is needed in the end."""
    assert material.style
    style, pictures = material.style.absolute(), [folder.absolute() for folder in material.pictures]
    if any(style.is_relative_to(folder) or folder.is_relative_to(style) for folder in pictures):
        raise PlanInvalid(f"{style}: works and photographs lie in one another", "Keep them in folders of their own.")
    plan = replace(plan, start_from=str(package.folder.absolute()))
    _check(plan, package)
    run.mkdir(parents=True, exist_ok=True)
    lay_works(style, plan.crop, run, material.without)
    lay_out(plan, examine(pictures, plan.crop, HELD_OUT, material.without), run, [run / LEARNT])


def _check(plan: TrainingPlan, package: Package) -> None:
    """That the losses find their networks, and the graph of the larger network can be written: before it learns for hours."""
    assert isinstance(plan.game, Styles)
    try:
        for loss in (*plan.losses, *plan.game.style):
            loss.build(torch.device("cpu"))
    except (ValueError, OSError, SafetensorError) as error:
        hint = "Name a plan with --plan whose losses have `weights`; see docs/training.md."
        raise PlanInvalid(f"a loss of the style cannot be made: {error}", hint) from error
    larger = Package(package.folder, replace(package.card, network=plan.network))
    if not larger.graph.exists() and find_spec("onnx") is None:
        raise PlanInvalid("a network with one style more needs a graph of its own", "Install it: pip install 'patina[graphs]'")


def _plan_for(package: Package) -> TrainingPlan:
    return TrainingPlan(
        title=package.card.title,
        network=package.card.network,
        game=Styles(style=STYLE),
        losses=CONTENT,
        ageings=(Ageing(title="photographs"),),
        batch=4,
    )
