"""A training plan: all that decides the outcome of a run, apart from the pictures. It is a TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Union

import msgspec
from msgspec import Meta

import engine.training.games
from engine.documents import read_toml, toml_of
from engine.errors import PlanInvalid
from engine.training.game import Game
from engine.training.games.paired import Paired
from engine.training.menu import AnyDamage, AnyLoss, AnyNetwork, AnyOptimiser
from models.choices import choices
from models.optimisers.adamw import AdamW

GAMES = choices(engine.training.games, Game)

if TYPE_CHECKING:
    AnyGame = Game
else:  # msgspec picks the choice by its tag
    AnyGame = Union[GAMES]


class Ageing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way in which photographs age, and the share of the training pictures that age so."""

    title: str
    share: Annotated[float, Meta(gt=0)] = 1.0
    damages: tuple[AnyDamage, ...] = ()
    reduce: tuple[float, float] | None = None
    """Instead of the plan's: where damage hides the JPEG of the collection, its full sharpness may be learnt from."""


class TrainingPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to train, on what, how long."""

    title: str
    network: AnyNetwork
    game: AnyGame = Paired()
    losses: tuple[AnyLoss, ...] = ()
    ageings: Annotated[tuple[Ageing, ...], Meta(min_length=1)]
    optimiser: AnyOptimiser = AdamW()
    start_from: Annotated[str, Meta(title="Start from", description="id or folder of a model package")] = ""
    """The package's network may be smaller, if the plan's can grow from it."""
    adapters: Annotated[int, Meta(ge=0, title="Adapters", description="their rank; 0: all weights learn")] = 0
    """See models/adapters.py; the exported weights are those of the plain network either way."""
    only_new: Annotated[bool, Meta(title="Only what is new learns")] = False
    """Such as the styles that the package in `start_from` has not (see models/new_inputs.py); all else is held still."""
    pairs: Annotated[float, Meta(ge=0, lt=1, title="Pairs", description="their share of a batch")] = 0.0
    """Photographs before and after somebody restored them (see pairs.py); the rest is aged as ever."""
    steps: Annotated[int, Meta(ge=1, title="Steps")] = 100_000
    warm_up: Annotated[int, Meta(ge=0, title="Steps until the learning rate is whole")] = 500
    batch: Annotated[int, Meta(ge=1, title="Pictures in a batch")] = 8
    echo: Annotated[int, Meta(ge=1, title="Echo", description="how often a batch is shown; 1: once")] = 1
    """For devices that learn faster than the processor ages pictures; see echo.py."""
    crop: Annotated[int, Meta(ge=16, title="Size of a training picture", description="pixels")] = 96
    whole: Annotated[bool, Meta(title="Whole pictures, made small, instead of crops")] = False
    zoom: Annotated[tuple[float, float], Meta(title="Part of a whole picture", description="of its sides")] = (1.0, 1.0)
    """Photographers frame differently: a part of a picture often has no black or no white, and nothing is wrong with it."""
    reduce: Annotated[tuple[float, float], Meta(title="Shrink by", description="hides the JPEG of the collection")] = (
        1.5,
        2.0,
    )
    level_error: Annotated[float, Meta(ge=0, le=1, title="Error of the noise level", description="relative")] = 0.1
    """The network is told a noise level that is somewhat wrong, as estimates are."""
    average: Annotated[float, Meta(ge=0, lt=1, title="Memory of the average")] = 0.999
    clip: Annotated[float, Meta(gt=0, title="Longest gradient")] = 1.0
    precision: Literal["float32", "bfloat16"] = "bfloat16"
    validate_every: Annotated[int, Meta(ge=1, title="Steps between held-out scores")] = 2_500
    patience: Annotated[int, Meta(ge=0, title="Patience", description="scores without a gain before it ends; 0: no end")] = 0
    """With patience, the weights of the best held-out score are those that are exported."""
    judged: tuple[str, ...] = ()
    """The titles of the held-out scores that patience looks at; all of them where none is named."""
    seed: int = 1


def read_plan(path: Path) -> TrainingPlan:
    """Read a plan, or say which part of it is wrong."""
    return read_toml(path, TrainingPlan, PlanInvalid)


def write_plan(plan: TrainingPlan, path: Path) -> None:
    path.write_bytes(toml_of(plan))
