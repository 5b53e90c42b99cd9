"""Feature matching (Salimans et al. 2016; Wang et al. 2018, pix2pixHD): the discriminator should see the same in both."""

from collections.abc import Sequence

import torch
from torch import Tensor


def feature_matching(found: Sequence[Tensor], wanted: Sequence[Tensor]) -> Tensor:
    """The mean over layers of L1 between a discriminator's features of a restored picture and of its original.

    Each layer has a tensor of any shape, the same in both; its difference is relative to the mean of |wanted|, so that 1 is
    as far as nothing is. `wanted` has no part in the gradient. One number, from 0 up, in float32.
    """
    if not wanted:
        raise ValueError("there are no features to match")
    return torch.stack([_relative(*pair) for pair in zip(found, wanted, strict=True)]).mean()


def _relative(found: Tensor, wanted: Tensor) -> Tensor:
    wanted = wanted.detach().float()
    return (found.float() - wanted).abs().mean() / wanted.abs().mean().clamp_min(1e-8)
