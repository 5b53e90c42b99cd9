"""The module that finds tone curves: see networks/tone_curves.py."""

import math
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, max_pool2d, relu, softplus

from models.modules.norm import Norm
from models.networks.tone_curves import CELLS, FACTS

QUANTILES = 17
LEVEL = 0.5413249  # softplus of this is 1: the network starts at the identity


class ToneNetwork(nn.Module):
    """`forward` corrects small pictures, for training; `measure` gives the curves and the grid."""

    def __init__(self, size: int, knots: int, width: int) -> None:
        super().__init__()
        self.knots = knots
        self.block = size // FACTS
        self.ranks = [round(index * (FACTS * FACTS - 1) / (QUANTILES - 1)) for index in range(QUANTILES)]
        wide, halvings = width * 4, round(math.log2(size / CELLS))
        widths = [3, *(min(wide, width * 2**step) for step in range(halvings)), wide]
        self.eyes = nn.Sequential(
            *(
                _seeing(before, after, 5 if before == 3 else 3, stride=2 if step < halvings else 1)
                for step, (before, after) in enumerate(pairwise(widths))
            )
        )
        self.judgement = nn.Linear(wide * 2 + 3 * 3 * QUANTILES, width * 8)
        self.second_thought = nn.Linear(width * 8, width * 8)
        self.curve = _silent(nn.Linear(width * 8, 3 * knots))
        self.context = nn.Linear(width * 8, wide)
        self.spread = nn.Conv2d(wide, wide, 3, padding=2, dilation=2)
        self.local = _silent(nn.Conv2d(wide, 2, 3, padding=1))

    def measure(self, small: Tensor) -> Tensor:
        """(B, 2 + 3 * knots, cells, cells): gain - 1 and offset of each cell, then the knots of the three curves.

        The curves are the same in every cell. They rise everywhere; knots lie evenly from 0 to 1.
        """
        seen = self.eyes(small)
        facts = torch.cat([seen.mean(dim=(2, 3)), seen.std(dim=(2, 3)), self.tones(small)], dim=1)
        judged = relu(self.judgement(facts))
        judged = judged + relu(self.second_thought(judged))
        start, rises = self.curve(judged).view(-1, 3, self.knots).split([1, self.knots - 1], dim=2)
        curves = torch.cat([start, start + (softplus(rises + LEVEL) / (self.knots - 1)).cumsum(dim=2)], dim=2)
        cells = relu(seen + self.context(judged)[:, :, None, None])
        cells = self.local(cells + relu(self.spread(cells)))
        return torch.cat([cells, curves.flatten(1)[:, :, None, None].expand(-1, -1, *cells.shape[-2:])], dim=1)

    def tones(self, small: Tensor) -> Tensor:
        """(B, 9 * QUANTILES): how the tones of each channel are spread, and the darkest and the lightest of every block.

        Whether a picture has faded shows best where it is darkest, and a mean of many pixels hides that.
        """
        lightest, darkest = max_pool2d(small, self.block), -max_pool2d(-small, self.block)
        copies = torch.cat([darkest, small[:, :, :: self.block, :: self.block], lightest], dim=1)
        return copies.flatten(2).sort(dim=2).values[:, :, self.ranks].flatten(1)

    def forward(self, small: Tensor) -> Tensor:  # (B, 3, size, size) -> the same, corrected
        measured = self.measure(small)
        grid = interpolate(measured[:, :2], small.shape[-2:], mode="bilinear", align_corners=False)
        evened = (small * (1 + grid[:, :1]) + grid[:, 1:]).clamp(0, 1)
        curves = measured[:, 2:, 0, 0].view(-1, 3, self.knots)
        place = evened.flatten(2) * (self.knots - 1)
        below = place.detach().floor().clamp(0, self.knots - 2).long()
        low, high = curves.gather(2, below), curves.gather(2, below + 1)
        return (low + (high - low) * (place - below)).view_as(small)


def _silent(layer: nn.Linear | nn.Conv2d) -> nn.Module:
    """A last layer that says nothing at first, so that training begins with the picture as it is."""
    nn.init.zeros_(layer.weight)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
    return layer


def _seeing(before: int, after: int, kernel: int, stride: int) -> nn.Module:
    """A layer of the eyes."""
    convolution = nn.Conv2d(before, after, kernel, stride=stride, padding=kernel // 2, bias=False)
    return nn.Sequential(convolution, Norm(after), nn.ReLU())
