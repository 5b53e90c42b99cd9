"""Colourisation in four stages: generator, discriminator, style, fusion; one network in the end.

The colouriser learns by itself first, which classes of colours things have (Zhang et al. 2016), and from points of their colour
(Zhang et al. 2017); then the discriminator alone, until it knows what the colouriser gets wrong (the critic step of DeOldify's
NoGAN, Antic 2019); then the stylist, on what the colouriser makes; then all of them together, at a tenth of the learning rate.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import accumulate
from typing import TYPE_CHECKING, Annotated, cast

import torch
from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, one_hot

from engine.errors import PlanInvalid
from engine.events import Score
from engine.training.adversary import Adversary
from engine.training.distances import psnr
from engine.training.game import Batch, Game, Side
from engine.training.menu import AnyLoss
from models.colour_classes import surprises
from models.colour_hints import Hints, told
from models.colour_spaces import to_lab
from models.losses.colourfulness import colourfulness
from models.modules.colour_style import ColourStyleNetwork
from models.modules.colouriser import COLOUR, facts_without_hints, with_facts
from models.networks.colour_style import TOLD, ColourStyle

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer

TOGETHER = 0.1  # of the learning rate, when all learn together
COARSE = 8  # pixels: the size at which a painting must keep the colours of the coloured picture


class Stage(IntEnum):
    GENERATOR = 0
    DISCRIMINATOR = 1
    STYLE = 2
    FUSION = 3


class Colourise(Game, tag="colourise", frozen=True):
    """The plan's losses compare colours with the original's; its ageings make the pictures grey (`monochrome`)."""

    shares: Annotated[tuple[float, float, float, float], Meta(title="Stages", description="share of the steps of each")] = (
        0.6, 0.05, 0.25, 0.1,
    )  # fmt: skip
    hints: Hints = Hints()
    classes: Annotated[float, Meta(ge=0, title="Classes", description="weight: the right colours must be probable")] = 1.0
    uniform: Annotated[float, Meta(gt=0, le=1, title="Uniform share", description="near 0: rare colours count most")] = 0.5
    others: Annotated[float, Meta(ge=0, title="Other versions", description="weight of their colours")] = 0.5
    """Of the versions after the first, only the one nearest to the original learns, so that they differ."""

    style: tuple[AnyLoss, ...] = ()
    """Between the painting and the work."""

    content: tuple[AnyLoss, ...] = ()
    """Between the painting and the coloured picture."""

    harmony: Annotated[float, Meta(ge=0, title="Harmony", description="weight: a painting keeps the large colours")] = 0.1
    adversary: Adversary = Adversary(weight=0.05)

    @property
    def needs_works(self) -> bool:
        return bool(self.style)

    def stage(self, step: int, steps: int) -> Stage:
        ends = [round(end / sum(self.shares) * steps) for end in accumulate(self.shares)]
        return Stage(sum(step >= end for end in ends[:-1]))

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        if not isinstance(plan.network, ColourStyle) or bool(plan.network.styles) != bool(self.style):
            raise PlanInvalid(
                "colourisation needs the network colour-style, with styles where there are style losses, else none"
            )
        return super().sides(plan) | {"discriminator": self.adversary.side()}

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        network = cast(ColourStyleNetwork, trainer.generator)
        stage = self.stage(trainer.players.step, trainer.plan.steps)
        if stage is Stage.STYLE and self.style:
            return self._style_step(trainer, network, batch)

        facts = told(self.hints, batch.original, trainer.random)
        with trainer.reduced_precision():
            (coloured,), beliefs = network.colouriser.coloured_and_believed(batch.damaged, facts, count=1)
        if stage is Stage.DISCRIMINATOR:
            return self.adversary.teach(trainer, batch.original, coloured)

        parts, judged = trainer.losses(coloured, batch.original), {}
        first, others = surprises(beliefs, batch.original, self.uniform)
        parts |= {"classes": self.classes * first, "others": self.others * others}
        if stage is not Stage.GENERATOR:
            judged = self.adversary.teach(trainer, batch.original, coloured)
            parts["adversarial"] = self.adversary.loss(trainer, batch.original, coloured)
        if stage is Stage.FUSION and self.style:
            parts |= self._painting_losses(trainer, network, coloured, batch, fused=True)
        rate = TOGETHER if stage is not Stage.GENERATOR else 1.0
        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum(), rate)
        return parts | judged

    def _style_step(self, trainer: Trainer, network: ColourStyleNetwork, batch: Batch) -> dict[str, Tensor]:
        """The stylist learns on what the colouriser makes; the colouriser rests."""
        facts = told(self.hints, batch.original, trainer.random)
        with torch.no_grad(), trainer.reduced_precision():
            coloured = network.colouriser.all_coloured(batch.damaged, facts)[0]
        parts = self._painting_losses(trainer, network, coloured, batch, fused=False)
        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum())
        return parts

    def _painting_losses(
        self, trainer: Trainer, network: ColourStyleNetwork, coloured: Tensor, batch: Batch, fused: bool
    ) -> dict[str, Tensor]:
        code = _code(trainer.plan, batch)
        with trainer.reduced_precision():
            painted = network.painted(coloured, code).float()
            painted = network.fused(coloured, painted, code).float() if fused else painted
        parts = trainer.losses(painted, batch.works, self.style)
        for name, loss in trainer.losses(painted, coloured.detach(), self.content).items():
            parts[f"{name} kept"] = loss
        parts["harmony"] = self.harmony * (_large_colours(painted) - _large_colours(coloured.detach())).abs().mean()
        return parts

    def answer(self, network: nn.Module, plan: TrainingPlan, batch: Batch) -> Tensor:
        """The first version, without hints and without a style."""
        colouriser = cast(ColourStyleNetwork, network).colouriser
        return colouriser.all_coloured(batch.damaged, facts_without_hints(batch.damaged))[0]

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        scores: dict[str, Score] = {}
        for title, batch in held_out.items():
            first = self.answer(players.average, plan, batch)
            scores[title] = Score(psnr(batch.damaged, batch.original), psnr(first, batch.original))
            missed = [(colourfulness(of) - colourfulness(batch.original)).abs().mean() for of in (batch.damaged, first)]
            scores[f"{title}, colourfulness"] = Score(*map(float, missed), unit="", distance=True)
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        network = cast(ColourStyleNetwork, players.average)
        facts = facts_without_hints(batch.damaged)
        versions = network.colouriser.all_coloured(batch.damaged, facts)
        planes = with_facts(batch.damaged, facts)
        painted = [network(torch.cat([planes, _code(plan, batch)], dim=1))] if self.style else []
        return [batch.damaged, *versions, *painted, batch.original]


def _code(plan: TrainingPlan, batch: Batch) -> Tensor:
    """(B, styles, H, W): the style of each work."""
    codes = one_hot(batch.styles, plan.network.planes - 3 - TOLD).to(batch.damaged)
    return codes[:, :, None, None].expand(-1, -1, *batch.damaged.shape[-2:])


def _large_colours(pictures: Tensor) -> Tensor:
    return avg_pool2d(to_lab(pictures)[:, 1:], COARSE) / COLOUR
