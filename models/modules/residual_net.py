"""The module of a residual net: see networks/residual_net.py."""

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, interpolate, pixel_unshuffle, relu

from models.modules.norm import PictureNorm, Statistics

FINEST = 16  # channels at full resolution
QUICK = 4.0  # what styles change is learnt so much faster than the rest: each is seen in few of the steps


class ResidualNetwork(nn.Module):
    def __init__(self, width: int, blocks: int, styles: int, norms: bool) -> None:
        super().__init__()
        self.head = nn.Conv2d(3 * 16, width, 3, padding=1)
        self.blocks = nn.ModuleList(_StyledBlock(width, styles, norms) for _ in range(blocks))
        self.up = nn.Conv2d(width, width // 2, 1)
        self.fine = nn.Conv2d(3 * 4, width // 2, 3, padding=1)
        self.refine = _StyledBlock(width // 2, styles, norms)
        self.finest = nn.Conv2d(width // 2, FINEST, 3, padding=1)
        self.sharp = nn.Conv2d(3, FINEST, 3, padding=1)
        self.last = _ByStyle(styles, 2 * FINEST) if styles else None
        self.palette = _ByStyle(styles, 3 * 4) if styles else None
        self.tail = nn.Conv2d(FINEST, 3, 3, padding=1)
        with torch.no_grad():
            if self.palette is None:
                self.tail.weight.mul_(0.1)  # the picture itself at first; strokes would come late if styles began so
            else:
                nn.init.zeros_(self.palette.style.weight)

    def forward(self, planes: Tensor, facts: Tensor | None = None) -> Tensor:  # (B, 3 + styles, H, W) -> (B, 3, H, W)
        return self._painted(planes, Statistics(facts))

    def look(self, planes: Tensor) -> Tensor:
        """(B, 3 + styles, H, W) to (B, facts): what the norms must know of a whole picture."""
        statistics = Statistics()
        self._painted(planes, statistics)
        return statistics.taken

    def _painted(self, planes: Tensor, statistics: Statistics) -> Tensor:
        picture, code = planes[:, :3], planes[:, 3:]
        features = self.head(pixel_unshuffle(picture, 4))
        for block in self.blocks:
            features = block(features, code, statistics)
        features = _twice(self.up(relu(features))) + self.fine(pixel_unshuffle(picture, 2))
        sharp = self.finest(_twice(relu(self.refine(features, code, statistics)))) + self.sharp(picture)
        if self.last is None or self.palette is None:
            return picture + self.tail(relu(sharp))
        scale, shift = self.last(code).chunk(2, dim=1)
        change = self.tail(relu(sharp * (1 + scale) + shift)) + _mixed(picture, self.palette(code))
        return picture + change * code.sum(dim=1, keepdim=True).clamp(0, 1)

    def features(self, picture: Tensor) -> list[Tensor]:
        """What the first half of the blocks make of (B, 3, H, W), each (B, width, H/4, W/4); without a style."""
        code, statistics = picture[:, :0], Statistics()
        found = [self.head(pixel_unshuffle(picture, 4))]
        for block in self.blocks[: len(self.blocks) // 2]:
            found.append(block(found[-1], code, statistics))
        return found


class _StyledBlock(nn.Module):
    def __init__(self, width: int, styles: int, norms: bool) -> None:
        super().__init__()
        self.first = _Layer(width, norms)
        self.second = _Layer(width, norms, gain=0.5 if norms else 0.1)
        self.by_style = _ByStyle(styles, width * 4) if styles else None

    def forward(self, features: Tensor, code: Tensor, statistics: Statistics) -> Tensor:
        inner = self.first(features, statistics)
        if self.by_style is None or not code.shape[1]:
            return features + self.second(relu(inner), statistics)
        here = avg_pool2d(code, code.shape[-1] // features.shape[-1])
        scale, shift, gain, bias = self.by_style(here).chunk(4, dim=1)
        inner = inner * (1 + scale) + shift
        return features + self.second(relu(inner), statistics) * (1 + gain) + bias


class _Layer(nn.Module):
    """A convolution of 3x3, with a norm or without; `gain` is how large its answers are at first."""

    def __init__(self, width: int, norms: bool, gain: float = 1.0) -> None:
        super().__init__()
        self.layer = nn.Conv2d(width, width, 3, padding=1, bias=not norms)
        self.norm = PictureNorm(width, gain) if norms else None
        with torch.no_grad():
            self.layer.weight.mul_(1.0 if norms else gain)

    def forward(self, features: Tensor, statistics: Statistics) -> Tensor:
        found: Tensor = self.layer(features)
        return found if self.norm is None else self.norm(found, statistics)


class _ByStyle(nn.Module):
    """Numbers for each place that depend on the code there: (B, styles, H, W) to (B, numbers, H, W)."""

    def __init__(self, styles: int, numbers: int) -> None:
        super().__init__()
        self.style = nn.Conv2d(styles, numbers, 1, bias=False)
        with torch.no_grad():
            self.style.weight.div_(QUICK)

    def forward(self, code: Tensor) -> Tensor:
        numbers: Tensor = self.style(code) * QUICK
        return numbers


def _mixed(picture: Tensor, palette: Tensor) -> Tensor:
    """(B, 3, H, W) times the matrices of (B, 12, H, W), plus their offsets."""
    matrix, offset = palette.split([9, 3], dim=1)
    return (matrix.unflatten(1, (3, 3)) * picture[:, None]).sum(dim=2) + offset


def _twice(features: Tensor) -> Tensor:
    return interpolate(features, scale_factor=2, mode="bilinear", align_corners=False)
