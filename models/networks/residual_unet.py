"""A U-Net of residual blocks without norms: what it answers for a pixel depends on its surroundings alone, so tiles agree.

U-Net: Ronneberger et al. 2015. Residual blocks without batch norm: Lim et al. 2017 (EDSR). Pixel unshuffle in front and
a noise-level plane as input: Zhang et al. 2018 (FFDNet).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import pixel_shuffle, pixel_unshuffle, relu

from models.network import NetworkDesign


class ResidualUNet(NetworkDesign, tag="residual-unet", frozen=True):
    """Restores RGB, told how noisy it is by a fourth plane: the noise level, 0 to 1 (sigma in 8-bit levels / 255)."""

    widths: Annotated[tuple[int, ...], Meta(min_length=1)] = (32, 64, 128)
    """Channels at 1/2, 1/4, 1/8, … of the resolution."""

    blocks: Annotated[tuple[int, ...], Meta(min_length=1)] = (1, 2, 3)
    """Residual blocks at each of these, on the way down and again on the way up (once at the lowest)."""

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.blocks):
            raise ValueError("widths and blocks must have the same length")

    @property
    def planes(self) -> int:
        return 4

    @property
    def multiple_of(self) -> int:
        return 2 ** len(self.widths)

    def build(self) -> nn.Module:
        return _ResidualUNet(self.planes, self.widths, self.blocks)

    def grown(self, smaller: NetworkDesign, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """More blocks: those that are new begin as the identity (Chen et al. 2016, Net2Net)."""
        if not isinstance(smaller, ResidualUNet) or smaller.widths != self.widths:
            raise ValueError(f"{self.key} can only start from a residual-unet of the same widths, not from {smaller.key}")
        if any(old > new for old, new in zip(smaller.blocks, self.blocks, strict=True)):
            raise ValueError(f"{self.key} has fewer blocks than {smaller.key}, from which it should start")
        grown = self.build().state_dict()
        for name in set(grown) - set(tensors):
            if ".second." in name:
                grown[name].zero_()
        return grown | dict(tensors)


class _ResidualUNet(nn.Module):
    def __init__(self, planes: int, widths: Sequence[int], blocks: Sequence[int]) -> None:
        super().__init__()
        self.head = nn.Conv2d(planes * 4, widths[0], 3, padding=1)
        self.encoders = nn.ModuleList(_stack(width, count) for width, count in zip(widths, blocks, strict=True))
        self.downs = nn.ModuleList(nn.Conv2d(fine, coarse, 2, stride=2) for fine, coarse in pairwise(widths))
        self.ups = nn.ModuleList(nn.Conv2d(coarse, fine * 4, 1) for fine, coarse in pairwise(widths))
        self.decoders = nn.ModuleList(
            _stack(width, count) for width, count in zip(widths[:-1], blocks[:-1], strict=True)
        )
        self.tail = nn.Conv2d(widths[0], 12, 3, padding=1)

    def forward(self, damaged: Tensor) -> Tensor:  # (B, 4, H, W) -> (B, 3, H, W)
        features = self.head(pixel_unshuffle(damaged, 2))
        skips: list[Tensor] = []
        for encoder, down in zip(self.encoders, self.downs, strict=False):
            features = encoder(features)
            skips.append(features)
            features = down(features)
        features = self.encoders[-1](features)
        for index in reversed(range(len(self.downs))):
            features = self.decoders[index](pixel_shuffle(self.ups[index](features), 2) + skips[index])
        return damaged[:, :3] + pixel_shuffle(self.tail(features), 2)


class _ResidualBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        with torch.no_grad():  # a deep stack starts near the identity, and needs no norm to begin to learn
            self.second.weight.mul_(0.1)

    def forward(self, features: Tensor) -> Tensor:
        return features + self.second(relu(self.first(features)))


def _stack(width: int, count: int) -> nn.Module:
    return nn.Sequential(*(_ResidualBlock(width) for _ in range(count)))
