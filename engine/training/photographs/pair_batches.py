"""Batches with pairs: half of it what somebody restored, half of it aged, so that the rest is not forgotten."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from msgspec.structs import replace
from torch import Tensor

from engine.errors import PlanInvalid
from engine.training.game import Batch
from engine.training.photographs.collection import Photograph
from engine.training.photographs.pairs import Laid
from engine.training.photographs.pictures import Batches, misjudged, to_tensor, turned
from engine.training.plan import TrainingPlan

TITLE = "pairs"


class PairBatches(Batches):
    """Batches of which the plan's share is cut from pairs, at full resolution, and the rest is aged."""

    def __init__(self, photographs: Sequence[Photograph], pairs: Sequence[Laid], plan: TrainingPlan) -> None:
        super().__init__(photographs, plan)
        if plan.batch < 2:
            raise PlanInvalid("a batch of one picture has no room for pairs", "Set `batch` to 2 at least.")
        self._pairs, self._count = pairs, max(1, min(round(plan.batch * plan.pairs), plan.batch - 1))
        self._aged = Batches(photographs, replace(plan, batch=plan.batch - self._count))

    def under(self, plan: TrainingPlan) -> PairBatches:
        return PairBatches(self._photographs, self._pairs, plan)

    def __getitem__(self, step: int) -> tuple[Tensor, ...]:
        choose = np.random.default_rng([self._plan.seed, step, 1])
        chosen = [self._pairs[int(choose.integers(len(self._pairs)))] for _ in range(self._count)]
        pairs = _batch([_cut(pair, self._plan.crop, choose) for pair in chosen], chosen)
        level = misjudged(pairs.noise, self._plan.level_error, torch.Generator().manual_seed(int(choose.integers(2**62))))
        both = zip(Batch(*self._aged[step]), pairs._replace(noise=level), strict=True)
        return tuple(torch.cat(field) for field in both)

    def held_out(self, count: int) -> dict[str, Batch]:
        """The pairs come before the ageings."""
        random = np.random.default_rng(self._plan.seed)
        chosen = [self._pairs[index % len(self._pairs)] for index in range(count)]
        pairs = _batch([_cut(pair, self._plan.crop, random) for pair in chosen], chosen)
        return {TITLE: pairs, **super().held_out(count)}


def _cut(pair: Laid, size: int, choose: np.random.Generator) -> tuple[Tensor, Tensor]:
    """The same place of both, (3, size, size), turned alike; never resized, which would change the damage."""
    top, left = (int(choose.integers(side - size + 1)) for side in pair.before.shape[:2])
    both = np.concatenate([pair.before, pair.after], axis=2)[top : top + size, left : left + size]
    before, after = to_tensor(turned(both, choose, upright=False)).split(3)
    return before, after


def _batch(pieces: Sequence[tuple[Tensor, Tensor]], pairs: Sequence[Laid]) -> Batch:
    before, after = (torch.stack(list(side)) for side in zip(*pieces, strict=True))
    works = torch.empty(0, *before.shape[1:])
    noise = torch.tensor([pair.noise for pair in pairs], dtype=torch.float32).view(-1, 1, 1, 1)
    return Batch(before, after, noise, torch.zeros_like(before[:, :1]), works, torch.empty(0, dtype=torch.int64))
