"""Enlarging: the generator is shown a photograph made small, and measured against it as it was, and by an adversary.

Without an adversary this is fidelity (Dong et al. 2016, SRCNN); with one, ESRGAN's way (Wang et al. 2018).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn.functional import interpolate

from engine.errors import PlanInvalid
from engine.training.game import Batch, Side
from engine.training.games.paired import Paired

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan


class Enlarging(Paired, tag="enlarging", frozen=True):
    """What ageings do, they do at the large size, before the picture is made small; noise and JPEG blocks shrink with it.

    Scores stand beside those of plain bicubic enlargement.
    """

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        if plan.network.scale == 1:
            raise PlanInvalid("a network that enlarges is needed", 'Choose for example `type = "enlarger"`.')
        if plan.crop % plan.network.scale:
            raise PlanInvalid(f"crops of {plan.crop} pixels cannot be made {plan.network.scale} times as small")
        return super().sides(plan)

    def given(self, plan: TrainingPlan, batch: Batch) -> Tensor:
        return made_small(batch.damaged, plan.network.scale)

    def untouched(self, plan: TrainingPlan, batch: Batch) -> Tensor:
        small, scale = self.given(plan, batch), plan.network.scale
        return interpolate(small, scale_factor=scale, mode="bicubic", align_corners=False).clamp(0, 1)


def made_small(pictures: Tensor, factor: int) -> Tensor:
    """(B, 3, H / factor, W / factor): bicubic without aliases, as methods are compared by, in 8 bits."""
    height, width = (side // factor for side in pictures.shape[-2:])
    small = interpolate(pictures, (height, width), mode="bicubic", align_corners=False, antialias=True)
    return ((small.clamp(0, 1) * 255).round() / 255).contiguous(memory_format=torch.channels_last)
