"""Noise of a scanner: photons arrive at random, amplifiers hiss, and elements of the sensor are not quite alike."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import AddsNoise, Range, uniform

GAMMA = 2.2  # about that of sRGB
DARK = 0.1  # tones below this are encoded nearly linearly in sRGB, so their noise grows no further


class ScannerNoise(AddsNoise, tag="scanner-noise", frozen=True):
    """Adds Gaussian noise whose variance grows with the light (Foi et al. 2008), and faint stripes along rows or columns.

    Both are so in linear light. Encoding magnifies the dark: noise of photons ends up nearly alike in all tones, and that of
    the amplifier is strongest in the shadows.
    """

    shot: Annotated[Range, Meta(title="Photons", description="standard deviation in white, linear, 8-bit levels")] = (2, 30)
    read: Annotated[Range, Meta(title="Amplifier", description="standard deviation, linear, 8-bit levels")] = (0, 1.5)
    stripes: Annotated[Range, Meta(title="Stripes", description="standard deviation, 8-bit levels")] = (0, 2)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, channels, height, width = pictures.shape
        one = (count, 1, 1, 1)
        shot, read = uniform(self.shot, one, random).to(pictures), uniform(self.read, one, random).to(pictures)
        tones = pictures.clamp(DARK, 1)
        linear = (shot**2 * tones**GAMMA + read**2).sqrt() / 255
        noise = torch.randn(pictures.shape, generator=random).to(pictures) * linear / (GAMMA * tones ** (GAMMA - 1))
        rows = torch.randn(count, channels, height, 1, generator=random)
        columns = torch.randn(count, channels, 1, width, generator=random)
        lying = torch.rand(one, generator=random) < 0.5
        stripes = torch.where(lying, rows, columns) * uniform(self.stripes, one, random) / 255
        return pictures + noise + stripes.to(pictures)
