"""Enlarging: the generator is shown a photograph made small, and measured against it as it was, and by an adversary.

Without an adversary this is fidelity (Dong et al. 2016, SRCNN); with one, ESRGAN's way (Wang et al. 2018).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn.functional import interpolate

from engine.errors import PlanInvalid
from engine.events import Score
from engine.training.adversary import Adversary
from engine.training.distances import psnr
from engine.training.game import Batch, Game, Side

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer


class Enlarging(Game, tag="enlarging", frozen=True):
    """What ageings do, they do at the large size, before the picture is made small; noise and JPEG blocks shrink with it."""

    adversary: Adversary | None = None

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        if plan.network.scale == 1:
            raise PlanInvalid("a network that enlarges is needed", 'Choose for example `type = "enlarger"`.')
        if plan.crop % plan.network.scale:
            raise PlanInvalid(f"crops of {plan.crop} pixels cannot be made {plan.network.scale} times as small")
        sides = super().sides(plan)
        return sides | {"discriminator": self.adversary.side()} if self.adversary else sides

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        with trainer.reduced_precision():
            enlarged = trainer.generator(made_small(batch.damaged, trainer.plan.network.scale))
        enlarged = enlarged.float()

        parts = trainer.losses(enlarged, batch.original)
        judged: dict[str, Tensor] = {}
        if self.adversary:
            judged = self.adversary.teach(trainer, batch.original, enlarged)
            parts["adversarial"] = self.adversary.loss(trainer, batch.original, enlarged)

        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum())
        return parts | judged

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        """Beside plain bicubic enlargement."""
        scores: dict[str, Score] = {}
        for title, batch in held_out.items():
            plain, enlarged, original = self.shown(players, plan, batch)
            scores[title] = Score(psnr(plain, original), psnr(enlarged, original))
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        scale = plan.network.scale
        small = made_small(batch.damaged, scale)
        plain = interpolate(small, scale_factor=scale, mode="bicubic", align_corners=False)
        enlarged: Tensor = players.average(small)
        return [plain.clamp(0, 1), enlarged.float(), batch.original]


def made_small(pictures: Tensor, factor: int) -> Tensor:
    """(B, 3, H / factor, W / factor): bicubic without aliases, as methods are compared by, in 8 bits."""
    height, width = (side // factor for side in pictures.shape[-2:])
    small = interpolate(pictures, (height, width), mode="bicubic", align_corners=False, antialias=True)
    return ((small.clamp(0, 1) * 255).round() / 255).contiguous(memory_format=torch.channels_last)
