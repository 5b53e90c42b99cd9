"""Convolutions whose trained weights are held still while something beside them learns: what is learnt is merged at the end."""

from __future__ import annotations

from typing import ClassVar

import torch
from torch import Tensor, nn


class StillConv2d(nn.Conv2d):
    """A copy of a trained convolution (out, in, k, k) whose own weights do not learn; `whole` is what answers."""

    learnt: ClassVar[tuple[str, ...]]
    """The names of the parameters beside, which the plain convolution has not."""

    def __init__(self, plain: nn.Conv2d) -> None:
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

    def whole(self) -> Tensor:
        """(out, in, k, k): its own weights with what was learnt."""
        raise NotImplementedError

    def forward(self, input: Tensor) -> Tensor:
        return self._conv_forward(input, self.whole(), self.bias)


@torch.no_grad()
def merged(network: nn.Module) -> dict[str, Tensor]:
    """The weights for the plain design, with what was learnt beside them; of a plain network just its weights."""
    weights = network.state_dict()
    for name, module in network.named_modules():
        if isinstance(module, StillConv2d):
            place = f"{name}." if name else ""
            weights[f"{place}weight"] = module.whole()
            for one in module.learnt:
                del weights[f"{place}{one}"]
    return dict(weights)
