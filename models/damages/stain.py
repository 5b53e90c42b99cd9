"""Stains: water, tea or glue soaked into the paper and dried."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Covers, Range, uniform
from models.film_shapes import clouds, lines

BULGES = ((5, 0.9), (14, 0.35), (40, 0.12))  # ups and downs along a side of the picture, and how far they reach


class Stain(Covers, tag="stain", frozen=True):
    """Darkens soft blobs, blue most, so that they look brown; what dried leaves a tide mark, a rim that is darker.

    Drying liquid flows to its edge and leaves there what it carried (Deegan et al. 1997).
    """

    count: Annotated[Range, Meta(title="How many", description="on each picture")] = (1, 3)
    size: Annotated[Range, Meta(title="Size", description="radius, share of the shorter side")] = (0.08, 0.4)
    depth: Annotated[Range, Meta(title="Depth", description="share of the blue light taken at the darkest")] = (0.05, 0.5)
    tide: Annotated[float, Meta(ge=0, le=1, title="With a tide mark", description="how often")] = 0.7

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        counts = uniform(self.count, (len(pictures),), random).round()
        pictures = pictures.clone()
        for number in range(round(self.count[1])):
            struck = counts > number
            if struck.any():
                pictures[struck] *= self._let_through(pictures[struck], random)
        return pictures

    def _let_through(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        """Share of the light that one stain on each picture lets through, at most 1; (B, 3, H, W)."""
        one, side = (len(pictures), 1, 1, 1), min(pictures.shape[-2:])
        radius = uniform(self.size, one, random) * side
        turned, middle = uniform((0, torch.pi), one, random), uniform((-0.5, 0.5), one, random) * side
        along, across = lines(pictures, turned, middle)
        along = along - uniform((-0.5, 0.5), one, random).to(pictures) * side
        longish = uniform((0.7, 1.4), one, random).to(pictures)
        bulges = sum(share * (clouds(pictures, cells, random) - 0.5) for cells, share in BULGES)
        radius = radius.to(pictures)
        inward = radius * (1 + bulges) - ((along * longish) ** 2 + (across / longish) ** 2).sqrt()  # pixels from its rim

        soft = (inward / (0.6 * radius)).clamp(0, 1)
        soft = soft * soft * (3 - 2 * soft)
        wet, rim = (inward / 1.5 + 0.5).clamp(0, 1), uniform((0.02, 0.12), one, random).to(pictures) * radius + 0.7
        inside = uniform((0.1, 0.5), one, random).to(pictures)
        dried = wet * (inside + (1 - inside) * torch.exp(-inward.clamp_min(0) / rim))
        amount = torch.where((torch.rand(one, generator=random) < self.tide).to(pictures.device), dried, soft)
        patchy = 0.75 + 0.25 * clouds(pictures, 8, random)
        red = uniform((0.25, 0.5), one, random)
        brown = torch.cat([red, red + (1 - red) * uniform((0.25, 0.5), one, random), torch.ones(one)], dim=1)
        depth = uniform(self.depth, one, random)
        return 1 - amount * patchy * (depth * brown).to(pictures)
