"""Noise of the sensor: white, alike in all tones."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import AddsNoise, Range, uniform


class Noise(AddsNoise, tag="noise", frozen=True):
    """Adds Gaussian noise, independent from pixel to pixel and from channel to channel."""

    sigma: Annotated[Range, Meta(title="Standard deviation", description="8-bit levels")] = (0, 55)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        sigma = uniform(self.sigma, (len(pictures), 1, 1, 1), random) / 255
        return pictures + sigma * torch.randn(pictures.shape, generator=random)
