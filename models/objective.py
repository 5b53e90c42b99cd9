"""An objective: the game that generator and discriminator play."""

from typing import Annotated, TypeAlias

import msgspec
import torch
from msgspec import Meta
from torch import Tensor

from models.penalties import LogitsFunction

Every: TypeAlias = Annotated[int, Meta(ge=1, title="Steps from penalty to penalty")]
DiscriminatorSteps: TypeAlias = Annotated[int, Meta(ge=1, title="Steps of the discriminator for one of the generator")]


class Objective(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Turns the discriminator's logits into the loss of each player.

    Logits are raw (no sigmoid), float32, of any shape; larger means "looks real".
    """

    every: Every = 1
    discriminator_steps: DiscriminatorSteps = 1

    def discriminator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        """One number, from the logits of real pictures and of fake ones that have no gradient."""
        raise NotImplementedError

    def generator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        """One number, from the logits of real pictures and of fake ones that have a gradient."""
        raise NotImplementedError

    def penalty(
        self, discriminator: LogitsFunction, real_pictures: Tensor, fake_pictures: Tensor, random: torch.Generator
    ) -> Tensor:
        """One number for the discriminator's loss; most objectives have none."""
        return real_pictures.new_zeros(())

    def lazy_penalty(
        self, step: int, discriminator: LogitsFunction, real_pictures: Tensor, fake_pictures: Tensor, random: torch.Generator
    ) -> Tensor:
        """The penalty at each `every`-th step, then `every` times as strong; else nothing (Karras et al. 2020, StyleGAN2)."""
        if step % self.every:
            return real_pictures.new_zeros(())
        return self.every * self.penalty(discriminator, real_pictures, fake_pictures, random)
