"""Paired restoration: the generator is shown a damaged picture and measured against its original, and by an adversary.

With an adversary this is pix2pix (Isola et al. 2017) with the losses of Real-ESRGAN (Wang et al. 2021); without, the fidelity
stage that should come before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import torch
from msgspec import Meta
from torch import Tensor, nn

from engine.events import Score
from engine.training.adversary import Adversary
from engine.training.distances import psnr
from engine.training.game import Batch, Game, Side
from engine.training.trainer import network_input

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer


class Paired(Game, tag="paired", frozen=True):
    """Restores what damages did to photographs; with an adversary, also looks crisp."""

    adversary: Adversary | None = None
    covered: Annotated[bool, Meta(title="Covered", description="judge too what damage lies over")] = True
    """Networks that give tones back see damage, and are not to repair it: white spots are no white of the picture."""

    def tells_levels(self, plan: TrainingPlan) -> bool:
        return plan.network.planes > 3

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        sides = super().sides(plan)
        return sides | {"discriminator": self.adversary.side()} if self.adversary else sides

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        with trainer.reduced_precision():
            restored = trainer.generator(self.given(trainer.plan, batch))
        restored = restored.float()
        if not self.covered:
            restored = torch.lerp(restored, batch.original, batch.hidden)

        parts = trainer.losses(restored, batch.original)
        judged: dict[str, Tensor] = {}
        if self.adversary:
            judged = self.adversary.teach(trainer, batch.original, restored)
            parts["adversarial"] = self.adversary.loss(trainer, batch.original, restored)

        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum())
        return parts | judged

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        scores: dict[str, Score] = {}
        for title, batch in held_out.items():
            before, after, original = self.shown(players, plan, batch)
            scores[title] = Score(psnr(before, original), psnr(after, original))
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        return [self.untouched(plan, batch), self.answer(players.average, plan, batch), batch.original]

    def answer(self, network: nn.Module, plan: TrainingPlan, batch: Batch) -> Tensor:
        restored: Tensor = network(self.given(plan, batch))
        return restored.float()

    def given(self, plan: TrainingPlan, batch: Batch) -> Tensor:
        """What the generator sees."""
        return network_input(batch, plan.network.planes)
