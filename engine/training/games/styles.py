"""Many styles in one network (StarGAN's idea: Choi et al. 2018, 2020): each with a code, mixed by the weights of their codes.

The style codes scale and shift the features (conditional norms, Dumoulin et al. 2017). The losses of the styles are balanced,
so that a style that is far from photographs does not crowd out the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import one_hot, pad

from engine.errors import PlanInvalid
from engine.events import Score
from engine.training.adversary import Adversary
from engine.training.distances import luminance_likeness, texture_distance
from engine.training.game import Batch, Game, Side
from engine.training.menu import AnyLoss
from models.networks.residual_net import ResidualNet

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer

MEMORY = 0.99  # of what a style's loss usually is
RIM = 10  # a tenth of the crop at each side
MIRRORED = 16  # pixels


class Styles(Game, tag="styles", frozen=True):
    """Paints each picture in the style of a work; the plan's own losses say what must be kept of its content."""

    style: tuple[AnyLoss, ...] = ()
    """Between the painting and the work, such as Gram or sliced Wasserstein."""

    mixed: Annotated[float, Meta(ge=0, le=1, title="Mixed", description="share of paintings between two styles")] = 0.25
    first: Annotated[int, Meta(ge=0, title="First", description="number of the style of the first folder of works")] = 0
    diversity: Annotated[float, Meta(ge=0, title="Diversity", description="weight at the start; falls to 0")] = 0.0
    adversary: Adversary | None = None

    @property
    def needs_works(self) -> bool:
        return True

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        if not isinstance(plan.network, ResidualNet) or not plan.network.styles or not self.style:
            raise PlanInvalid("many styles need a network with styles and at least one style loss")
        sides = super().sides(plan)
        return sides | {"discriminator": self.adversary.side()} if self.adversary else sides

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        count, batch = trainer.plan.network.planes - 3, self._numbered(batch)
        if int(batch.styles.max()) >= count:
            raise PlanInvalid(f"the works hold more styles than the network's {count}")
        codes, other = self._codes(trainer, batch.styles, count)
        with trainer.reduced_precision():
            painted = _within(trainer.generator(with_code(batch.original, codes)).float())

        works = _within(batch.works)
        parts = trainer.losses(painted, _within(batch.original))
        parts["style"] = self._style_loss(trainer, batch._replace(works=works), painted, codes, other)
        if self.diversity:
            parts["diversity"] = self._sameness(trainer, batch, painted, codes)
        judged: dict[str, Tensor] = {}
        if self.adversary:
            judged = self.adversary.teach(trainer, works, painted, labels=batch.styles)
            parts["adversarial"] = self.adversary.loss(trainer, works, painted, labels=batch.styles)

        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum())
        return parts | judged

    def _codes(self, trainer: Trainer, styles: Tensor, count: int) -> tuple[Tensor, Tensor]:
        """(B, count): the code of each work's style, some mixed with another work's; (B,): that other's index."""
        random = trainer.random
        codes = one_hot(styles, count).float()
        other = torch.randperm(len(styles), generator=random).to(styles.device)
        share = torch.rand(len(styles), 1, generator=random) * (torch.rand(len(styles), 1, generator=random) < self.mixed)
        share = share.to(codes.device)
        return torch.lerp(codes, codes[other], share), other

    def _style_loss(self, trainer: Trainer, batch: Batch, painted: Tensor, codes: Tensor, other: Tensor) -> Tensor:
        """Each painting against its work, or against both works that it mixes, by their weights."""
        facts, each = trainer.players.facts, torch.arange(len(painted), device=other.device)
        paintings, works = torch.cat([each, each]), torch.cat([each, other])
        weights, styles = codes[paintings, batch.styles[works]], batch.styles[works]
        seen_already = (works != paintings) & (styles == batch.styles[paintings])
        seen_already[len(each) :] |= works[len(each) :] == each
        chosen = ((weights > 0) & ~seen_already).nonzero()[:, 0]
        paintings, works, weights, styles = (of[chosen] for of in (paintings, works, weights, styles))

        losses = trainer.loss_of_each(painted[paintings], batch.works[works], self.style)
        names = [f"style {style}" for style in styles.tolist()]
        for name, loss in zip(names, losses.tolist(), strict=True):
            facts[name] = loss + (facts.get(name, loss) - loss) * MEMORY
        usual = torch.tensor([max(facts[name], 1e-6) for name in names], device=losses.device)
        return (weights * losses / usual).sum() * self._middle(facts) / len(painted)

    def _middle(self, facts: dict[str, float]) -> float:
        """What a style's loss usually is, over all styles: dividing by each one's own, and giving this back, balances them."""
        usual = [value for name, value in facts.items() if name.startswith("style ")]
        return sum(usual) / len(usual)

    def _sameness(self, trainer: Trainer, batch: Batch, painted: Tensor, codes: Tensor) -> Tensor:
        """Large where another code gives the same painting (StarGAN v2's diversity term, turned into a loss)."""
        with trainer.reduced_precision():
            otherwise = _within(trainer.generator(with_code(batch.original, codes.roll(1, dims=0))).float())
        apart = (painted - otherwise).abs().mean(dim=(1, 2, 3))
        differs = (codes - codes.roll(1, dims=0)).abs().sum(dim=1).clamp(0, 1)
        left = 1 - trainer.players.step / trainer.plan.steps
        return self.diversity * left * (differs * torch.exp(-apart * 10)).mean()

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        scores: dict[str, Score] = {}
        for title, batch in ((title, self._numbered(batch)) for title, batch in held_out.items()):
            painted = self._painted(players, plan, batch)
            for style in batch.styles.unique().tolist():
                of = batch.styles == style
                near = [texture_distance(pictures[of], batch.works[of]) for pictures in (batch.original, painted)]
                scores[f"{title}, style {style}"] = Score(*near, unit="", distance=True)
            scores[f"{title}, likeness"] = Score(1.0, luminance_likeness(painted, batch.original), unit="SSIM")
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        return [batch.original, self._painted(players, plan, self._numbered(batch)), batch.works]

    def _numbered(self, batch: Batch) -> Batch:
        """The folders' numbers as the network counts its styles."""
        return batch._replace(styles=batch.styles + self.first)

    def _painted(self, players: Players, plan: TrainingPlan, batch: Batch) -> Tensor:
        """As the painter has it: the picture is mirrored beyond its edges."""
        around = pad(batch.original, [MIRRORED] * 4, mode="reflect")
        codes = one_hot(batch.styles, plan.network.planes - 3).float()
        painted: Tensor = players.average(with_code(around, codes)).float()
        return painted[..., MIRRORED:-MIRRORED, MIRRORED:-MIRRORED]


def _within(pictures: Tensor) -> Tensor:
    """Without the rim, where a network sees zeros beside the picture.

    It would learn to paint frames in the loudest colours of a style there, and that would please the loss; in tiles, whose
    rims are thrown away, they would be missing.
    """
    rim = pictures.shape[-1] // RIM
    return pictures[..., rim : pictures.shape[-2] - rim, rim : pictures.shape[-1] - rim]


def with_code(pictures: Tensor, codes: Tensor) -> Tensor:
    """(B, 3 + styles, H, W)."""
    planes = codes[:, :, None, None].expand(-1, -1, *pictures.shape[-2:])
    return torch.cat([pictures, planes], dim=1).contiguous(memory_format=torch.channels_last)
