"""Colour and style in one network: a colouriser, a stylist after it, and a fusion that mixes what both have made.

Colouriser: see modules/colouriser.py. Stylist: a residual net with style codes. Fusion: for each pixel, how much of the
stylist's luminance and how much of its colour. It is trained in stages (engine/training/games).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from models.network import NetworkDesign
from models.networks.perception import Perception
from models.networks.residual_net import ResidualNet, codes

if TYPE_CHECKING:
    from torch import Tensor, nn

VERSIONS = 3
FACTS = 4
"""Planes of what the colouriser is told: a and b of hints (0.5 is none of either), where they are, and colourfulness."""

TOLD = FACTS + VERSIONS
"""Planes beside RGB: facts, then the share of each version."""

VIVID = 100.0  # of Hasler & Süsstrunk's colourfulness: a plane that is 1
USUAL = 0.4  # as colourful as photographs mostly are


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
        from models.modules.colour_style import ColourStyleNetwork
        from models.modules.colouriser import ColouriserNetwork

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
