"""A residual net at a quarter of the resolution, with lighter stages at half and all of it: changes how a picture is painted.

The generator of Johnson et al. 2016 and CycleGAN (Zhu et al. 2017) at a thirtieth of the cost: pixel unshuffle instead of
strided convolutions (Zhang et al. 2018), and bilinear enlargement on the way back (Odena et al. 2016): with pixel shuffle
there, losses of style were pleased with a pattern of dots as fine as its grid. The last stage sees the picture itself again, so
that it can take away what is sharp as well as add it: an engraving keeps no colour at an edge.

With styles, each block is scaled and shifted by a style code, as conditional instance norm does (Dumoulin et al. 2017), and so
is the last stage; and each style has a palette, which mixes the picture's colours anew. The code is a plane for each style: it
may differ from place to place, and may be a mix. Norms, where they are wanted, are of the picture (norm.py): while it learns,
of each crop; afterwards tiles are told what `looking` found in the whole picture, made small.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta
from msgspec.structs import replace

from models.network import NetworkDesign

if TYPE_CHECKING:
    from torch import Tensor, nn

STYLE = ".style.weight"  # of what depends on the code: (its numbers, styles, 1, 1)


class ResidualNet(NetworkDesign, tag="residual-net", frozen=True):
    """Paints RGB anew; further planes are the weights of the styles, 0 to 1. All of them 0: the picture as it is."""

    width: Annotated[int, Meta(ge=8)] = 64
    """Channels at a quarter of the resolution; half as many at a half."""

    blocks: Annotated[int, Meta(ge=1)] = 5
    styles: Annotated[int, Meta(ge=0)] = 0
    norms: bool = False
    """Of the features that styles scale and shift: without, a style first has to find out how large they are."""

    @property
    def facts(self) -> int:
        return 2 * 2 * (self.blocks * self.width + self.width // 2) if self.norms else 0

    @property
    def planes(self) -> int:
        return 3 + self.styles

    @property
    def conditions(self) -> tuple[tuple[float, ...], ...]:
        return codes(self.styles)

    @property
    def memory(self) -> int:
        return 680 + 10 * self.styles

    @property
    def multiple_of(self) -> int:
        return 4

    @property
    def feature_channels(self) -> tuple[int, ...]:
        return (self.width,) * (self.blocks // 2 + 1)

    def build(self) -> nn.Module:
        from models.modules.residual_net import ResidualNetwork

        return ResidualNetwork(self.width, self.blocks, self.styles, self.norms)

    def grown(self, smaller: NetworkDesign, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """More styles: those that are new begin as the mean of the others, so they paint as an even mixture of them.

        With zeros instead they would begin as a hand that never painted: without a style the answer is the picture itself.
        """
        if not isinstance(smaller, ResidualNet) or replace(smaller, styles=self.styles) != self:
            raise ValueError(f"{self.key} can only start from a residual-net of its width and blocks, not from {smaller.key}")
        new = self.styles - smaller.styles
        if new and not 0 < smaller.styles < self.styles:
            raise ValueError(f"{self.key} needs more styles than {smaller.key}, which must have one at least")
        return {name: _widened(weight, new) if name.endswith(STYLE) else weight for name, weight in tensors.items()}


def _widened(weight: Tensor, new: int) -> Tensor:
    """(numbers, styles, 1, 1) to (numbers, styles + new, 1, 1)."""
    import torch

    return torch.cat([weight, *[weight.mean(dim=1, keepdim=True)] * new], dim=1)


def codes(styles: int) -> tuple[tuple[float, ...], ...]:
    """The code of no style, and the pure code of each."""
    return ((0.0,) * styles, *(tuple(float(other == style) for other in range(styles)) for style in range(styles)))
