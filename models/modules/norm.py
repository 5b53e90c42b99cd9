"""Norms: of the batch, for networks that find something; of the picture, for those that paint it in a style.

Of the batch (Ioffe & Szegedy 2015): while it learns, a batch's own mean and variance count, afterwards fixed ones; so tiles
agree, and it costs nothing: runtimes merge it with the convolution before it. Networks that restore go without (Lim et al.
2017, EDSR: norms take range from them).

Of the picture (instance norm, Ulyanov et al. 2017): styles are learnt sooner and better, but a tile's own mean and variance are
not those of the picture, and tiles would disagree (by 14 dB). So they are taken once, from the picture made small, and every
tile is told them (thumbnail instance norm, Chen et al. 2021, URST).
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import batch_norm

FOLLOWS = 0.1  # how fast the fixed numbers follow those of the batches
LEAST_VARIANCE = 1e-4  # of features: what varies less is not made as lively as the rest


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


class Statistics:
    """Means and deviations of features over a picture, in the order in which the norms of a network ask for them.

    Either they are given, (B, numbers), or taken from the features; then `taken` is what they were.
    """

    def __init__(self, given: Tensor | None = None) -> None:
        self._given = given
        self._place = 0
        self._taken: list[Tensor] = []

    @property
    def taken(self) -> Tensor:
        """(B, numbers)."""
        return torch.cat(self._taken, dim=1)

    def of(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """(B, channels, 1, 1) each: mean and deviation of (B, channels, H, W)."""
        channels = features.shape[1]
        if self._given is None:
            full = features.float()
            mean = full.mean(dim=(2, 3), keepdim=True)
            deviation = ((full - mean).square().mean(dim=(2, 3), keepdim=True) + LEAST_VARIANCE).sqrt()
            self._taken.append(torch.cat([mean, deviation], dim=1).flatten(1))
            return mean, deviation
        here = self._given[:, self._place : self._place + 2 * channels, None, None]
        self._place += 2 * channels
        return here[:, :channels], here[:, channels:]


class PictureNorm(nn.Module):
    """(B, channels, H, W) to the same; `gain` is what it begins with."""

    def __init__(self, channels: int, gain: float = 1.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.full((channels,), gain))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, features: Tensor, statistics: Statistics) -> Tensor:
        mean, deviation = statistics.of(features)
        scale = self.weight[None, :, None, None] / deviation
        return features * scale + (self.bias[None, :, None, None] - mean * scale)
