"""Restyling: one network learns to restore, and to paint what it restores; the framework of restoration and style together.

Part of each batch is restored as in `paired`, without a code; the rest is painted, damaged as it is, in the style of a work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import one_hot

from engine.errors import PlanInvalid
from engine.events import Score
from engine.training.distances import luminance_likeness, psnr, texture_distance
from engine.training.game import Batch, Game, Side
from engine.training.games.styles import Styles
from engine.training.menu import AnyLoss
from engine.training.trainer import network_input
from models.networks.restyler import Restyler

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer


class Restyling(Styles, tag="restyling", frozen=True):
    """The plan's losses compare what is restored with the original; `content` what is painted with it."""

    restored: Annotated[float, Meta(gt=0, lt=1, title="Restored", description="share of a batch that is not painted")] = 0.5
    content: tuple[AnyLoss, ...] = ()
    """Between the painting and the undamaged photograph."""

    def tells_levels(self, plan: TrainingPlan) -> bool:
        return True

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        if not isinstance(plan.network, Restyler) or not self.style or self.adversary:
            raise PlanInvalid("restyling needs the network restyler, one style loss at least, and plays without an adversary")
        return Game.sides(self, plan)

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        batch = self._numbered(batch)
        plain = max(1, min(len(batch.original) - 1, round(len(batch.original) * self.restored)))
        painting = batch.part(plain, len(batch.original))
        codes, other = self._codes(trainer, painting.styles, self._count(trainer.plan))
        given = with_codes(batch, torch.cat([codes.new_zeros(plain, codes.shape[1]), codes]))
        with trainer.reduced_precision():
            answer = trainer.generator(given).float()

        parts = trainer.losses(answer[:plain], batch.original[:plain])
        for name, loss in trainer.losses(answer[plain:], painting.original, self.content).items():
            parts[f"{name} kept"] = loss
        parts["style"] = self._style_loss(trainer, painting, answer[plain:], codes, other)
        return parts | {"gradient": trainer.improve("generator", torch.stack(list(parts.values())).sum())}

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        scores: dict[str, Score] = {}
        for title, batch in held_out.items():
            damaged, restored, painted, works, original = self.shown(players, plan, batch)
            scores[title] = Score(psnr(damaged, original), psnr(restored, original))
            near = [texture_distance(pictures, works) for pictures in (original, painted)]
            scores[f"{title}, painted"] = Score(*near, unit="", distance=True)
            scores[f"{title}, likeness"] = Score(1.0, luminance_likeness(painted, original), unit="SSIM")
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        codes = one_hot(self._numbered(batch).styles, self._count(plan)).float()
        restored, painted = (players.average(with_codes(batch, code)).float() for code in (torch.zeros_like(codes), codes))
        return [batch.damaged, restored, painted, batch.works, batch.original]

    def _count(self, plan: TrainingPlan) -> int:
        return plan.network.planes - 4


def with_codes(batch: Batch, codes: Tensor) -> Tensor:
    """(B, 4 + styles, H, W): the damaged pictures, how noisy they are, and the codes (B, styles)."""
    planes = codes[:, :, None, None].expand(-1, -1, *batch.damaged.shape[-2:])
    return torch.cat([network_input(batch, 4), planes], dim=1).contiguous(memory_format=torch.channels_last)
