"""A network that looks at a whole picture, made small, and answers with tone curves for it.

The answer is a curve for each channel, common to the whole picture, and a coarse grid of gain and offset that evens out
what has faded here more than there: painted = curve(gain * pixels + offset). In the spirit of HDRnet (Gharbi et al. 2017),
with curves where that has affine colour transforms: they can be shown to the user, and hold for tones that the small
picture does not contain.
"""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import interpolate, relu, softplus

from models.network import ChannelsLast, NetworkDesign

QUANTILES = 17
LEVEL = 0.5413249  # softplus of this is 1: the network starts at the identity


class ToneCurves(NetworkDesign, tag="tone-curves", frozen=True):
    """Looks at pictures of `size` x `size` and gives curves through `knots` points, and a grid of `cells` x `cells`."""

    size: Annotated[int, Meta(ge=32)] = 64
    knots: Annotated[int, Meta(ge=3)] = 9
    width: Annotated[int, Meta(ge=8)] = 24

    @property
    def planes(self) -> int:
        return 3

    @property
    def multiple_of(self) -> int:
        return self.size

    @property
    def sees_whole(self) -> bool:
        return True

    @property
    def cells(self) -> int:
        return self.size // 8

    def build(self) -> nn.Module:
        return ToneNetwork(self.size, self.knots, self.width)

    def answering(self, network: nn.Module) -> nn.Module:
        """The part of the network that looks, without the part that paints."""
        assert isinstance(network, ToneNetwork)
        return ChannelsLast(network, network.measure)


class ToneNetwork(nn.Module):
    """`forward` corrects small pictures, for training; `measure` gives the curves and the grid."""

    def __init__(self, size: int, knots: int, width: int) -> None:
        super().__init__()
        self.knots = knots
        self.ranks = [round(index * (size * size // 4 - 1) / (QUANTILES - 1)) for index in range(QUANTILES)]
        self.eyes = nn.Sequential(
            nn.Conv2d(3, width, 5, stride=2, padding=2),
            nn.ReLU(),
            nn.Conv2d(width, width * 2, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(width * 2, width * 4, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(width * 4, width * 4, 3, padding=1),
            nn.ReLU(),
        )
        self.judgement = nn.Linear(width * 8 + 3 * QUANTILES, width * 6)
        self.second_thought = nn.Linear(width * 6, width * 6)
        self.curve = _silent(nn.Linear(width * 6, 3 * knots))
        self.context = nn.Linear(width * 6, width * 4)
        self.spread = nn.Conv2d(width * 4, width * 4, 3, padding=2, dilation=2)
        self.local = _silent(nn.Conv2d(width * 4, 2, 3, padding=1))

    def measure(self, small: Tensor) -> Tensor:
        """(B, 2 + 3 * knots, cells, cells): gain - 1 and offset of each cell, then the knots of the three curves.

        The curves are the same in every cell. They rise everywhere; knots lie evenly from 0 to 1.
        """
        seen = self.eyes(small)
        ordered = small[:, :, ::2, ::2].flatten(2).sort(dim=2).values[:, :, self.ranks].flatten(1)
        facts = torch.cat([seen.mean(dim=(2, 3)), seen.std(dim=(2, 3)), ordered], dim=1)
        judged = relu(self.judgement(facts))
        judged = judged + relu(self.second_thought(judged))
        start, rises = self.curve(judged).view(-1, 3, self.knots).split([1, self.knots - 1], dim=2)
        curves = torch.cat([start, start + (softplus(rises + LEVEL) / (self.knots - 1)).cumsum(dim=2)], dim=2)
        cells = relu(seen + self.context(judged)[:, :, None, None])
        cells = self.local(cells + relu(self.spread(cells)))
        return torch.cat([cells, curves.flatten(1)[:, :, None, None].expand(-1, -1, *cells.shape[-2:])], dim=1)

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
