"""Border: the paper round a print, or the dark holder of a slide, that was scanned with it."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Damage, Range, uniform


class Border(Damage, tag="border", frozen=True):
    """Lays an even frame over the edges, of another width on each side, nearly white or nearly black."""

    width: Annotated[Range, Meta(title="Width", description="share of the picture, each side")] = (0.0, 0.1)
    white: Annotated[float, Meta(ge=0, le=1, title="White, not black", description="how often")] = 0.75

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, _, height, width = pictures.shape
        top, bottom, left, right = uniform(self.width, (4, count, 1, 1, 1), random)
        y, x = torch.linspace(0, 1, height).view(1, 1, -1, 1), torch.linspace(0, 1, width).view(1, 1, 1, -1)
        framed = (y < top) | (y > 1 - bottom) | (x < left) | (x > 1 - right)
        shade = uniform((0.0, 0.08), (count, 1, 1, 1), random)
        white = torch.rand(count, 1, 1, 1, generator=random) < self.white
        return torch.where(framed, torch.where(white, 1 - shade, shade), pictures)
