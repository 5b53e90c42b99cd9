"""Colour and style in one network: a colouriser, a stylist after it, and a fusion that mixes what both have made.

Colouriser: see colouriser.py. Stylist: a residual net with style codes. Fusion: for each pixel, how much of the stylist's
luminance and how much of its colour. It is trained in stages (engine/training/games).
"""

from collections.abc import Mapping
from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import relu

from models.colour_spaces import from_lab, to_lab
from models.network import NetworkDesign
from models.networks.colouriser import TOLD, USUAL, VERSIONS, ColouriserNetwork
from models.networks.perception import Perception
from models.networks.residual_net import ResidualNet, codes


class ColourStyle(NetworkDesign, tag="colour-style", frozen=True):
    """Colours a picture by its luminance. Further planes: TOLD of the colouriser, then the weights of styles, 0 to 1."""

    widths: Annotated[tuple[int, ...], Meta(min_length=2)] = (32, 64, 128, 192, 256)
    """Of the colouriser, at 1/2, 1/4, … of the resolution."""

    styles: Annotated[int, Meta(ge=0)] = 0
    stylist_width: Annotated[int, Meta(ge=8)] = 64
    stylist_blocks: Annotated[int, Meta(ge=1)] = 5

    @property
    def planes(self) -> int:
        return 3 + TOLD + self.styles

    @property
    def conditions(self) -> tuple[tuple[float, ...], ...]:
        told = (0.5, 0.5, 0.0, USUAL, 1.0, *(0.0,) * (VERSIONS - 1))
        return tuple((*told, *code) for code in codes(self.styles))

    @property
    def multiple_of(self) -> int:
        return max(4, 2 ** len(self.widths))

    @property
    def sees_whole(self) -> bool:
        return True

    @property
    def colours(self) -> bool:
        return not self.styles

    def build(self) -> nn.Module:
        stylist = ResidualNet(width=self.stylist_width, blocks=self.stylist_blocks, styles=self.styles)
        return ColourStyleNetwork(ColouriserNetwork(self.widths), stylist.build() if self.styles else None)

    def grown(self, smaller: NetworkDesign, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """From a perceptual network it takes the eyes; from a colouriser, all of it. What is missing begins as it was built."""
        if isinstance(smaller, Perception) and smaller.widths == self.widths[:3]:
            known = {f"colouriser.{name}": tensor for name, tensor in tensors.items() if name.startswith("stages.")}
        elif isinstance(smaller, ColourStyle) and smaller.widths == self.widths and not smaller.styles:
            known = dict(tensors)
        else:
            return super().grown(smaller, tensors)
        return {**self.build().state_dict(), **known}


class ColourStyleNetwork(nn.Module):
    def __init__(self, colouriser: ColouriserNetwork, stylist: nn.Module | None) -> None:
        super().__init__()
        self.colouriser = colouriser
        self.stylist = stylist
        self.fusion = _Fusion() if stylist is not None else None

    def forward(self, planes: Tensor) -> Tensor:
        """(B, 3 + TOLD + styles, H, W), sRGB in 0 to 1, of which only the luminance counts, to (B, 3, H, W)."""
        coloured = self.colouriser.coloured(planes[:, : 3 + TOLD])
        if self.stylist is None:
            return coloured
        code = planes[:, 3 + TOLD :]
        return self.fused(coloured, self.painted(coloured, code), code)

    def painted(self, coloured: Tensor, code: Tensor) -> Tensor:
        """The coloured picture in the styles of the code (B, styles, H, W)."""
        assert self.stylist is not None
        painted: Tensor = self.stylist(torch.cat([coloured, code], dim=1))
        return painted

    def fused(self, coloured: Tensor, painted: Tensor, code: Tensor) -> Tensor:
        """Where there is no style, just the coloured picture."""
        assert self.fusion is not None
        before, after = to_lab(coloured), to_lab(painted.float())
        share = self.fusion(torch.cat([coloured, painted.to(coloured.dtype)], dim=1)).float()
        share = share * code.sum(dim=1, keepdim=True).clamp(0, 1)
        return from_lab(before + (after - before) * share[:, [0, 1, 1]])


class _Fusion(nn.Module):
    """(B, 6, H, W) to (B, 2, H, W), 0 to 1: the stylist's share of luminance and of colour; at first nearly all of both."""

    def __init__(self, width: int = 16) -> None:
        super().__init__()
        self.first = nn.Conv2d(6, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        self.last = nn.Conv2d(width, 2, 3, padding=1)
        with torch.no_grad():
            self.last.weight.mul_(0.1)


    def forward(self, both: Tensor) -> Tensor:
        return (2 + self.last(relu(self.second(relu(self.first(both)))))).sigmoid()  # 0.88 at first
