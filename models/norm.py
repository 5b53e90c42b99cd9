"""Batch norm (Ioffe & Szegedy 2015) for networks that find something and have to learn it from random weights.

While it learns, a batch's own mean and variance count, afterwards fixed ones; so tiles agree, and it costs nothing: runtimes
merge it with the convolution before it. Networks that paint go without (Lim et al. 2017, EDSR: norms take range from them).
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import batch_norm

FOLLOWS = 0.1  # how fast the fixed numbers follow those of the batches


class Norm(nn.Module):
    """(B, channels, H, W) to the same; `gain` is what it begins with."""

    running_mean: Tensor
    running_var: Tensor

    def __init__(self, channels: int, gain: float = 1.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.full((channels,), gain))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, features: Tensor) -> Tensor:
        return batch_norm(features, self.running_mean, self.running_var, self.weight, self.bias, self.training, FOLLOWS)
