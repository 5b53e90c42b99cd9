"""The frequency loss (Cho et al. 2021, MIMO-UNet): L1 between the Fourier transforms of the pictures."""

import torch
from torch import Tensor

from models.loss import Loss, LossFunction
from models.precision import in_float32


class Frequency(Loss, tag="frequency", frozen=True):
    """Asks for the right amount of detail of every fineness, which pixel losses leave soft."""

    def build(self, device: torch.device) -> LossFunction:
        def frequency(restored: Tensor, original: Tensor) -> Tensor:
            difference = torch.fft.rfft2(restored - original, norm="ortho")
            return torch.view_as_real(difference).abs().mean()

        return in_float32(frequency)
