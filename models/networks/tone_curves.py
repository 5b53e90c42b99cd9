"""A network that looks at a whole picture, made small, and answers with tone curves for it.

The answer is a curve for each channel, common to the whole picture, and a coarse grid of gain and offset that evens out
what has faded here more than there: painted = curve(gain * pixels + offset). In the spirit of HDRnet (Gharbi et al. 2017),
with curves where that has affine colour transforms: they can be shown to the user, and hold for tones that the small
picture does not contain.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from models.network import NetworkDesign

if TYPE_CHECKING:
    from torch import nn

CELLS = 8
FACTS = 32  # pixels along each side of the copies whose quantiles are taken


class ToneCurves(NetworkDesign, tag="tone-curves", frozen=True):
    """Looks at pictures of `size` x `size` and gives curves through `knots` points, and a grid of CELLS x CELLS."""

    size: Annotated[int, Meta(ge=FACTS, description="a power of two")] = 128
    knots: Annotated[int, Meta(ge=3)] = 9
    width: Annotated[int, Meta(ge=8)] = 32

    def __post_init__(self) -> None:
        if not math.log2(self.size).is_integer():
            raise ValueError("size must be a power of two")

    @property
    def planes(self) -> int:
        return 3

    @property
    def multiple_of(self) -> int:
        return self.size

    @property
    def sees_whole(self) -> bool:
        return True

    def build(self) -> nn.Module:
        from models.modules.tone_curves import ToneNetwork

        return ToneNetwork(self.size, self.knots, self.width)

    def answering(self, network: nn.Module) -> nn.Module:
        """The part of the network that looks, without the part that paints."""
        from models.modules.channels_last import ChannelsLast
        from models.modules.tone_curves import ToneNetwork

        assert isinstance(network, ToneNetwork)
        return ChannelsLast(network, network.measure)
