"""Creases: the emulsion was bent sharply; one flank of the ridge catches the scanner's light, the other lies in shadow."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Covers, Range, uniform
from models.film_shapes import lines, wavering

EVERY = 16  # pixels between the bends of a crease


class Crease(Covers, tag="crease", frozen=True):
    """Draws crooked pairs of a light and a dark line; in places the emulsion has cracked off, down to the paper."""

    count: Annotated[Range, Meta(title="How many", description="on each picture")] = (1, 3)
    width: Annotated[Range, Meta(title="Width", description="of the pair, pixels")] = (1, 4)
    length: Annotated[Range, Meta(title="Length", description="share of the picture's shorter side")] = (0.3, 1.5)
    strength: Annotated[Range, Meta(title="Strength")] = (0.2, 0.9)
    cracked: Annotated[Range, Meta(title="Cracked off", description="share of its length")] = (0.0, 0.5)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        counts = uniform(self.count, (len(pictures),), random).round()
        pictures = pictures.clone()
        for number in range(round(self.count[1])):
            struck = counts > number
            if struck.any():
                pictures[struck] = self._creased(pictures[struck], random)
        return pictures

    def _creased(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        """One more crease on each picture."""
        one, side = (len(pictures), 1, 1, 1), min(pictures.shape[-2:])
        along, across = lines(pictures, uniform((0, torch.pi), one, random), uniform((-0.4, 0.4), one, random) * side)
        across = across + 0.2 * EVERY * wavering(along, EVERY, random) + 0.3 * wavering(along, 3, random)
        width = uniform(self.width, one, random).to(pictures)
        reach = uniform(self.length, one, random).to(pictures) * side / 2
        middle = uniform((-0.3, 0.3), one, random).to(pictures) * side
        there = ((reach - (along - middle).abs()) / 6).clamp(0, 1)  # it runs out at both ends

        strength = uniform(self.strength, one, random).to(pictures)
        pressed = strength * there * (0.7 + 0.3 * wavering(along, 10, random)).clamp(0, 1)
        flank, sigma = width / 4, (width / 3.5).clamp_min(0.6)
        light = pressed * torch.exp(-(((across - flank) / sigma) ** 2))
        dark = pressed * torch.exp(-(((across + flank) / sigma) ** 2))
        creased = torch.lerp(pictures, torch.ones_like(pictures), 0.8 * light) * (1 - 0.8 * dark)

        share = uniform(self.cracked, one, random).clamp(1e-3, 1 - 1e-3)
        gap = wavering(along, 9, random) - torch.special.ndtri(1 - share).to(pictures)
        ragged = width * (0.5 * gap.clamp(0, 1) + 0.35 * wavering(along, 2, random))
        bare = (ragged - across.abs() + 0.5).clamp(0, 1) * (gap > 0) * (there > 0)
        paper = uniform((0.82, 0.97), one, random) * torch.tensor([1, 0.985, 0.95]).view(1, 3, 1, 1)
        return torch.lerp(creased, paper.to(pictures).expand_as(pictures), bare)
