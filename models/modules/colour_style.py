"""The module of colour and style in one: see networks/colour_style.py."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import relu

from models.colour_spaces import from_lab, to_lab
from models.modules.colouriser import ColouriserNetwork
from models.networks.colour_style import TOLD


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
