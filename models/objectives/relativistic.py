"""The relativistic pairing objective (Jolicoeur-Martineau 2018) with R1 and R2 penalties (Huang et al. 2024, R3GAN)."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import softplus

from models.objective import Objective
from models.penalties import LogitsFunction, zero_centred


class Relativistic(Objective, tag="relativistic", frozen=True):
    """Asks whether a real picture looks more real than its fake partner, so that no mode can be left alone.

    Both sides need as many logits.
    """

    gamma: Annotated[float, Meta(ge=0, title="Strength of R1 and R2")] = 1.0

    def discriminator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return softplus(-_lead(real, fake)).mean()

    def generator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return softplus(_lead(real, fake)).mean()

    def penalty(
        self, discriminator: LogitsFunction, real_pictures: Tensor, fake_pictures: Tensor, random: torch.Generator
    ) -> Tensor:
        return self.gamma / 2 * (zero_centred(discriminator, real_pictures) + zero_centred(discriminator, fake_pictures))


def _lead(real: Tensor, fake: Tensor) -> Tensor:
    if real.shape != fake.shape:
        raise ValueError(f"real and fake pictures must come in pairs, not as {tuple(real.shape)} and {tuple(fake.shape)}")
    return real - fake
