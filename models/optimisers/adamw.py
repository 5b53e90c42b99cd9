"""AdamW (Loshchilov & Hutter 2019): Adam with weight decay apart from the gradient."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from torch import nn, optim

from models.optimiser import OptimiserDesign


class AdamW(OptimiserDesign, tag="adamw", frozen=True):
    """Follows a running mean of the gradient, scaled by its running size."""

    betas: tuple[float, float] = (0.9, 0.99)
    weight_decay: Annotated[float, Meta(ge=0, title="Weight decay")] = 0.0

    def build(self, parameters: Iterable[nn.Parameter]) -> optim.Optimizer:
        return optim.AdamW(parameters, lr=self.learning_rate, betas=self.betas, weight_decay=self.weight_decay)
