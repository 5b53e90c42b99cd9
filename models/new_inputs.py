"""New inputs of a trained network, such as another style: they learn alone, so that nothing is forgotten.

So Dumoulin et al. 2017 teach a network a new style (section 3.2): what is common to all styles stays, and only what is the new
style's own learns. What the network answers where the new inputs are 0 cannot change, whatever the optimiser does.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

import torch
from torch import Tensor, nn

from models.still import StillConv2d


class NewInputsConv2d(StillConv2d):
    """A convolution (out, in, k, k) in which only the weights of the inputs from number `known` on learn."""

    learnt = ("new",)

    def __init__(self, plain: nn.Conv2d, known: int) -> None:
        super().__init__(plain)
        self.known = known
        self.new = nn.Parameter(plain.weight.detach()[:, known:].clone())  # (out, in - known, k, k)

    def whole(self) -> Tensor:
        """(out, in, k, k): the known inputs' weights as they were, and the new inputs'."""
        return torch.cat([self.weight[:, : self.known], self.new], dim=1)


def with_new_inputs(network: nn.Module, known: Mapping[str, Tensor]) -> nn.Module:
    """A copy that answers alike, in which nothing learns but the inputs that convolutions have more than in `known` weights.

    Raises ValueError where there are none.
    """
    copy = deepcopy(network).requires_grad_(False)
    convolutions = [(name, child) for name, child in copy.named_modules() if isinstance(child, nn.Conv2d)]
    grown = [(name, child) for name, child in convolutions if child.in_channels > known[f"{name}.weight"].shape[1]]
    if not grown:
        raise ValueError("it has nothing new that could learn")
    for name, child in grown:
        place, _, last = name.rpartition(".")
        setattr(copy.get_submodule(place), last, NewInputsConv2d(child, known[f"{name}.weight"].shape[1]))
    return copy
