"""How fast the trainer is, beside a bare loop with the same networks on pictures that lie ready in memory."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import torch
from msgspec.structs import replace
from torch import nn

from engine.errors import PlanInvalid
from engine.training.game import Batch
from engine.training.games.paired import Paired
from engine.training.photographs.collection import read_collection
from engine.training.photographs.doctor import examine
from engine.training.photographs.pictures import Batches, loader
from engine.training.plan import TrainingPlan
from engine.training.players import Players
from engine.training.trainer import Trainer, follow, network_input

READY = 24  # batches in memory
WARM = 5  # steps that are not timed


class Speed(msgspec.Struct, frozen=True):
    bare: float  # steps a second
    trainer: float
    megabytes: float  # the most memory the process took; 0 where the system does not say

    @property
    def ratio(self) -> float:
        """How many times as long a step takes in the trainer."""
        return self.bare / self.trainer


def bench(plan: TrainingPlan, pictures: Sequence[Path], seconds: float = 20, threads: int = 1, workers: int = 1) -> Speed:
    """Time both in turns, three times each, and take the middle ones; a paired plan without an adversary.

    Raises PlanInvalid for other games: a bare loop of theirs would be the game once more.
    """
    if plan.game != Paired():
        raise PlanInvalid("only a plan of paired restoration without an adversary can be timed beside a bare loop")
    torch.set_num_threads(threads)
    plan = replace(plan, steps=10**9)
    batches = Batches(read_collection(examine(pictures, plan.crop)).learnt, plan)
    ready = [Batch(*batches[step]) for step in range(READY)]
    bare = _bare_loop(plan, ready)
    running = iter(Trainer(plan, Players.start(plan)).run(loader(batches, 0, workers)))
    rates: list[tuple[float, float]] = [(_rate(bare, seconds / 6), _rate(lambda: next(running), seconds / 6)) for _ in range(3)]
    one, other = (sorted(values)[1] for values in zip(*rates, strict=True))
    return Speed(one, other, _megabytes())


def _bare_loop(plan: TrainingPlan, ready: Sequence[Batch]) -> Callable[[], object]:
    """One step of what cannot be left out: forward, losses, backward, clipping, optimiser, average."""
    players = Players.start(plan)
    generator, optimiser = players.generator, players.optimisers["generator"]
    losses = [(loss.weight, loss.build(torch.device("cpu"))) for loss in plan.losses]
    turns = itertools.cycle(ready)

    def step() -> None:
        batch = next(turns)
        with torch.autocast("cpu", torch.bfloat16, enabled=plan.precision == "bfloat16"):
            restored = generator(network_input(batch, plan.network.planes))
        total = sum((weight * loss(restored.float(), batch.original) for weight, loss in losses), torch.zeros(()))
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(total)
        nn.utils.clip_grad_norm_(generator.parameters(), plan.clip)
        optimiser.step()
        follow(players.average, generator, plan.average, 1000)

    return step


def _rate(step: Callable[[], object], seconds: float) -> float:
    for _ in range(WARM):
        step()
    started, count = time.monotonic(), 0
    while time.monotonic() - started < seconds:
        step()
        count += 1
    return count / (time.monotonic() - started)


def _megabytes() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
