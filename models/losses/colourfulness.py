"""The colourfulness loss: how colourful a picture is as a whole (Hasler & Süsstrunk 2003), against timid colours."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.loss import Loss, LossFunction
from models.precision import in_float32


class Colourfulness(Loss, tag="colourfulness", frozen=True):
    """The relative difference in colourfulness; blind to which colours are where, and without advice for a grey picture."""

    floor: Annotated[float, Meta(gt=0, title="Hardly colourful", description="least to compare with; 15 is slightly")] = 15.0

    def build(self, device: torch.device) -> LossFunction:
        def relative(restored: Tensor, original: Tensor) -> Tensor:
            wanted = colourfulness(original)
            return ((colourfulness(restored) - wanted).abs() / wanted.clamp_min(self.floor)).mean()

        return in_float32(relative)


def colourfulness(pictures: Tensor) -> Tensor:
    """0 (grey) to about 110 (extremely colourful), of each picture; (B, 3, H, W) in 0 to 1 to (B,)."""
    red, green, blue = (pictures.flatten(2) * 255).unbind(1)
    opponents = torch.stack([red - green, (red + green) / 2 - blue], dim=1)
    variances, means = opponents.var(dim=2, correction=0), opponents.mean(dim=2)
    return _length(variances.sum(dim=1)) + 0.3 * _length(means.square().sum(dim=1))


def _length(squared: Tensor) -> Tensor:
    """The root, but round at 0, where its slope would be infinite."""
    return (squared + 1e-4).sqrt() - 1e-2
