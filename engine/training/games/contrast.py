"""CUT (Park et al. 2020): photographs to paintings, without pairs, with one generator and one discriminator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import torch
from msgspec import Meta
from torch import Tensor

from engine.errors import PlanInvalid
from engine.training.adversary import Adversary
from engine.training.game import Batch, Side
from engine.training.translation import Translation, planes_of
from models.contrastive import PatchContrast
from models.objectives.least_squares import LeastSquares

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.trainer import Trainer


class Contrast(Translation, tag="contrast", frozen=True):
    """A patch of the painting should tell of which patch of the photograph it was made, and look like the works.

    With the weights as they stand this is CUT; FastCUT has contrast 10 and identity 0.
    """

    adversary: Adversary = Adversary(weight=1.0, objective=LeastSquares())
    contrast: Annotated[float, Meta(ge=0, title="Contrast", description="weight")] = 1.0
    identity: Annotated[float, Meta(ge=0, title="Identity", description="weight of the contrast within works")] = 1.0
    patches: Annotated[int, Meta(ge=16, title="Patches that are compared")] = 256

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        if not (channels := plan.network.feature_channels):
            raise PlanInvalid(f"the network {plan.network.key} shows no features to contrast", "Take another network.")
        networks = {"generator": plan.network.build(), "heads": PatchContrast(channels, patches=self.patches)}
        return {"generator": Side(networks, plan.optimiser), "discriminator": self.adversary.side()}

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        planes, generator = trainer.plan.network.planes, trainer.generator
        photographs, works = batch.original, batch.works
        with trainer.reduced_precision():
            painted = generator(planes_of(photographs, planes)).float()
            works_kept = generator(planes_of(works, planes)).float() if self.identity else works

        judged = self.adversary.teach(trainer, works, painted)

        parts = trainer.losses(painted, photographs)
        parts["adversarial"] = self.adversary.loss(trainer, works, painted)
        parts["contrast"] = self.contrast * self._contrast(trainer, photographs, painted)
        if self.identity:
            parts["identity"] = self.identity * self._contrast(trainer, works, works_kept)
        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum())
        return parts | judged

    def _contrast(self, trainer: Trainer, source: Tensor, translated: Tensor) -> Tensor:
        planes, generator = trainer.plan.network.planes, cast(Any, trainer.generator)
        with trainer.reduced_precision():
            before, after = (generator.features(planes_of(pictures, planes)) for pictures in (source, translated))
        contrast: Tensor = trainer.players.networks["heads"](before, after, trainer.random)
        return contrast
