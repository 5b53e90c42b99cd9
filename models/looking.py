"""A design's look at a whole picture, made small: what it must know of the picture to paint tiles of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.network import NetworkDesign

if TYPE_CHECKING:
    from torch import nn


class Looking(NetworkDesign, tag="looking", frozen=True):
    """The half of a design that looks: its answer to (B, H, W, planes) is (B, facts)."""

    of: NetworkDesign

    @property
    def planes(self) -> int:
        return self.of.planes

    @property
    def multiple_of(self) -> int:
        return self.of.multiple_of

    @property
    def sees_whole(self) -> bool:
        return True

    @property
    def key(self) -> str:
        return f"{self.of.key}-looking"

    @property
    def graph_file(self) -> str:
        return "looking.onnx"

    def build(self) -> nn.Module:
        return self.of.build()

    def answering(self, network: nn.Module) -> nn.Module:
        from models.modules.looking import Look

        return Look(network)
