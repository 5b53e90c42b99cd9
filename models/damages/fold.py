"""Folds: a print that was folded for long; it is not flat beside the fold any more, and worn along it."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Covers, Range, uniform
from models.film_shapes import lines, wavering


class Fold(Covers, tag="fold", frozen=True):
    """Changes the brightness in a soft band from edge to edge, with a thin, worn line in its middle."""

    band: Annotated[Range, Meta(title="Band", description="standard deviation, share of the shorter side")] = (0.02, 0.1)
    shade: Annotated[Range, Meta(title="Change of brightness", description="of the band, at most")] = (0.05, 0.3)
    line: Annotated[Range, Meta(title="Opacity of the line")] = (0.2, 1.0)
    width: Annotated[Range, Meta(title="Width of the line", description="pixels")] = (0.7, 2.5)
    white: Annotated[float, Meta(ge=0, le=1, title="Line is white, not dark", description="how often")] = 0.75
    crossed: Annotated[float, Meta(ge=0, le=1, title="Folded twice, crosswise", description="how often")] = 0.25

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        one = (len(pictures), 1, 1, 1)
        upright = torch.pi / 2 * torch.randint(2, one, generator=random)
        twice = torch.rand(one, generator=random) < self.crossed
        folded = self._folded(pictures, upright, random)
        crosswise = self._folded(folded, upright + torch.pi / 2, random)
        return torch.where(twice.to(pictures.device), crosswise, folded)

    def _folded(self, pictures: Tensor, angle: Tensor, random: torch.Generator) -> Tensor:
        one, side = (len(pictures), 1, 1, 1), min(pictures.shape[-2:])
        angle = angle + uniform((-0.06, 0.06), one, random)
        along, across = lines(pictures, angle, uniform((-0.35, 0.35), one, random) * side)
        across = across + 0.3 * wavering(along, 7, random)

        # The paper slopes up to the fold on one side and down on the other, so the scanner's light falls differently.
        place = across / (uniform(self.band, one, random).to(pictures) * side)
        ridge = torch.exp(-(place**2) / 2)
        slope = place * ridge * torch.e**0.5  # at most 1
        tilt, sign = uniform((0, 1), one, random).to(pictures), torch.randint(2, one, generator=random).to(pictures) * 2 - 1
        shade = uniform(self.shade, one, random).to(pictures) * sign
        bent = pictures * (1 + shade * (tilt * slope + (1 - tilt) * ridge))

        width = uniform(self.width, one, random).to(pictures) * (1 + 0.35 * wavering(along, 3, random)).clamp(0.2, 2)
        worn = (0.75 + 0.35 * wavering(along, 12, random)).clamp(0, 1) * uniform(self.line, one, random).to(pictures)
        line = worn * ((width + 1) / 2 - across.abs()).clamp(0, 1)
        white = (torch.rand(one, generator=random) < self.white).to(pictures.device)
        shown = torch.where(white, uniform((0.8, 0.97), one, random).to(pictures), 0.35 * bent)
        return torch.lerp(bent, shown, line)
