"""Film grain: soft noise of the emulsion, strongest in the mid tones."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import conv2d, pad

from models.damage import AddsNoise, Range, uniform

RADIUS = 5


class Grain(AddsNoise, tag="grain", frozen=True):
    """Adds one Gaussian field, blurred to the size of the grain, scaled by sqrt(L (1 - L)) of the luma L."""

    amplitude: Annotated[Range, Meta(title="Strength", description="8-bit levels, in the mid tones")] = (5, 26)
    size: Annotated[Range, Meta(title="Size", description="standard deviation of a grain, pixels")] = (0.5, 1.5)
    colour: Annotated[float, Meta(ge=0, le=1, title="Coloured grain", description="how often")] = 0.2

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, channels, height, width = pictures.shape
        amplitude = uniform(self.amplitude, (count, 1, 1, 1), random) / 255
        sigma = uniform(self.size, (count, 1), random)
        field = torch.randn(count, channels, height, width, generator=random)
        coloured = torch.rand(count, 1, 1, 1, generator=random) < self.colour
        field = torch.where(coloured, field, field[:, :1])
        steps = torch.arange(-RADIUS, RADIUS + 1.0)
        kernel = torch.exp(-((steps / sigma) ** 2) / 2)
        kernel = kernel / kernel.square().sum(dim=1, keepdim=True).sqrt()  # keeps the field's standard deviation at 1
        rows = pad(field.transpose(0, 1), (RADIUS,) * 4, mode="reflect")
        rows = conv2d(rows, kernel[:, None, :, None], groups=count)
        field = conv2d(rows, kernel[:, None, None, :], groups=count).transpose(0, 1)
        luma = pictures.mean(dim=1, keepdim=True).clamp(0, 1)
        return pictures + field * amplitude * 2 * (luma * (1 - luma)).sqrt()
