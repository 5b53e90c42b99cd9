"""The half of a network that looks at a whole picture, and a network that is told of a calm one."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor, nn

from models.looking import Looking
from models.network import NetworkDesign

CALM = 128  # pixels along the side of a calm picture
FAINT = 0.02  # of its noise


class Look(nn.Module):
    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, tiles: Tensor) -> Tensor:
        return cast(Any, self.network).look(tiles.permute(0, 3, 1, 2))


class ToldOfCalm(nn.Module):
    """A design's answer to tiles alone: it is always told the facts of one calm picture, which make most of what tiles show.

    For measuring how far it looks: the facts must not follow what is around a tile.
    """

    def __init__(self, design: NetworkDesign, network: nn.Module) -> None:
        super().__init__()
        self.paint, self.look = design.answering(network), Looking(of=design).answering(network)
        ramp = torch.linspace(0.3, 0.7, CALM).view(1, 1, CALM, 1).expand(1, CALM, CALM, 3)
        self.calm = ramp + FAINT * torch.randn(1, CALM, CALM, 3, generator=torch.Generator().manual_seed(0))

    def forward(self, tiles: Tensor) -> Tensor:
        """Further planes are what they are at the corner of the tiles."""
        further = tiles[:1, :1, :1, 3:].expand(1, CALM, CALM, -1)
        facts = self.look(torch.cat([self.calm, further], dim=3))
        return cast(Tensor, self.paint(tiles, facts.expand(len(tiles), -1)))
