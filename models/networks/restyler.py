"""The restorer with style codes: one network that restores, and paints what it restores where a code asks for it.

Each level's features are scaled and shifted by the code (conditional norms without the norm; Dumoulin et al. 2017, Perez et al.
2018). Without a code nothing is: then it is the restorer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from models.network import NetworkDesign
from models.networks.residual_net import codes
from models.networks.residual_unet import ResidualUNet

if TYPE_CHECKING:
    from torch import Tensor, nn

LEVEL = 0.05  # of noise, where the network is measured


class Restyler(NetworkDesign, tag="restyler", frozen=True):
    """Restores RGB as a residual-unet does, told the noise level by a fourth plane; then the weights of styles, 0 to 1."""

    widths: Annotated[tuple[int, ...], Meta(min_length=1)] = (32, 64, 128)
    blocks: Annotated[tuple[int, ...], Meta(min_length=1)] = (1, 2, 3)
    styles: Annotated[int, Meta(ge=1)] = 1

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.blocks):
            raise ValueError("widths and blocks must have the same length")

    @property
    def restorer(self) -> ResidualUNet:
        """What it is without a code."""
        return ResidualUNet(widths=self.widths, blocks=self.blocks)

    @property
    def planes(self) -> int:
        return 4 + self.styles

    @property
    def conditions(self) -> tuple[tuple[float, ...], ...]:
        return tuple((LEVEL, *code) for code in codes(self.styles))

    @property
    def multiple_of(self) -> int:
        return 2 ** len(self.widths)

    def build(self) -> nn.Module:
        from models.modules.restyler import RestylingUNet

        return RestylingUNet(self.widths, self.blocks, self.styles)

    def grown(self, smaller: NetworkDesign, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """From a restorer of the same shape: answers as it does, whatever the code, until codes have learnt something."""
        if smaller != self.restorer:
            return super().grown(smaller, tensors)
        return {**self.build().state_dict(), **tensors}
