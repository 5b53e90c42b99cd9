"""The PSNR loss (Chen et al. 2022, NAFNet): the quantity that is measured, as a loss."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.loss import Loss, LossFunction
from models.precision import in_float32


class Psnr(Loss, tag="psnr", frozen=True):
    """The logarithm of each picture's mean squared error: a decibel counts alike in a noisy picture and in a good one."""

    floor: Annotated[float, Meta(gt=0, title="Good enough", description="error that counts as none, 8-bit levels")] = 1.0

    def build(self, device: torch.device) -> LossFunction:
        def psnr(restored: Tensor, original: Tensor) -> Tensor:
            errors = (restored - original).square().mean(dim=(1, 2, 3))
            return (errors / (self.floor / 255) ** 2 + 1).log10().mean() * 10

        return in_float32(psnr)
