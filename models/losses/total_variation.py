"""The total variation loss (Rudin et al. 1992), in excess of the target's: against speckle, but not against edges."""

import torch
from torch import Tensor
from torch.nn.functional import relu

from models.loss import Loss, LossFunction
from models.precision import in_float32


class TotalVariation(Loss, tag="total-variation", frozen=True):
    """Asks that neighbouring pixels differ no more than in the target; blind to what is smoother than that."""

    def build(self, device: torch.device) -> LossFunction:
        def total_variation(restored: Tensor, target: Tensor) -> Tensor:
            down, across = (relu(restored.diff(dim=dim).abs() - target.diff(dim=dim).abs()).mean() for dim in (2, 3))
            return down + across

        return in_float32(total_variation)
