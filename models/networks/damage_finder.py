"""A network that finds what lies over a picture: scratches, hairs, dust, creases, tears, stains.

A U-Net (Ronneberger et al. 2015); see networks/residual_unet.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from models.network import NetworkDesign

if TYPE_CHECKING:
    from torch import nn


class DamageFinder(NetworkDesign, tag="damage-finder", frozen=True):
    """RGB to how probable it is, for each pixel, that something covers it; (B, H, W, 1), 0 to 1."""

    widths: Annotated[tuple[int, ...], Meta(min_length=1)] = (32, 48, 96, 128)
    """Channels at 1/2, 1/4, 1/8, … of the resolution."""

    blocks: Annotated[tuple[int, ...], Meta(min_length=1)] = (1, 1, 1, 2)
    """Residual blocks at each of these, on the way down and again on the way up (once at the lowest)."""

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.blocks):
            raise ValueError("widths and blocks must have the same length")

    @property
    def planes(self) -> int:
        return 3

    @property
    def memory(self) -> int:
        return 17 * self.widths[0] // 4

    @property
    def multiple_of(self) -> int:
        return 2 ** len(self.widths)

    @property
    def paints(self) -> bool:
        return False

    @property
    def runs(self) -> bool:
        return True

    def build(self) -> nn.Module:
        from models.modules.unet import FindingUNet

        return FindingUNet(self.planes, 1, self.widths, self.blocks)

    def answering(self, network: nn.Module) -> nn.Module:
        from models.modules.channels_last import ChannelsLast
        from models.modules.unet import FindingUNet

        assert isinstance(network, FindingUNet)
        return ChannelsLast(network, network.probability)
