"""Distillation: a small network of our own learns to see pictures as a recognition network sees them (Romero et al. 2015)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import torch
from msgspec import Meta
from scipy.stats import spearmanr
from torch import Tensor, nn
from torch.nn.functional import interpolate

from engine.errors import PlanInvalid
from engine.events import Score
from engine.training.distances import feature_distances
from engine.training.game import Batch, Game, Side
from models.features import feature_network
from models.modules.perception import PerceptionNetwork
from models.networks.perception import Perception

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players
    from engine.training.trainer import Trainer

UNSEEN = 1e-3  # a relative distance that nobody sees: below it, ratios mean nothing


class Distillation(Game, tag="distillation", frozen=True):
    """The pupil is shown originals, damaged pictures and works, and must give the teacher's features.

    It is scored by rank: do pairs that are further apart for the teacher lie further apart for the pupil?
    """

    weights: Annotated[str, Meta(title="SqueezeNet weights", description="a safetensors file")] = ""
    works: bool = False
    distances: Annotated[float, Meta(ge=0, title="Distances", description="weight of agreeing how far damage is")] = 0.05
    """Relations beside features (Park et al. 2019): what the pupil is for is to say how far two pictures are apart."""

    @property
    def needs_works(self) -> bool:
        return self.works

    def sides(self, plan: TrainingPlan) -> dict[str, Side]:
        if not isinstance(plan.network, Perception):
            raise PlanInvalid("distillation teaches the network perception")
        if not Path(self.weights).is_file():
            raise PlanInvalid(f"the teacher's weights are not there: {self.weights or 'no file is named'}")
        return super().sides(plan)

    def step(self, trainer: Trainer, batch: Batch) -> dict[str, Tensor]:
        pupil, layers = cast(PerceptionNetwork, trainer.generator), cast(Perception, trainer.plan.network).layers
        pictures = torch.cat([batch.damaged.clamp(0, 1), batch.original, batch.works])
        with torch.no_grad(), trainer.reduced_precision():
            wanted = _teacher(self.weights, layers)(pictures)
        with trainer.reduced_precision():
            found = pupil.features(pictures)

        parts = {name: _relative(found[name], target) for name, target in zip(layers, wanted, strict=True)}
        loss = torch.stack(list(parts.values())).mean()
        if self.distances:
            damaged, original = slice(len(batch.damaged)), slice(len(batch.damaged), 2 * len(batch.damaged))
            taught, learnt = (
                feature_distances([one[damaged].float() for one in features], [one[original].float() for one in features])
                for features in (wanted, [found[name] for name in layers])
            )
            parts["distances"] = ((learnt + UNSEEN) / (taught + UNSEEN)).log().square().mean()
            loss = loss + self.distances * parts["distances"]
        parts["gradient"] = trainer.improve("generator", loss)
        return parts

    @torch.inference_mode()
    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        """Spearman's rank correlation with the teacher's distances, of plain pixel differences and of the pupil."""
        layers = cast(Perception, plan.network).layers
        teacher, pupil = _teacher(self.weights, layers), cast(PerceptionNetwork, players.average)
        pixels, taught, learnt = [], [], []
        for batch in held_out.values():
            damaged, original = batch.damaged.clamp(0, 1), batch.original
            pixels.append((damaged - original).square().mean(dim=(1, 2, 3)))
            taught.append(feature_distances(teacher(damaged), teacher(original)))
            learnt.append(feature_distances(*(list(pupil.features(one).values()) for one in (damaged, original))))
        before, after = (_rank_correlation(torch.cat(taught), torch.cat(other)) for other in (pixels, learnt))
        return {"rank correlation": Score(before, after, unit="ρ")}

    @torch.inference_mode()
    def shown(self, players: Players, plan: TrainingPlan, batch: Batch) -> list[Tensor]:
        """The picture, and the strength of the last layer: the pupil's and the teacher's."""
        layers, size = cast(Perception, plan.network).layers, batch.original.shape[-2:]
        pupil = cast(PerceptionNetwork, players.average).features(batch.original)[layers[-1]]
        teacher = _teacher(self.weights, layers)(batch.original)[-1]
        strength = [interpolate(features.mean(dim=1, keepdim=True), size) for features in (pupil, teacher)]
        most = strength[1].amax(dim=(1, 2, 3), keepdim=True).clamp_min(1e-6)
        return [batch.original, *((one / most).expand(-1, 3, -1, -1) for one in strength)]


@cache
def _teacher(weights: str, layers: tuple[str, ...]) -> nn.Module:
    return feature_network(weights, layers)


def _rank_correlation(one: Tensor, other: Tensor) -> float:
    """Spearman's."""
    found: Any = spearmanr(one.cpu().numpy(), other.cpu().numpy())
    return float(found.statistic)


def _relative(found: Tensor, wanted: Tensor) -> Tensor:
    """The squared error of (B, C, h, w), as a share of the energy; the pupil's features brought to the teacher's size."""
    found = interpolate(found.float(), wanted.shape[-2:], mode="bilinear", align_corners=False)
    energy = wanted.float().square().mean(dim=(1, 2, 3))
    return ((found - wanted.float()).square().mean(dim=(1, 2, 3)) / energy.clamp_min(0.05 * energy.mean())).mean()
