"""CycleGAN (Zhu et al. 2017): photographs to paintings and back, from two collections without pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import l1_loss

from engine.training.adversary import Adversary
from engine.training.game import Batch, Side
from engine.training.translation import Translation, planes_of
from models.objectives.least_squares import LeastSquares

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.trainer import Trainer


class Cycle(Translation, tag="cycle", frozen=True):
    """Two generators and two discriminators: what was painted must lead back to the photograph, and the other way round.

    Where the paper shows a discriminator old paintings from a pool, ours sees some by the generator's running average: they
    are the memory of the game as well, and a stopped run can go on exactly.
    """

    adversary: Adversary = Adversary(weight=1.0, objective=LeastSquares())
    cycle: Annotated[float, Meta(ge=0, title="Cycle", description="weight")] = 10.0
    identity: Annotated[float, Meta(ge=0, title="Identity", description="weight: paintings stay as they are")] = 5.0
    remembered: Annotated[float, Meta(ge=0, le=1, title="Remembered", description="share of paintings by the average")] = 0.25

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        networks = {"generator": plan.network.build(), "way back": plan.network.build()}
        return {
            "generator": Side(networks, plan.optimiser),
            "judge of works": self.adversary.side("judge of works"),
            "judge of photographs": self.adversary.side("judge of photographs"),
        }

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        planes, adversary = trainer.plan.network.planes, self.adversary
        forth, back = trainer.players.networks["generator"], trainer.players.networks["way back"]
        photographs, works = batch.original, batch.works
        with trainer.reduced_precision():
            painted, developed = forth(planes_of(photographs, planes)), back(planes_of(works, planes))
            photographs_again = back(planes_of(painted.float(), planes))
            works_again = forth(planes_of(developed.float(), planes))
            works_kept, photographs_kept = forth(planes_of(works, planes)), back(planes_of(photographs, planes))

        judged = adversary.teach(
            trainer, works, self._with_memories(trainer, "generator", photographs, painted), "judge of works"
        )
        judged |= adversary.teach(
            trainer, photographs, self._with_memories(trainer, "way back", works, developed), "judge of photographs"
        )

        parts = trainer.losses(painted.float(), photographs)
        parts["adversarial"] = adversary.loss(trainer, works, painted.float(), "judge of works") + adversary.loss(
            trainer, photographs, developed.float(), "judge of photographs"
        )
        parts["cycle"] = self.cycle * (l1_loss(photographs_again.float(), photographs) + l1_loss(works_again.float(), works))
        parts["identity"] = self.identity * (
            l1_loss(works_kept.float(), works) + l1_loss(photographs_kept.float(), photographs)
        )
        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum())
        return parts | judged

    @torch.no_grad()
    def _with_memories(self, trainer: Trainer, name: str, given: Tensor, painted: Tensor) -> Tensor:
        """Some of what was painted replaced by what the running average paints."""
        count = round(len(given) * self.remembered)
        if not count:
            return painted.detach().float()
        before = trainer.players.averages[name](planes_of(given[:count], trainer.plan.network.planes))
        return torch.cat([before.float(), painted.detach().float()[count:]])
