"""Salt and pepper: single pixels of dust, and dead elements of a sensor."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Damage, Range, uniform


class SaltAndPepper(Damage, tag="salt-and-pepper", frozen=True):
    """Replaces scattered pixels by nearly white or nearly black.

    It is no AddsNoise: a level for the whole picture would say nothing about single points.
    """

    density: Annotated[Range, Meta(title="Density", description="share of the pixels")] = (0.0002, 0.01)
    white: Annotated[Range, Meta(title="White ones", description="share of the specks")] = (0.2, 0.8)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, _, height, width = pictures.shape
        one, field = (count, 1, 1, 1), (count, 1, height, width)
        struck = torch.rand(field, generator=random) < uniform(self.density, one, random)
        white = torch.rand(field, generator=random) < uniform(self.white, one, random)
        depth = uniform((0.0, 0.25), field, random)
        speck = torch.where(white, 1 - depth, depth)
        return torch.where(struck.to(pictures.device), speck.to(pictures), pictures)
