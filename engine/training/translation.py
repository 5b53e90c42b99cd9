"""What games of translation have in common: photographs in, the hand of the works out, and no pairs to measure against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor

from engine.events import Score
from engine.training.distances import luminance_likeness, texture_distance
from engine.training.game import Batch, Game

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players


def planes_of(pictures: Tensor, planes: int) -> Tensor:
    """(B, planes, H, W): pictures (B, 3, H, W) without noise, for any generator."""
    extra = pictures.new_zeros(len(pictures), planes - 3, *pictures.shape[-2:])
    return torch.cat([pictures, extra], dim=1).contiguous(memory_format=torch.channels_last)


class Translation(Game, frozen=True):
    """A game that learns from a second collection, and is scored and shown by what it makes of photographs."""

    @property
    def needs_works(self) -> bool:
        return True

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        """How near the paintings come to the works' texture and palette, and how much of the picture they keep."""
        scores: dict[str, Score] = {}
        for title, batch in held_out.items():
            given, painted, works = self.shown(players, plan, batch)
            near = Score(texture_distance(given, works), texture_distance(painted, works), unit="", distance=True)
            scores[f"{title}, to the works"] = near
            scores[f"{title}, likeness"] = Score(1.0, luminance_likeness(painted, given), unit="SSIM")
        return scores

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        """The photograph, the painting, and a work to compare it with."""
        painted: Tensor = players.average(planes_of(batch.original, plan.network.planes))
        return [batch.original, painted.float(), batch.works]
