"""Inpainting: the generator fills holes from what is around them (losses of LaMa: Suvorov et al. 2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import torch
from msgspec import Meta
from torch import Tensor

from engine.events import Score
from engine.training.adversary import Adversary
from engine.training.distances import psnr
from engine.training.game import Batch, Game, Side
from models.holes import Holes, holes

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer


class Inpainting(Game, tag="inpainting", frozen=True):
    """The network's fourth plane is the mask: 1 where the picture is missing. Only there its answer is used."""

    holes: Holes = Holes()
    known: Annotated[float, Meta(ge=0, title="Known", description="weight of what is not missing")] = 0.1
    adversary: Adversary | None = None

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        sides = super().sides(plan)
        return sides | {"discriminator": self.adversary.side()} if self.adversary else sides

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        mask = holes(self.holes, batch.original.shape, trainer.random).to(trainer.device)
        with trainer.reduced_precision():
            answer = trainer.generator(_with_hole(batch.damaged, mask)).float()
        filled = torch.where(mask > 0, answer, batch.original)

        parts = trainer.losses(filled, batch.original)
        parts["known"] = self.known * ((answer - batch.original).abs() * (1 - mask)).mean()
        judged: dict[str, Tensor] = {}
        if self.adversary:
            judged = self.adversary.teach(trainer, batch.original, filled)
            parts["adversarial"] = self.adversary.loss(trainer, batch.original, filled)

        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum())
        return parts | judged

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        scores: dict[str, Score] = {}
        for title, batch in held_out.items():
            grey, filled, original = self.shown(players, plan, batch)
            scores[title] = Score(psnr(grey, original), psnr(filled, original))
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        mask = holes(self.holes, batch.original.shape, torch.Generator().manual_seed(plan.seed)).to(batch.original.device)
        answer: Tensor = players.average(_with_hole(batch.damaged, mask))
        missing = torch.where(mask > 0, 0.5, batch.damaged)
        return [missing, torch.where(mask > 0, answer.float(), batch.original), batch.original]


def _with_hole(pictures: Tensor, mask: Tensor) -> Tensor:
    """(B, 4, H, W): the picture, grey where it is missing, and the mask."""
    return torch.cat([torch.where(mask > 0, 0.5, pictures), mask], dim=1).contiguous(memory_format=torch.channels_last)
