"""The adversary of a generator: a discriminator, the objective they play for, and what keeps the game steady."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
import torch
from msgspec import Meta
from torch import Tensor

from engine.training.game import Side
from engine.training.menu import AnyDiscriminator, AnyObjective, AnyOptimiser
from models.augmentation import adapted, augmented
from models.balance import balanced
from models.discriminator import Judge
from models.discriminators.patch import Patch
from models.feature_matching import feature_matching
from models.objectives.non_saturating_r1 import NonSaturatingR1
from models.optimisers.adam import Adam

if TYPE_CHECKING:
    from engine.training.trainer import Trainer

MEMORY = 0.99  # of the running means of how often the discriminator is right


class Adversary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the adversarial part of a game; `teach` comes first in a step, then `loss`.

    Two learning rates (TTUR, Heusel et al. 2017): this optimiser is the discriminator's, the plan's is the generator's.
    """

    weight: Annotated[float, Meta(ge=0, title="Weight")] = 0.1
    objective: AnyObjective = NonSaturatingR1()
    discriminator: AnyDiscriminator = Patch()
    optimiser: AnyOptimiser = Adam(learning_rate=1e-4)
    matching: Annotated[float, Meta(ge=0, title="Feature matching", description="weight; 0: none")] = 0.0
    adapt: Annotated[bool, Meta(title="Adaptive augmentation", description="for small collections")] = False
    balance: Annotated[bool, Meta(title="Balance the learning rates")] = False
    alone: Annotated[int, Meta(ge=0, title="Steps that the discriminator learns alone")] = 0

    def side(self, name: str = "discriminator") -> Side:
        return Side({name: self.discriminator.build()}, self.optimiser)

    def teach(
        self, trainer: Trainer, real: Tensor, fake: Tensor, name: str = "discriminator", labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Improve the discriminator on pictures (B, 3, H, W) that the generator cannot follow; `labels` (B,): their classes."""
        discriminator, facts, objective = trainer.players.networks[name], trainer.players.facts, self.objective
        probability = facts.get(f"{name} augmentation", 0.0)

        def judge(pictures: Tensor) -> Tensor:
            with trainer.reduced_precision():
                logits: Tensor = discriminator(pictures, labels)
            return logits.float()

        loss = judged_real = judged_fake = real.new_zeros(1)
        for _ in range(objective.discriminator_steps):
            seen, drawn = (augmented(pictures.detach(), probability, trainer.random) for pictures in (real, fake))
            judged_real, judged_fake = judge(seen), judge(drawn)
            loss = objective.discriminator_loss(judged_real, judged_fake)
            penalty = objective.lazy_penalty(  # in full precision: it is a gradient of a gradient
                trainer.players.step, lambda pictures: discriminator(pictures, labels), seen, drawn, trainer.random
            )
            trainer.improve(name, loss + penalty, rate=facts.get(f"{name} rate", 1.0))
        accuracy = self._remember(trainer, name, judged_real.detach(), judged_fake.detach())
        return {name: loss.detach(), f"{name} accuracy": torch.tensor(accuracy)}

    def loss(
        self, trainer: Trainer, real: Tensor, fake: Tensor, name: str = "discriminator", labels: Tensor | None = None
    ) -> Tensor:
        """What the generator is to lower; gradients reach `fake` alone."""
        if trainer.players.step < self.alone:
            return fake.new_zeros(())
        discriminator = trainer.players.networks[name].requires_grad_(False)
        assert isinstance(discriminator, Judge)
        probability = trainer.players.facts.get(f"{name} augmentation", 0.0)
        state = trainer.random.get_state()
        seen = augmented(real, probability, trainer.random)
        trainer.random.set_state(state)  # both are changed alike, so that their features can be compared
        drawn = augmented(fake, probability, trainer.random)
        with trainer.reduced_precision():
            wanted, found = discriminator.features(seen, labels), discriminator.features(drawn, labels)
        loss = self.weight * self.objective.generator_loss(wanted[-1].float(), found[-1].float())
        if self.matching:
            loss = loss + self.matching * feature_matching(found[:-1], wanted[:-1])
        discriminator.requires_grad_(True)
        return loss

    def _remember(self, trainer: Trainer, name: str, real: Tensor, fake: Tensor) -> float:
        """Running means for the lamps, the augmentation and the balance; they are saved with the run. The accuracy, 0 to 1.

        An answer is right where a real picture looks more real than the middle of both kinds, or a fake one less: some
        objectives leave the logits' zero anywhere.
        """
        facts, middle = trainer.players.facts, (real.mean() + fake.mean()) / 2
        right = ((real > middle).float().mean() + (fake < middle).float().mean()) / 2
        trainer.team.average([right])
        facts[f"{name} accuracy"] = accuracy = _followed(facts.get(f"{name} accuracy", 0.5), float(right))
        if self.adapt:
            sign = 2 * accuracy - 1  # Karras et al. 2020 take that of the logits, which not every objective centres at 0
            facts[f"{name} augmentation"] = adapted(facts.get(f"{name} augmentation", 0.0), sign, len(real) * trainer.team.size)
        if self.balance:
            facts[f"{name} rate"] = balanced(facts.get(f"{name} rate", 1.0), accuracy)
        return accuracy


def _followed(mean: float, value: float) -> float:
    return value + (mean - value) * MEMORY
