"""The colour loss: what colours should be, with the rare ones counting more (rebalanced as by Zhang et al. 2016).

Most of a photograph is nearly grey; a network that is asked for colours learns to answer grey, unless sky, flags and
flowers count for more than their share.
"""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import smooth_l1_loss

from models.colour_spaces import to_lab
from models.loss import Loss, LossFunction
from models.precision import in_float32

BIN = 10.0  # of a and of b
SIDE = 27  # bins from -135 to 135, more than sRGB has
BINS_IN_SRGB = 261  # of these, the ones with colours that sRGB can show


class Colour(Loss, tag="colour", frozen=True):
    """Compares a and b of CIELAB, in hundreds, and forgives a few large differences (Huber 1964); blind to light and dark."""

    width: Annotated[float, Meta(gt=0, title="Width of the round part", description="in units of CIELAB")] = 10.0
    uniform: Annotated[float, Meta(gt=0, le=1, title="Uniform share")] = 0.5
    """1: every pixel counts alike; near 0: every colour counts alike, however rare."""

    def build(self, device: torch.device) -> LossFunction:
        def colour(restored: Tensor, original: Tensor) -> Tensor:
            wanted = to_lab(original)[:, 1:]
            differences = smooth_l1_loss(to_lab(restored)[:, 1:], wanted, reduction="none", beta=self.width)
            return (differences * rarity(wanted, self.uniform)).mean() / 100

        return in_float32(colour)


@torch.no_grad()
def rarity(ab: Tensor, uniform: float) -> Tensor:
    """What each pixel counts: the rarer its colour is in this batch, the more, and 1 on average; (B, 2, H, W) to (B, 1, H, W).

    How common a colour is, is mixed with `uniform` of a palette that has all alike, so that no single pixel counts for all.
    """
    across, down = (ab / BIN).round().long().clamp(-(SIDE // 2), SIDE // 2).add(SIDE // 2).unbind(1)
    bins = across * SIDE + down
    common = torch.bincount(bins.flatten(), minlength=SIDE**2) / bins.numel()
    weights = (1 / ((1 - uniform) * common + uniform / BINS_IN_SRGB))[bins]
    return (weights / weights.mean())[:, None]
