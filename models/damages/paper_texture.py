"""Paper texture: the relief of canvas or silk paper, seen in the slanting light of a scanner."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Damage, Range, uniform
from models.film_shapes import clouds

GLOSS = 0.35  # share of the relief that the surface itself reflects, and so is seen in black as well


class PaperTexture(Damage, tag="paper-texture", frozen=True):
    """Lightens and darkens by the mean of waves: two at right angles (canvas), or three at 60 degrees (silk, a honeycomb)."""

    period: Annotated[Range, Meta(title="Period", description="of the waves, pixels", extra_json_schema={"least": 2})] = (4, 10)
    amplitude: Annotated[Range, Meta(title="Strength", description="8-bit levels in white, at most")] = (4, 24)
    silk: Annotated[float, Meta(ge=0, le=1, title="Silk, not canvas", description="how often")] = 0.6

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, _, height, width = pictures.shape
        one = (count, 1, 1, 1)
        silk = torch.rand(one, generator=random) < self.silk
        steps = torch.where(silk, torch.pi / 3, torch.pi / 2) * torch.arange(3).view(1, 3, 1, 1)
        angle = uniform((0, torch.pi), one, random) + steps
        weight = torch.where(silk, torch.tensor([1, 1, 1]).view(1, 3, 1, 1) / 3, torch.tensor([1, 1, 0]).view(1, 3, 1, 1) / 2)
        wave = 2 * torch.pi / uniform(self.period, one, random)
        phase = uniform((0, 2 * torch.pi), (count, 3, 1, 1), random)

        across, down = (wave * angle.cos()).to(pictures), (wave * angle.sin()).to(pictures)
        y = torch.arange(height, device=pictures.device).view(1, 1, -1, 1)
        x = torch.arange(width, device=pictures.device).view(1, 1, 1, -1)
        warped = 3 * clouds(pictures, 5, random) + phase.to(pictures)  # paper stretches
        relief = (torch.sin(x * across + y * down + warped) * weight.to(pictures)).sum(dim=1, keepdim=True)
        amplitude = uniform(self.amplitude, one, random).to(pictures) / 255
        return pictures + amplitude * relief * (GLOSS + (1 - GLOSS) * pictures)
