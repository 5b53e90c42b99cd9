"""The training step. Read it from top to bottom: that is one step of a paired restoration."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import torch
from torch import Tensor, nn

from engine.training.plan import TrainingPlan
from engine.training.players import Players
from models.damage import Aged

WARM_UP = 500  # steps until the learning rate is whole
LAST_RATE = 0.001  # of the first, at the end of the cosine


class Trainer:
    def __init__(self, plan: TrainingPlan, players: Players) -> None:
        self.plan = plan
        self.players = players
        self.losses = [(type(loss).__name__.lower(), loss.weight, loss.build(torch.device("cpu"))) for loss in plan.losses]

    def run(self, batches: Iterable[tuple[Tensor, ...]]) -> Iterator[dict[str, float]]:
        """Train on each batch, and yield the losses of the step."""
        for batch in batches:
            if self.players.step >= self.plan.steps:
                return
            yield self.step(Aged(*batch))

    def step(self, aged: Aged) -> dict[str, float]:
        plan, players = self.plan, self.players

        with torch.autocast("cpu", torch.bfloat16) if plan.precision == "bfloat16" else nullcontext():
            restored = players.generator(network_input(aged, plan.network.planes))
        restored = restored.float()

        parts = {name: weight * loss(restored, aged.original) for name, weight, loss in self.losses}
        total = torch.stack(list(parts.values())).sum()

        players.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(total)
        length = nn.utils.clip_grad_norm_(players.generator.parameters(), plan.clip)
        for group in players.optimiser.param_groups:
            group["lr"] = learning_rate(plan, players.step)
        players.optimiser.step()

        _follow(players.average, players.generator, plan.average, players.step)
        players.step += 1
        return {**{name: part.item() for name, part in parts.items()}, "gradient": float(length)}


def network_input(aged: Aged, planes: int) -> Tensor:
    """(B, planes, H, W): the damaged picture, and its noise level as a fourth plane if the network wants it."""
    if planes == 3:
        return aged.damaged.contiguous(memory_format=torch.channels_last)
    level = aged.noise.expand(-1, 1, *aged.damaged.shape[-2:])
    return torch.cat([aged.damaged, level], dim=1).contiguous(memory_format=torch.channels_last)


def learning_rate(plan: TrainingPlan, step: int) -> float:
    """Rises over the first steps, then falls along a cosine (Loshchilov & Hutter 2017)."""
    warm = min(1.0, (step + 1) / min(WARM_UP, plan.steps))
    fall = (1 + math.cos(math.pi * step / plan.steps)) / 2
    return plan.optimiser.learning_rate * warm * (LAST_RATE + (1 - LAST_RATE) * fall)


@torch.no_grad()
def _follow(average: nn.Module, network: nn.Module, memory: float, step: int) -> None:
    """Move the average a little towards the network; at first faster, so that it forgets the random start."""
    share = 1 - min(memory, (1 + step) / (10 + step))
    for slow, fast in zip(average.parameters(), network.parameters(), strict=True):
        slow.lerp_(fast, share)
    for slow, fast in zip(average.buffers(), network.buffers(), strict=True):
        slow.copy_(fast)
