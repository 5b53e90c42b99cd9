"""An optimiser: how a network's weights follow the gradient."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Annotated, Protocol, TypeAlias, runtime_checkable

import msgspec
import torch
from msgspec import Meta
from torch import nn
from torch.optim import Optimizer

LearningRate: TypeAlias = Annotated[float, Meta(gt=0, title="Learning rate")]
Memory: TypeAlias = Annotated[float, Meta(ge=0, lt=1)]
Betas: TypeAlias = Annotated[tuple[Memory, Memory], Meta(title="Memory of the gradient and of its size")]
WeightDecay: TypeAlias = Annotated[float, Meta(ge=0, title="Weight decay")]


class OptimiserDesign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of an optimiser; `build` makes it for a network's parameters."""

    learning_rate: LearningRate = 1e-3

    @property
    def scheduled(self) -> bool:
        """Whether the learning rate should rise and fall as the run's schedule says; if not, it stays as it was built."""
        return True

    def build(self, parameters: Iterable[nn.Parameter]) -> Optimizer:
        raise NotImplementedError


@runtime_checkable
class _KeepsTwoWeights(Protocol):
    """An optimiser that learns at one place and has its best answer at another; the network holds only one of them."""

    def train(self) -> None: ...
    def eval(self) -> None: ...


def learning(optimiser: Optimizer) -> None:
    """Puts the weights where the optimiser learns; needed before the first step, and nothing to most optimisers.

    Going to and fro rounds the weights, so a run that must be repeatable saves while it learns, and looks with `at_rest`.
    """
    if isinstance(optimiser, _KeepsTwoWeights):
        optimiser.train()


def resting(optimiser: Optimizer) -> None:
    """Puts the weights where they answer best, for good: to export, not to learn on."""
    if isinstance(optimiser, _KeepsTwoWeights):
        optimiser.eval()


@contextmanager
def at_rest(optimiser: Optimizer) -> Generator[None]:
    """The weights where they answer best, and afterwards, to the last bit, where they were."""
    if not isinstance(optimiser, _KeepsTwoWeights):
        yield
        return
    weights = [weight for group in optimiser.param_groups for weight in group["params"]]
    before = [weight.detach().clone() for weight in weights]
    optimiser.eval()
    try:
        yield
    finally:
        optimiser.train()
        with torch.no_grad():
            for weight, was in zip(weights, before, strict=True):
                weight.copy_(was)
