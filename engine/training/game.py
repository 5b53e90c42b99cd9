"""A game: which networks a run trains, and how they learn from each other in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import torch
from torch import Tensor, nn

from engine.events import Score
from models.optimiser import OptimiserDesign

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer


class Batch(NamedTuple):
    """What a step learns from; pictures are (B, 3, H, W), sRGB-encoded, 0 to 1."""

    damaged: Tensor  # may leave 0 to 1 (see models/damage.py)
    original: Tensor
    noise: Tensor  # (B, 1, 1, 1): noise level of `damaged`, 0 to 1; 0 where nobody asked (Game.tells_levels)
    hidden: Tensor  # (B, 1, H, W): how much of `original` is hidden by what covers it, 0 to 1
    works: Tensor  # pictures of the other kind (paintings, of the user's styles); B of them, or 0
    styles: Tensor  # (B,) int64: which folder each work is from

    def part(self, start: int, end: int) -> Batch:
        return Batch(*(field[start:end] for field in self))

    def on(self, device: torch.device) -> Batch:
        """Itself where it is there already. From pinned memory it comes while the device works on."""
        return Batch(*(field.to(device, non_blocking=True) for field in self))


@dataclass(frozen=True)
class Side:
    """Networks that are improved together, by one optimiser."""

    networks: dict[str, nn.Module]
    optimiser: OptimiserDesign


class Game(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of a game. The network that becomes the package is called "generator" in every game."""

    @property
    def needs_works(self) -> bool:
        """Whether it learns from a second collection."""
        return False

    def tells_levels(self, plan: TrainingPlan) -> bool:
        """Whether the network is told how noisy a picture is; finding that out costs as much as the ageing."""
        return False

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        """The networks, with random weights; built under the plan's seed."""
        return {"generator": Side({"generator": plan.network.build()}, plan.optimiser)}

    def answer(self, network: nn.Module, plan: TrainingPlan, batch: Batch) -> Tensor:
        """(B, 3, H, W): what a generator, as `network`, makes of pictures where it is used, about 0 to 1."""
        raise NotImplementedError

    def untouched(self, plan: TrainingPlan, batch: Batch) -> Tensor:
        """What there would be without it, as large as the originals."""
        return batch.damaged

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        """Improve each side once; the losses, for the diary."""
        raise NotImplementedError

    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        """How well photographs fare that were never learnt from; one score or more for each ageing."""
        raise NotImplementedError

    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        """Columns of a preview sheet, (B, 3, H, W) each: what goes in, what comes out, what was hoped for."""
        raise NotImplementedError
