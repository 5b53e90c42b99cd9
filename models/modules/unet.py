"""U-Nets of residual blocks, with norms or without: one that restores, one that fills holes, one that finds damage.

Sources: see the designs in models/networks.
"""

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import pixel_shuffle, pixel_unshuffle, relu

from models.modules.norm import Norm

RARE = -2.0  # the logit of what is not known yet: most of a picture is whole (Lin et al. 2017, section 3.3)
CONTRAST = 4.0  # brings pictures to about the spread that layers are made for


class UNetTrunk(nn.Module):
    """Answers (B, answers, H, W) to (B, planes, H, W); H and W multiples of 2 ** len(widths)."""

    def __init__(self, planes: int, answers: int, widths: Sequence[int], blocks: Sequence[int], norm: bool = False) -> None:
        super().__init__()
        self.head = nn.Conv2d(planes * 4, widths[0], 3, padding=1)
        self.encoders = nn.ModuleList(_stack(width, count, norm) for width, count in zip(widths, blocks, strict=True))
        self.downs = nn.ModuleList(nn.Conv2d(fine, coarse, 2, stride=2) for fine, coarse in pairwise(widths))
        self.ups = nn.ModuleList(nn.Conv2d(coarse, fine * 4, 1) for fine, coarse in pairwise(widths))
        self.decoders = nn.ModuleList(_stack(width, count, norm) for width, count in zip(widths[:-1], blocks[:-1], strict=True))
        self.tail = nn.Conv2d(widths[0], answers * 4, 3, padding=1)

    def answer(self, planes: Tensor) -> Tensor:
        *skips, features = self.features(planes)
        for index in reversed(range(len(self.downs))):
            features = self.decoders[index](pixel_shuffle(self.ups[index](features), 2) + skips[index])
        return pixel_shuffle(self.tail(features), 2)

    def features(self, planes: Tensor) -> list[Tensor]:
        """What the encoder makes of (B, planes, H, W): (B, widths[n], H / 2^(n + 1), W / 2^(n + 1)) each."""
        found = [self.encoders[0](self.head(pixel_unshuffle(planes, 2)))]
        for down, encoder in zip(self.downs, list(self.encoders)[1:], strict=True):
            found.append(encoder(down(found[-1])))
        return found


class RestoringUNet(UNetTrunk):
    def forward(self, damaged: Tensor) -> Tensor:  # (B, 4, H, W) -> (B, 3, H, W)
        return damaged[:, :3] + self.answer(damaged)


class InpaintingUNet(UNetTrunk):
    def forward(self, masked: Tensor) -> Tensor:  # (B, 4, H, W) -> (B, 3, H, W)
        mask = masked[:, 3:]
        return torch.lerp(masked[:, :3], torch.full_like(masked[:, :3], 0.5), mask) + self.answer(masked)


class FindingUNet(UNetTrunk):
    def __init__(self, planes: int, answers: int, widths: tuple[int, ...], blocks: tuple[int, ...]) -> None:
        super().__init__(planes, answers, widths, blocks, norm=True)
        for name, weight in self.named_parameters():
            if name.startswith(("head", "downs", "ups")) and weight.ndim == 4:
                nn.init.kaiming_normal_(weight, nonlinearity="linear")  # signals stay as strong as they come
            if name == "tail.bias":
                nn.init.constant_(weight, RARE)

    def forward(self, pictures: Tensor) -> Tensor:  # (B, 3, H, W) -> (B, 1, H, W), logits
        return self.answer((pictures - 0.5) * CONTRAST)

    def probability(self, pictures: Tensor) -> Tensor:
        return self(pictures).sigmoid()


class _ResidualBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        with torch.no_grad():  # a deep stack starts near the identity, and needs no norm to begin to learn
            self.second.weight.mul_(0.1)

    def forward(self, features: Tensor) -> Tensor:
        return features + self.second(relu(self.first(features)))


class NormedBlock(nn.Module):
    """After He et al. 2016."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.first_norm = Norm(width)
        self.second = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.second_norm = Norm(width, 0.5)

    def forward(self, features: Tensor) -> Tensor:
        inner = relu(self.first_norm(self.first(features)))
        return relu(features + self.second_norm(self.second(inner)))


def _stack(width: int, count: int, norm: bool) -> nn.Module:
    return nn.Sequential(*(NormedBlock(width) if norm else _ResidualBlock(width) for _ in range(count)))
