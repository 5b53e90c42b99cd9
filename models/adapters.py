"""Adapters: small corrections of trained convolutions, which can be learnt from a few photographs without forgetting the rest.

LoRA (Hu et al. 2022) for convolutions: the weights W stay as they are, and W + B A is what answers. A is a k x k convolution
to `rank` channels, B a 1 x 1 convolution from them. B begins as zero, so that the network answers as before.
"""

from __future__ import annotations

from copy import deepcopy

from torch import Tensor, nn

from models.still import StillConv2d

SIDE = 3  # of the convolutions that are adapted: those hold nearly all weights


class AdaptedConv2d(StillConv2d):
    """A convolution (out, in, k, k) whose own weights are still, with a correction of low rank that learns."""

    learnt = ("inward", "outward")

    def __init__(self, plain: nn.Conv2d, rank: int) -> None:
        super().__init__(plain)
        self.inward = nn.Parameter(plain.weight.new_empty(rank, *plain.weight.shape[1:]))  # A: (rank, in, k, k)
        self.outward = nn.Parameter(plain.weight.new_zeros(plain.out_channels, rank))  # B: (out, rank)
        nn.init.kaiming_uniform_(self.inward)

    def whole(self) -> Tensor:
        """(out, in, k, k): W + B A."""
        return self.weight + (self.outward @ self.inward.flatten(1)).view_as(self.weight)


def adapted(network: nn.Module, rank: int) -> nn.Module:
    """A copy that answers alike, in which nothing but adapters of the 3 x 3 convolutions learns."""
    copy = deepcopy(network).requires_grad_(False)
    for parent in list(copy.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Conv2d) and child.kernel_size == (SIDE, SIDE):
                setattr(parent, name, AdaptedConv2d(child, rank))
    return copy
