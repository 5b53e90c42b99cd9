"""What every game needs in a step: losses, precision, the improvement of one side, and the averages that follow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import torch
from safetensors import SafetensorError
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn

from engine.errors import PlanInvalid
from engine.training.game import Batch
from engine.training.team import Team
from models.damage import Aged
from models.loss import Loss, LossFunction
from models.optimiser import learning

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan
    from engine.training.players import Players

LAST_RATE = 0.001  # of the first, at the end of the cosine


class Diverged(Exception):
    """A loss or a gradient is no number any more."""


class Trainer:
    """Plays one step after another; `game.step` reads from top to bottom, and calls back for what is the same in all games."""

    def __init__(self, plan: TrainingPlan, players: Players, team: Team | None = None) -> None:
        self.plan = plan
        self.players = players
        self.team = team or Team(torch.device("cpu"))
        self.device = self.team.device
        self.parts = 1
        """In how many parts a batch is learnt, where the device has too little memory for the whole."""
        self.random = torch.Generator()
        """For whatever a step decides by chance; the same for the same seed and step."""
        self._built: dict[tuple[Loss, bool], LossFunction] = {}
        self._last_part = True
        for optimiser in players.optimisers.values():
            learning(optimiser)

    @property
    def generator(self) -> nn.Module:
        return self.players.generator

    def run(self, batches: Iterable[tuple[Tensor, ...]]) -> Iterator[dict[str, float]]:
        """Train on each batch, and yield the losses of the step; a step that diverges is undone, and the next one tried."""
        for batch in batches:
            if self.players.step >= self.plan.steps:
                return
            try:
                yield self.step(Batch(*batch))
            except Diverged:
                self.players.roll_back()
                self.players.step += 1
                yield {"rolled back": self.players.facts["roll-backs"]}

    def step(self, batch: Batch) -> dict[str, float]:
        """One step, in as many parts as fit into memory; the parts count as one batch.

        Raises Diverged, with the averages as they were.
        """
        torch.manual_seed(seed := hash((self.plan.seed, self.players.step)) % 2**62)
        self.random.manual_seed(seed)
        while True:
            try:
                told = self._step_in_parts(self._own(batch))
                break
            except torch.OutOfMemoryError:
                if self.parts >= len(batch.original):
                    raise
                self.parts *= 2
                torch.cuda.empty_cache()
        for name, average in self.players.averages.items() if self.players.averaged else ():
            follow(average, self.players.networks[name], self.plan.average, self.players.step)
        self.players.step += 1
        return told

    def _own(self, batch: Batch) -> Batch:
        """This process's share of the batch, on its device."""
        return batch.part(*self.team.share(len(batch.original))).on(self.device)

    def _step_in_parts(self, batch: Batch) -> dict[str, float]:
        for optimiser in self.players.optimisers.values():
            optimiser.zero_grad(set_to_none=True)
        size = math.ceil(len(batch.original) / self.parts)
        told: dict[str, float] = {}
        for start in range(0, len(batch.original), size):
            self._last_part = start + size >= len(batch.original)
            told = _numbers(self.plan.game.step(self, batch.part(start, start + size)))
        return told

    def losses(self, restored: Tensor, original: Tensor, losses: Sequence[Loss] | None = None) -> dict[str, Tensor]:
        """Each of the losses, weighted, by its name in the plan; those of the plan itself unless others are given."""
        found: dict[str, Tensor] = {}
        for loss in self.plan.losses if losses is None else losses:
            name = str(loss.__struct_config__.tag)
            found[name] = found.get(name, 0.0) + loss.weight * self._function(loss)(restored, original)
        return found

    def loss_of_each(self, restored: Tensor, original: Tensor, losses: Sequence[Loss]) -> Tensor:
        """The sum of the weighted losses, for each picture by itself, (B,)."""
        return torch.stack([loss.weight * self._function(loss, each=True)(restored, original) for loss in losses]).sum(dim=0)

    def _function(self, loss: Loss, each: bool = False) -> LossFunction:
        if (loss, each) not in self._built:
            try:
                self._built[loss, each] = loss.build_each(self.device) if each else loss.build(self.device)
            except (ValueError, OSError, SafetensorError) as error:
                raise PlanInvalid(f"the loss “{loss.__struct_config__.tag}” cannot be made: {error}") from error
        return self._built[loss, each]

    def reduced_precision(self) -> AbstractContextManager[object]:
        if self.plan.precision == "float32":
            return nullcontext()
        return torch.autocast(self.device.type, torch.bfloat16)

    def improve(self, side: str, loss: Tensor, rate: float = 1.0) -> Tensor:
        """Let one side learn from its loss; the length of the gradient, before it is clipped.

        Raises Diverged before anything is changed.
        """
        optimiser = self.players.optimisers[side]
        if self.team.size == 1 and not torch.isfinite(loss):  # several processes must find it out together, by the gradient
            raise Diverged(f"the loss of the {side} is no number")
        torch.autograd.backward(loss / self.parts)
        if not self._last_part:
            return loss.new_zeros(())
        weights = [weight for group in optimiser.param_groups for weight in group["params"] if weight.grad is not None]
        self.team.average([weight.grad for weight in weights if weight.grad is not None])
        length = nn.utils.clip_grad_norm_(weights, self.plan.clip)
        if not torch.isfinite(length):
            raise Diverged(f"the gradient of the {side} is no number")
        design = self.players.designs[side]
        schedule = learning_rate(self.plan, self.players.step) if design.scheduled else 1.0
        for group in optimiser.param_groups:
            group["lr"] = design.learning_rate * schedule * rate * self.players.facts.get("rate", 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        return length


def network_input(batch: Batch | Aged, planes: int) -> Tensor:
    """(B, planes, H, W): the damaged picture, and its noise level as a fourth plane if the network wants it."""
    if planes == 3:
        return batch.damaged.contiguous(memory_format=torch.channels_last)
    level = batch.noise.expand(-1, 1, *batch.damaged.shape[-2:])
    return torch.cat([batch.damaged, level], dim=1).contiguous(memory_format=torch.channels_last)


def learning_rate(plan: TrainingPlan, step: int) -> float:
    """The share of the full learning rate: rises over the first steps, then falls along a cosine (Loshchilov & Hutter 2017)."""
    warm = min(1.0, (step + 1) / max(1, min(plan.warm_up, plan.steps)))
    fall = (1 + math.cos(math.pi * step / plan.steps)) / 2
    return warm * (LAST_RATE + (1 - LAST_RATE) * fall)


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, memory: float, step: int) -> None:
    """Move the average a little towards the network; at first faster, so that it forgets the random start."""
    share = 1 - min(memory, (1 + step) / (10 + step))
    move = get_ema_multi_avg_fn(1 - share)  # in a few launches on a GPU, not hundreds
    move(list(average.parameters()), list(network.parameters()), step)
    for slow, fast in zip(average.buffers(), network.buffers(), strict=True):
        slow.copy_(fast)


def _numbers(losses: dict[str, Tensor]) -> dict[str, float]:
    """All at once: a device has to be waited for each time that it is asked for a number."""
    home = next(iter(losses.values())).device
    told: list[float] = torch.stack([loss.detach().float().reshape(()).to(home) for loss in losses.values()]).tolist()
    return dict(zip(losses, told, strict=True))
