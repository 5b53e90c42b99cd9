"""A network of another program: spandrel builds it from its weights, which tell its shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.foreign_network import ForeignNetwork

if TYPE_CHECKING:
    from torch import Tensor, nn


class Foreign(ForeignNetwork, tag="foreign", frozen=True):
    """Of an architecture that spandrel knows."""

    architecture: str = "Compact"
    """Its id in spandrel's registry."""

    def with_weights(self, tensors: Mapping[str, Tensor]) -> nn.Module:
        from models.modules.each_colour import EachColour
        from models.spandrel_door import opened

        network = opened(self.architecture, tensors)
        return EachColour(network) if self.channels == 1 else network
