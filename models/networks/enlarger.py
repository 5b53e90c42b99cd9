"""A network that enlarges: residual blocks at the small size, then pixel shuffle, added to the picture enlarged by bicubic.

SPAN (Wan et al. 2024): a block's last features, through a sigmoid that is symmetric about zero, weigh its own output, so
that attention needs no parameters and no look at the whole picture. Pixel shuffle: Shi et al. 2016 (ESPCN).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from models.network import NetworkDesign

if TYPE_CHECKING:
    from torch import nn


class Enlarger(NetworkDesign, tag="enlarger", frozen=True):
    """RGB to RGB, `factor` times as large along each side."""

    factor: Annotated[int, Meta(ge=2, le=4)] = 2
    width: Annotated[int, Meta(ge=8)] = 32
    blocks: Annotated[int, Meta(ge=1)] = 5

    @property
    def planes(self) -> int:
        return 3

    @property
    def memory(self) -> int:
        return 53 * self.width

    @property
    def multiple_of(self) -> int:
        return 1

    @property
    def scale(self) -> int:
        return self.factor

    def build(self) -> nn.Module:
        from models.modules.enlarger import EnlargingNetwork

        return EnlargingNetwork(self.factor, self.width, self.blocks)
