"""The plan of a fine-tuning: that of the model itself, gentler, and for fewer photographs."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from engine.errors import PlanInvalid
from engine.paths import RESOURCES, user_plans
from engine.training.games.paired import Paired
from engine.training.plan import TrainingPlan, read_plan
from models.damage import Damage
from models.damages.film_damage import FilmDamage
from models.feature_loss import FeatureLoss
from models.optimisers.adamw import AdamW
from models.package import Package

FEW = 200  # photographs: below, all weights would learn them by heart
RANK = 8  # of the adapters
REHEARSED = 0.5  # of each batch
RATES = 1e-3, 7e-5  # learning rates of adapters, and of all weights
TUNED = ", tuned"  # at the end of the title


def known_plan(package: Package) -> TrainingPlan | None:
    """The plan that a model was trained by, found by its title: one of the user's own, or a bundled one."""
    title = package.card.plan.removesuffix(TUNED)
    files = [*sorted(user_plans().glob("*.toml")), *sorted((RESOURCES / "plans").glob("*.toml"))]
    plans = (read_plan(file) for file in files)
    return next((plan for plan in plans if plan.title == title), None)


def plan_of(package: Package) -> TrainingPlan:
    """The plan that a model was trained by, to rehearse; folders of film damage and files of features only where they are."""
    found = known_plan(package)
    if found is None:
        raise PlanInvalid(f"the plan of “{package.card.id}” is not known", "Name the plan it was trained by with --plan.")
    ageings = [replace(ageing, damages=tuple(map(_at_hand, ageing.damages))) for ageing in found.ageings]
    losses = [_own_eyes(loss) if isinstance(loss, FeatureLoss) else loss for loss in found.losses]
    return replace(found, ageings=tuple(ageings), losses=tuple(losses))


def tuning_plan(package: Package, rehearsal: TrainingPlan, photographs: int) -> TrainingPlan:
    """The plan to go on from a package, without what is new in it."""
    few = photographs < FEW
    return replace(
        rehearsal,
        title=rehearsal.title.removesuffix(TUNED) + TUNED,
        network=package.card.network,
        game=Paired(),
        start_from=str(package.folder.absolute()),
        adapters=RANK if few else 0,
        optimiser=AdamW(learning_rate=RATES[0] if few else RATES[1]),
        warm_up=50,  # a quick look has a few hundred steps in all
        average=0.99,
        patience=5,
        steps=1500,
        validate_every=150,
    )


def _own_eyes(loss: FeatureLoss) -> FeatureLoss:
    """Those of the perceptual network that comes along, where others are not at hand."""
    return loss if Path(loss.weights).is_file() else replace(loss, weights="")


def _at_hand(damage: Damage) -> Damage:
    if isinstance(damage, FilmDamage) and damage.elements and not Path(damage.elements).is_dir():
        return replace(damage, elements="")
    return damage
