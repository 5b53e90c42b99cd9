"""A network that enlarges: residual blocks at the small size, then pixel shuffle, added to the picture enlarged by bicubic.

SPAN (Wan et al. 2024): a block's last features, through a sigmoid that is symmetric about zero, weigh its own output, so
that attention needs no parameters and no look at the whole picture. Pixel shuffle: Shi et al. 2016 (ESPCN).
"""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import interpolate, pixel_shuffle, silu

from models.network import NetworkDesign


class Enlarger(NetworkDesign, tag="enlarger", frozen=True):
    """RGB to RGB, `factor` times as large along each side."""

    factor: Annotated[int, Meta(ge=2, le=4)] = 2
    width: Annotated[int, Meta(ge=8)] = 32
    blocks: Annotated[int, Meta(ge=1)] = 5

    @property
    def planes(self) -> int:
        return 3

    @property
    def memory(self) -> int:
        return 53 * self.width

    @property
    def multiple_of(self) -> int:
        return 1

    @property
    def scale(self) -> int:
        return self.factor

    def build(self) -> nn.Module:
        return _Enlarger(self.factor, self.width, self.blocks)


class _Enlarger(nn.Module):
    def __init__(self, factor: int, width: int, blocks: int) -> None:
        super().__init__()
        self.factor = factor
        self.head = nn.Conv2d(3, width, 3, padding=1)
        self.blocks = nn.ModuleList(_Block(width) for _ in range(blocks))
        self.last = nn.Conv2d(width, width, 3, padding=1)
        self.gathered = nn.Conv2d(4 * width, width, 1)
        self.tail = nn.Conv2d(width, 3 * factor**2, 3, padding=1)
        with torch.no_grad():  # begins as bicubic
            self.tail.weight.mul_(0.1)
            nn.init.zeros_(self.tail.bias)  # pyright: ignore[reportArgumentType] (it has one)

    def forward(self, pictures: Tensor) -> Tensor:  # (B, 3, H, W) -> (B, 3, factor * H, factor * W)
        first = features = self.head(pictures)
        seen: list[Tensor] = []
        for block in self.blocks:
            features, inner = block(features)
            seen += [features, inner]
        gathered = self.gathered(torch.cat([first, self.last(features), seen[0], seen[-1]], dim=1))
        plain = interpolate(pictures, scale_factor=self.factor, mode="bicubic", align_corners=False)
        return plain + pixel_shuffle(self.tail(gathered), self.factor)


class _Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second, self.third = (nn.Conv2d(width, width, 3, padding=1) for _ in range(3))

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """What it answers, and what it saw first."""
        inner = silu(self.first(features))
        found = self.third(silu(self.second(inner)))
        return (found + features) * (found.sigmoid() - 0.5), inner
