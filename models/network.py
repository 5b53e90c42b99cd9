"""A network design: the shape of a network, as a value from which it is built."""

from typing import ClassVar

import msgspec
from torch import nn


class NetworkDesign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of a network; `build` makes it, with random weights.

    The network's `forward` takes (B, planes, H, W) and gives (B, 3, H * scale, W * scale); values 0 to 1, sRGB-encoded.
    """

    scale: ClassVar[int] = 1
    """Output pixels for one input pixel."""

    @property
    def planes(self) -> int:
        """Input planes: 3 for RGB; further ones are named by the design."""
        raise NotImplementedError

    @property
    def multiple_of(self) -> int:
        """Height and width must be multiples of this, and tiles must begin on them."""
        raise NotImplementedError

    def build(self) -> nn.Module:
        raise NotImplementedError
