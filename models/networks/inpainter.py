"""A network that paints what is hidden, from what is around it and from what still shines through.

A U-Net (Ronneberger et al. 2015) of residual blocks without norms, so that tiles agree; deeper than the restorer's, since
holes are wider than noise. See networks/residual_unet.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from models.network import NetworkDesign

if TYPE_CHECKING:
    from torch import nn


class Inpainter(NetworkDesign, tag="inpainter", frozen=True):
    """Fills RGB where a fourth plane, the mask, is 1; elsewhere the mask is 0, and the answer of no interest."""

    widths: Annotated[tuple[int, ...], Meta(min_length=1)] = (32, 64, 128, 192)
    """Channels at 1/2, 1/4, 1/8, … of the resolution."""

    blocks: Annotated[tuple[int, ...], Meta(min_length=1)] = (1, 1, 2, 4)
    """Residual blocks at each of these, on the way down and again on the way up (once at the lowest)."""

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.blocks):
            raise ValueError("widths and blocks must have the same length")

    @property
    def planes(self) -> int:
        return 4

    @property
    def conditions(self) -> tuple[tuple[float, ...], ...]:
        return (0.0,), (1.0,)

    @property
    def memory(self) -> int:
        return 17 * self.widths[0] // 4

    @property
    def multiple_of(self) -> int:
        return 2 ** len(self.widths)

    @property
    def feature_channels(self) -> tuple[int, ...]:
        return self.widths

    def build(self) -> nn.Module:
        from models.modules.unet import InpaintingUNet

        return InpaintingUNet(self.planes, 3, self.widths, self.blocks)
