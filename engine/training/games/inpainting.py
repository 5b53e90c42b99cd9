"""Inpainting: the generator fills what is hidden from what is around it (losses of LaMa: Suvorov et al. 2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import max_pool2d

from engine.events import Score
from engine.training.adversary import Adversary
from engine.training.distances import psnr
from engine.training.game import Batch, Game, Side
from models.holes import Holes, holes

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer

OPAQUE = 0.1  # what hides less of the picture is not filled


class Inpainting(Game, tag="inpainting", frozen=True):
    """The network's fourth plane is the mask: 1 where the picture is hidden or missing. Only there its answer is used.

    Where a damage covers part of a picture, that part is the mask, a little wider at random, as masks that are found or
    drawn are; the network sees what shines through. In pictures without such damage holes are drawn, with nothing in them.
    """

    holes: Holes = Holes()
    wider: Annotated[int, Meta(ge=0, title="Wider", description="than the damage, pixels at most")] = 3
    known: Annotated[float, Meta(ge=0, title="Known", description="weight of what is not missing")] = 0.1
    adversary: Adversary | None = None

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        sides = super().sides(plan)
        return sides | {"discriminator": self.adversary.side()} if self.adversary else sides

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        masked = self._masked(batch, trainer.random)
        mask = masked[:, 3:]
        with trainer.reduced_precision():
            answer = trainer.generator(masked).float()
        filled = torch.where(mask > 0, answer, batch.original)

        parts = trainer.losses(filled, batch.original)
        parts["known"] = self.known * ((answer - batch.original).abs() * (1 - mask)).mean()
        judged: dict[str, Tensor] = {}
        if self.adversary:
            judged = self.adversary.teach(trainer, batch.original, filled)
            parts["adversarial"] = self.adversary.loss(trainer, batch.original, filled)

        parts["gradient"] = trainer.improve("generator", torch.stack(list(parts.values())).sum())
        return parts | judged

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        scores: dict[str, Score] = {}
        for title, batch in held_out.items():
            damaged, filled, original = self.shown(players, plan, batch)
            scores[title] = Score(psnr(damaged, original), psnr(filled, original))
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        masked = self._masked(batch, torch.Generator().manual_seed(plan.seed))
        picture, mask = masked[:, :3], masked[:, 3:]
        answer: Tensor = players.average(masked)
        return [picture, torch.where(mask > 0, answer.float(), batch.original), batch.original]

    def _masked(self, batch: Batch, random: torch.Generator) -> Tensor:
        """(B, 4, H, W): the picture, grey where it is missing, and the mask, 0 or 1."""
        drawn = holes(self.holes, batch.original.shape, random).to(batch.original)
        wider = 2 * int(torch.randint(self.wider + 1, (), generator=random)) + 1
        hidden = max_pool2d((batch.hidden > OPAQUE).to(batch.original), wider, stride=1, padding=wider // 2)
        covered = hidden.amax(dim=(2, 3), keepdim=True) > 0
        picture = torch.where((drawn > 0) & ~covered, 0.5, batch.damaged)
        mask = torch.where(covered, hidden, drawn)
        return torch.cat([picture, mask], dim=1).contiguous(memory_format=torch.channels_last)
