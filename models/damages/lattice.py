"""Lattices: fences, blinds, railings, brickwork and cloth, of which a collection of photographs never has enough."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Damage, Range, uniform
from models.film_shapes import clouds, lines, wavering


class Lattice(Damage, tag="lattice", frozen=True):
    """Lays thin, regular lines over part of the picture, lighter or darker than it is; some cross others.

    It is part of the scene, so plans say `kept = true`: a network that meets few such patterns takes them for damage, and
    breaks them (what it must leave alone, it has to be shown).
    """

    period: Annotated[Range, Meta(title="Period", description="pixels from line to line", extra_json_schema={"least": 2})] = (
        2.5,
        14.0,
    )
    thickness: Annotated[Range, Meta(title="Thickness", description="share of the period")] = (0.15, 0.6)
    contrast: Annotated[Range, Meta(title="Contrast")] = (0.15, 0.9)
    crossed: Annotated[float, Meta(ge=0, le=1, title="Crossed", description="how often, by others at right angles")] = 0.6
    perspective: Annotated[Range, Meta(title="Perspective", description="how much the period changes, at most")] = (0.0, 0.4)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        one = (len(pictures), 1, 1, 1)
        angle = uniform((0, torch.pi), one, random)
        period = uniform(self.period, one, random).to(pictures)
        wires = self._wires(pictures, angle, period, random)
        across = self._wires(pictures, angle + torch.pi / 2, period * uniform((0.6, 1.8), one, random).to(pictures), random)
        crossed = (torch.rand(one, generator=random) < self.crossed).to(pictures.device)
        wires = torch.where(crossed, torch.maximum(wires, across), wires)

        edge = uniform((-4.0, 6.0), one, random).to(pictures)
        place = ((clouds(pictures, 4, random) - 0.5) * 20 + edge).clamp(0, 1)  # in patches, as fences and cloth are
        contrast = uniform(self.contrast, one, random).to(pictures) * place * wires
        tone = (torch.rand(one, generator=random) < 0.5).float() + 0.15 * torch.randn(len(pictures), 3, 1, 1, generator=random)
        return torch.lerp(pictures, tone.clamp(0, 1).to(pictures).expand_as(pictures), contrast)

    def _wires(self, pictures: Tensor, angle: Tensor, period: Tensor, random: torch.Generator) -> Tensor:
        """Opacity of one set of lines, (B, 1, H, W), with soft edges of one pixel."""
        one, side = (len(pictures), 1, 1, 1), max(pictures.shape[-2:])
        along, across = lines(pictures, angle, torch.zeros(one))
        place = across / side * uniform((-1.0, 1.0), one, random).to(pictures)
        squeezed = across * (1 + uniform(self.perspective, one, random).to(pictures) * place)
        bent = squeezed + 0.05 * period * wavering(along, 12, random)
        turns = bent / period + torch.rand(one, generator=random).to(pictures)
        distance = (turns - turns.round()).abs() * period  # from the middle of the nearest line, pixels
        half = uniform(self.thickness, one, random).to(pictures) * period / 2
        return (half - distance + 0.5).clamp(0, 1)
