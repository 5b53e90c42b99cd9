"""A loss on the features of a recognition network: its options, and the comparison of two pictures layer by layer.

Each layer's distance is relative to the features of the target, so that a weight means the same for every layer.
"""

from collections.abc import Callable
from typing import Annotated, TypeAlias

import torch
from msgspec import Meta
from torch import Tensor

from models.features import feature_network
from models.loss import Loss, LossFunction
from models.precision import in_float32

LayerDistance: TypeAlias = Callable[[Tensor, Tensor], Tensor]
"""(features found, features wanted), both (B, C, h, w), perhaps of different h and w, to one number, or to (B,)."""

LEAST = 0.05  # of the energy that is found


class FeatureLoss(Loss, frozen=True):
    """The mean over `layers` of how far the features of the restored picture are from those of the target."""

    weights: Annotated[str, Meta(title="SqueezeNet weights", description="a safetensors file")] = ""
    layers: tuple[str, ...] = ()

    def compared(self, distance: LayerDistance, device: torch.device) -> LossFunction:
        over_layers = self._over_layers(distance, device)
        return lambda restored, target: over_layers(restored, target).mean()

    def compared_each(self, distance: LayerDistance, device: torch.device) -> LossFunction:
        """As `compared`, to (B,), by a distance that has a number for each picture."""
        over_layers = self._over_layers(distance, device)
        return lambda restored, target: over_layers(restored, target).mean(dim=0)

    def _over_layers(self, distance: LayerDistance, device: torch.device) -> LossFunction:
        """To the distances of all layers, one below the other."""
        network = feature_network(self.weights, self.layers).to(device)

        def over_layers(restored: Tensor, target: Tensor) -> Tensor:
            with torch.no_grad():
                wanted = network(target)
            return torch.stack([distance(*pair) for pair in zip(network(restored), wanted, strict=True)])

        return in_float32(over_layers)


def relative_distance(found: Tensor, wanted: Tensor) -> Tensor:
    """The squared difference, place by place; 1 is as far as nothing is from the features that are wanted."""
    return (found - wanted).square().mean() / yardstick(wanted.square().mean(), found.square().mean())


def yardstick(wanted: Tensor, found: Tensor) -> Tensor:
    """What to divide by: the energy of what is wanted, but no tiny share of what is found.

    A flat grey picture has hardly any features, and would count for thousands of others.
    """
    return torch.maximum(wanted, LEAST * found.detach()).clamp_min(1e-8)
