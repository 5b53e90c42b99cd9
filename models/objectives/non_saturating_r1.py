"""The non-saturating objective (Goodfellow et al. 2014) with the R1 penalty (Mescheder et al. 2018)."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import softplus

from models.objective import Every, Objective
from models.penalties import LogitsFunction, zero_centred


class NonSaturatingR1(Objective, tag="non-saturating-r1", frozen=True):
    """Yes or no, but the discriminator must be flat at real pictures, so the game settles down there."""

    every: Every = 16
    gamma: Annotated[float, Meta(ge=0, title="Strength of R1")] = 1.0

    def discriminator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return softplus(-real).mean() + softplus(fake).mean()

    def generator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return softplus(-fake).mean()

    def penalty(
        self, discriminator: LogitsFunction, real_pictures: Tensor, fake_pictures: Tensor, random: torch.Generator
    ) -> Tensor:
        return self.gamma / 2 * zero_centred(discriminator, real_pictures)
