"""The Wasserstein objective with a gradient penalty (Gulrajani et al. 2017, WGAN-GP)."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.objective import DiscriminatorSteps, Objective
from models.penalties import LogitsFunction, one_centred


class Wasserstein(Objective, tag="wasserstein", frozen=True):
    """The discriminator measures how far the fakes are from the reals; slow, and good at finding every mode."""

    discriminator_steps: DiscriminatorSteps = 5
    penalty_weight: Annotated[float, Meta(ge=0, title="Weight of the gradient penalty")] = 10.0
    """Lambda in the paper."""

    def discriminator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return fake.mean() - real.mean()

    def generator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return -fake.mean()

    def penalty(
        self, discriminator: LogitsFunction, real_pictures: Tensor, fake_pictures: Tensor, random: torch.Generator
    ) -> Tensor:
        return self.penalty_weight * one_centred(discriminator, real_pictures, fake_pictures, random)
