"""Eight bits: what a scan loses when it is saved, rounding and clipping."""

import torch
from torch import Tensor

from models.damage import Damage


class EightBits(Damage, tag="eight-bits", frozen=True):
    """Clips to 0 to 1 and rounds to 256 levels."""

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        return (pictures.clamp(0, 1) * 255).round() / 255
