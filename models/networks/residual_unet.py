"""A U-Net of residual blocks without norms: what it answers for a pixel depends on its surroundings alone, so tiles agree.

U-Net: Ronneberger et al. 2015. Residual blocks without batch norm: Lim et al. 2017 (EDSR). Pixel unshuffle in front and
a noise-level plane as input: Zhang et al. 2018 (FFDNet).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from models.network import NetworkDesign

if TYPE_CHECKING:
    from torch import Tensor, nn


class ResidualUNet(NetworkDesign, tag="residual-unet", frozen=True):
    """Restores RGB, told how noisy it is by a fourth plane: the noise level, 0 to 1 (sigma in 8-bit levels / 255)."""

    widths: Annotated[tuple[int, ...], Meta(min_length=1)] = (32, 64, 128)
    """Channels at 1/2, 1/4, 1/8, … of the resolution."""

    blocks: Annotated[tuple[int, ...], Meta(min_length=1)] = (1, 2, 3)
    """Residual blocks at each of these, on the way down and again on the way up (once at the lowest)."""

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.blocks):
            raise ValueError("widths and blocks must have the same length")

    @property
    def planes(self) -> int:
        return 4

    @property
    def restores(self) -> bool:
        return True

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
        from models.modules.unet import RestoringUNet

        return RestoringUNet(self.planes, 3, self.widths, self.blocks)

    def grown(self, smaller: NetworkDesign, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """More blocks and more channels: new blocks begin as the identity, new channels unheard (Chen et al. 2016, Net2Net)."""
        if not isinstance(smaller, ResidualUNet) or len(smaller.widths) != len(self.widths):
            raise ValueError(f"{self.key} can only start from a residual-unet of as many levels, not from {smaller.key}")
        for what, old, new in (("blocks", smaller.blocks, self.blocks), ("channels", smaller.widths, self.widths)):
            if any(before > now for before, now in zip(old, new, strict=True)):
                raise ValueError(f"{self.key} has fewer {what} than {smaller.key}, from which it should start")
        grown = self.build().state_dict()
        for name, fresh in grown.items():
            if name not in tensors:
                if ".second." in name:
                    fresh.zero_()
                continue
            known = tensors[name]
            fresh[: len(known)] = 0  # what was there does not hear the new channels yet
            fresh[tuple(slice(size) for size in known.shape)] = known
        return grown
