"""An optimiser: how a network's weights follow the gradient."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta
from torch import nn
from torch.optim import Optimizer


class OptimiserDesign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of an optimiser; `build` makes it for a network's parameters."""

    learning_rate: Annotated[float, Meta(gt=0, title="Learning rate")] = 1e-3

    def build(self, parameters: Iterable[nn.Parameter]) -> Optimizer:
        raise NotImplementedError
