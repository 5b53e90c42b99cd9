"""RMSprop (Tieleman & Hinton 2012)."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from torch import nn, optim

from models.optimiser import LearningRate, OptimiserDesign


class RMSprop(OptimiserDesign, tag="rmsprop", frozen=True):
    """Follows the gradient of the moment, scaled by its running size: Adam without momentum."""

    learning_rate: LearningRate = 1e-4
    memory: Annotated[float, Meta(ge=0, lt=1, title="Memory of the gradient's size")] = 0.99

    def build(self, parameters: Iterable[nn.Parameter]) -> optim.Optimizer:
        return optim.RMSprop(parameters, lr=self.learning_rate, alpha=self.memory)
