"""Stochastic gradient descent with momentum (Polyak 1964)."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from torch import nn, optim

from models.optimiser import LearningRate, OptimiserDesign, WeightDecay


class SGD(OptimiserDesign, tag="sgd", frozen=True):
    """Rolls downhill like a ball. Nothing scales its steps: the learning rate must fit the task."""

    learning_rate: LearningRate = 1e-2
    momentum: Annotated[float, Meta(ge=0, lt=1, title="Momentum")] = 0.9
    weight_decay: WeightDecay = 0.0

    def build(self, parameters: Iterable[nn.Parameter]) -> optim.Optimizer:
        return optim.SGD(parameters, lr=self.learning_rate, momentum=self.momentum, weight_decay=self.weight_decay)
