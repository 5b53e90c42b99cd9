"""The module of an enlarger: see networks/enlarger.py."""

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, pixel_shuffle, silu


class EnlargingNetwork(nn.Module):
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
