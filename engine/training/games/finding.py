"""Finding: the generator marks what lies over a photograph, and is measured against where damages were laid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import torch
from msgspec import Meta
from torch import Tensor

from engine.errors import PlanInvalid
from engine.events import Score
from engine.training.game import Batch, Game, Side
from engine.training.trainer import network_input
from models.mask_losses import dice_loss, f1, seen_loss

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer


class Finding(Game, tag="finding", frozen=True):
    """Cross-entropy for each pixel, Dice loss for the whole (see models/mask_losses.py); the plan's losses are not used."""

    opaque: Annotated[float, Meta(gt=0, lt=1, title="Opaque", description="what hides less of the picture is no damage")] = 0.1
    dice: Annotated[float, Meta(ge=0, title="Dice loss", description="beside the cross-entropy")] = 0.5

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        if plan.network.planes != 3 or plan.network.paints:
            raise PlanInvalid("a network that finds damage is needed", 'Choose for example `type = "damage-finder"`.')
        return super().sides(plan)

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        with trainer.reduced_precision():
            found = trainer.generator(network_input(batch, 3)).float()
        mask = (batch.hidden > self.opaque).float()
        change = batch.damaged - batch.original
        parts = {"seen": seen_loss(found, mask, change), "dice": self.dice * dice_loss(found, mask)}
        return parts | {"gradient": trainer.improve("generator", torch.stack(list(parts.values())).sum())}

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        """F1 of what is found, beside that of marking everything."""
        scores: dict[str, Score] = {}
        for title, batch in held_out.items():
            mask, found = batch.hidden > self.opaque, players.average(network_input(batch, 3)) > 0
            scores[title] = Score(f1(torch.ones_like(mask), mask), f1(found, mask), "F1")
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        found = players.average(network_input(batch, 3)).float().sigmoid()
        return [batch.damaged, found.expand_as(batch.damaged), (batch.hidden > self.opaque).float().expand_as(batch.damaged)]
