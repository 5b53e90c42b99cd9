"""Adapters: small corrections of trained convolutions, which can be learnt from a few photographs without forgetting the rest.

LoRA (Hu et al. 2022) for convolutions: the weights W stay as they are, and W + B A is what answers. A is a k x k convolution
to `rank` channels, B a 1 x 1 convolution from them. B begins as zero, so that the network answers as before.
"""

from __future__ import annotations

from copy import deepcopy

import torch
from torch import Tensor, nn

SIDE = 3  # of the convolutions that are adapted: those hold nearly all weights
OWN = (".inward", ".outward")  # names of the weights that are not the plain network's


class AdaptedConv2d(nn.Conv2d):
    """A convolution (out, in, k, k) whose own weights are still, with a correction of low rank that learns."""

    def __init__(self, plain: nn.Conv2d, rank: int) -> None:
        height, width = plain.kernel_size
        down, across = plain.stride
        padding = plain.padding if isinstance(plain.padding, str) else (plain.padding[0], plain.padding[1])
        super().__init__(
            plain.in_channels, plain.out_channels, (height, width), (down, across), padding,
            (plain.dilation[0], plain.dilation[1]), plain.groups, plain.bias is not None, plain.padding_mode,
            plain.weight.device, plain.weight.dtype,
        )  # fmt: skip
        self.load_state_dict(plain.state_dict())
        self.requires_grad_(False)
        self.inward = nn.Parameter(plain.weight.new_empty(rank, *plain.weight.shape[1:]))  # A: (rank, in, k, k)
        self.outward = nn.Parameter(plain.weight.new_zeros(plain.out_channels, rank))  # B: (out, rank)
        nn.init.kaiming_uniform_(self.inward)

    def whole(self) -> Tensor:
        """(out, in, k, k): W + B A."""
        return self.weight + (self.outward @ self.inward.flatten(1)).view_as(self.weight)

    def forward(self, input: Tensor) -> Tensor:
        return self._conv_forward(input, self.whole(), self.bias)


def adapted(network: nn.Module, rank: int) -> nn.Module:
    """A copy that answers alike, in which nothing but adapters of the 3 x 3 convolutions learns."""
    copy = deepcopy(network).requires_grad_(False)
    for parent in list(copy.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Conv2d) and child.kernel_size == (SIDE, SIDE):
                setattr(parent, name, AdaptedConv2d(child, rank))
    return copy


@torch.no_grad()
def merged(network: nn.Module) -> dict[str, Tensor]:
    """The weights for the plain design, with what adapters have learnt; of a plain network just its weights."""
    weights = {name: weight for name, weight in network.state_dict().items() if not name.endswith(OWN)}
    for name, module in network.named_modules():
        if isinstance(module, AdaptedConv2d):
            weights[f"{name}.weight" if name else "weight"] = module.whole()
    return weights
