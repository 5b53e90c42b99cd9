"""Networks whose channels lie last, as pictures have them."""

from collections.abc import Callable

import torch
from torch import Tensor, nn


def channels_last(network: nn.Module) -> nn.Module:
    """Lays the weights out as channels-last memory, which is faster on CPUs and on tensor cores.

    Networks with weights of five dimensions, as StyleGAN2's are, have no such layout, and stay as they are.
    """
    if any(weights.ndim == 5 for weights in network.state_dict().values()):
        return network
    moved: nn.Module = network.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue] (not in torch's types)
    return moved


class ChannelsLast(nn.Module):
    """A network between (B, H, W, C) arrays; the permutations cost nothing where memory is channels-last."""

    def __init__(self, network: nn.Module, answer: Callable[..., Tensor] | None = None) -> None:
        super().__init__()
        self.network = network
        self.answer = answer or network

    def forward(self, tiles: Tensor, *facts: Tensor) -> Tensor:
        return self.answer(tiles.permute(0, 3, 1, 2), *facts).permute(0, 2, 3, 1)
