"""The Charbonnier loss (Charbonnier et al. 1994): L1, but smooth at zero."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.loss import Loss, LossFunction
from models.precision import in_float32


class Charbonnier(Loss, tag="charbonnier", frozen=True):
    """Compares pixel by pixel, and forgives a few large differences."""

    epsilon: Annotated[float, Meta(gt=0, title="Width of the round part")] = 1e-3

    def build(self, device: torch.device) -> LossFunction:
        def charbonnier(restored: Tensor, original: Tensor) -> Tensor:
            return ((restored - original) ** 2 + self.epsilon**2).sqrt().mean()

        return in_float32(charbonnier)
