"""A perceptual network of our own: it has learnt to see pictures as a recognition network sees them.

Four stages, each at half the size of the one before, and for every layer of the teacher a look at the stage of that size. It is
distilled (Hinton et al. 2015; for features: Romero et al. 2015) from SqueezeNet 1.0, so that losses on features need no
weights but ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from models.network import NetworkDesign

if TYPE_CHECKING:
    from torch import nn

TAUGHT = {
    "conv1": (0, 96), "fire2": (1, 128), "fire3": (1, 128), "fire4": (1, 256),
    "fire5": (2, 256), "fire6": (2, 384), "fire7": (2, 384), "fire8": (2, 512),
}  # fmt: skip
"""For each layer of SqueezeNet 1.0: the stage that imitates it, and its channels."""


class Perception(NetworkDesign, tag="perception", frozen=True):
    """Sees RGB, and gives no picture: its `features` are those of the teacher's layers, roughly."""

    widths: Annotated[tuple[int, int, int], Meta(title="Channels at 1/2, 1/4, 1/8")] = (32, 64, 128)
    layers: tuple[str, ...] = ("conv1", "fire2", "fire3", "fire4", "fire6", "fire8")

    def __post_init__(self) -> None:
        if unknown := set(self.layers) - TAUGHT.keys():
            raise ValueError(f"layers must be some of {', '.join(TAUGHT)}; not {', '.join(sorted(unknown))}")

    @property
    def planes(self) -> int:
        return 3

    @property
    def multiple_of(self) -> int:
        return 8

    @property
    def paints(self) -> bool:
        return False

    def build(self) -> nn.Module:
        from models.modules.perception import PerceptionNetwork

        return PerceptionNetwork(self.widths, self.layers)
