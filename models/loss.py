"""A loss: how far a restored picture is from its original."""

from collections.abc import Callable
from typing import Annotated, TypeAlias

import msgspec
import torch
from msgspec import Meta
from torch import Tensor

LossFunction: TypeAlias = Callable[[Tensor, Tensor], Tensor]
"""(restored, original), both (B, 3, H, W) in 0 to 1, to one number."""


class Loss(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of a loss. `build` makes the function, with its own network if it needs one."""

    weight: Annotated[float, Meta(ge=0, title="Weight")] = 1.0

    def build(self, device: torch.device) -> LossFunction:
        raise NotImplementedError

    def build_each(self, device: torch.device) -> LossFunction:
        """The same for each picture by itself: a function to (B,)."""
        whole = self.build(device)

        def each(restored: Tensor, original: Tensor) -> Tensor:
            pairs = zip(restored.split(1), original.split(1), strict=True)
            return torch.stack([whole(*pair) for pair in pairs])

        return each
