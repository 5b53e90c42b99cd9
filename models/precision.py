"""Full precision, for what half of it would spoil: differences of nearly equal numbers, and squares of large ones."""

import torch
from torch import Tensor

from models.loss import LossFunction


def in_float32(loss: LossFunction) -> LossFunction:
    """The same loss, computed in float32 even in the middle of a training step in reduced precision."""

    def precise(restored: Tensor, target: Tensor) -> Tensor:
        with torch.autocast(restored.device.type, enabled=False):
            return loss(restored.float(), target.float())

    return precise
