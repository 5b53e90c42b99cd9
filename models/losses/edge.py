"""The edge loss (after Zamir et al. 2021, MPRNet): Charbonnier between the slopes of the pictures."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.loss import Loss, LossFunction
from models.precision import in_float32


class Edge(Loss, tag="edge", frozen=True):
    """Compares where and how steeply tones change, down and across (Sobel); blind to how bright or what colour all is."""

    epsilon: Annotated[float, Meta(gt=0, title="Width of the round part")] = 1e-3

    def build(self, device: torch.device) -> LossFunction:
        def edge(restored: Tensor, original: Tensor) -> Tensor:
            differences = _slopes(restored - original)
            return torch.stack([(difference**2 + self.epsilon**2).sqrt().mean() for difference in differences]).mean()

        return in_float32(edge)


def _slopes(pictures: Tensor) -> tuple[Tensor, Tensor]:
    """Sobel's slopes across and down, in tones per pixel; (B, 3, H - 2, W - 2) both."""
    across = (pictures[..., 2:] - pictures[..., :-2]) / 2
    down = (pictures[..., 2:, :] - pictures[..., :-2, :]) / 2
    return (
        (across[..., :-2, :] + 2 * across[..., 1:-1, :] + across[..., 2:, :]) / 4,
        (down[..., :-2] + 2 * down[..., 1:-1] + down[..., 2:]) / 4,
    )
