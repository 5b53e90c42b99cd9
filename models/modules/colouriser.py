"""The colouriser: luminance in, CIELAB a and b out (Zhang et al. 2016), told how colourful to be and where colours are known.

A U-Net (Ronneberger et al. 2015) whose first stages are those of the perceptual network, since who knows what things are knows
their colours. Hints are planes beside the picture (Zhang et al. 2017): where they are given, what is around them follows. It
answers with several versions: the first is its best guess, the others are what else it might have been, of which in
training only the nearest to the truth learns (multiple choice learning; Guzmán-Rivera et al. 2012).

What colour a thing has, it says in classes (colour_classes.py), at a quarter of the size; a light last layer adds what is fine.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, interpolate, pixel_shuffle, pixel_unshuffle

from models.colour_classes import CLASSES, annealed
from models.colour_spaces import from_lab, to_lab
from models.modules.perception import stage
from models.modules.unet import NormedBlock
from models.networks.colour_style import FACTS, TOLD, USUAL, VERSIONS

LIGHTNESS, COLOUR = 100.0, 110.0  # what L, a and b are divided by


class ColouriserNetwork(nn.Module):
    """Versions of a and b for lightness (B, 1, H, W), in LIGHTNESS, and facts (B, FACTS, H, W); widths are two at least."""

    def __init__(self, widths: Sequence[int]) -> None:
        super().__init__()
        self.stages = nn.ModuleList(stage(fed, width) for fed, width in zip(_fed(widths), widths, strict=True))
        self.told = nn.ModuleList(nn.Conv2d(FACTS, width, 1) for width in widths)
        self.bottom = nn.Sequential(NormedBlock(widths[-1]), NormedBlock(widths[-1]))
        self.ups = nn.ModuleList(nn.Conv2d(coarse, fine * 4, 1) for fine, coarse in pairwise(widths))
        self.decoders = nn.ModuleList(NormedBlock(width) for width in widths[:-1])
        self.classes = nn.Conv2d(widths[1], CLASSES * VERSIONS, 1)
        self.tail = nn.Conv2d(widths[0], 2 * VERSIONS, 3, padding=1)
        with torch.no_grad():  # grey at first
            self.classes.weight.mul_(0.1)
            self.tail.weight.mul_(0.1)
            nn.init.zeros_(self.tail.bias)  # pyright: ignore[reportArgumentType] (it has one)

    def versions(self, lightness: Tensor, facts: Tensor) -> Tensor:
        """(B, VERSIONS, 2, H, W), in COLOUR."""
        return self.believed(lightness, facts)[1]

    def believed(self, lightness: Tensor, facts: Tensor, count: int = VERSIONS) -> tuple[Tensor, Tensor]:
        """(B, VERSIONS, CLASSES, H/4, W/4): logits of what colours it may be, and the first `count` versions."""
        current, known = lightness.expand(-1, 3, -1, -1) * 2 - 1, _centred(facts)
        seen: list[Tensor] = []
        for stage_of, told in zip(self.stages, self.told, strict=True):
            known = _halved(known)
            seen.append(stage_of(pixel_unshuffle(current, 2)) + told(known))
            current = seen[-1]
        features = self.bottom(seen.pop())
        for index in reversed(range(1, len(seen))):
            features = self._up(index, features, seen)
        beliefs = self.classes(features).unflatten(1, (VERSIONS, CLASSES))
        coarse = annealed(beliefs[:, :count].flatten(0, 1)).unflatten(0, (-1, count)).flatten(1, 2) / COLOUR
        fine = self.tail(self._up(0, features, seen))[:, : 2 * count].float()
        return beliefs, _enlarged(_enlarged(coarse) + fine).unflatten(1, (count, 2))

    def _up(self, index: int, features: Tensor, seen: list[Tensor]) -> Tensor:
        decoded: Tensor = self.decoders[index](pixel_shuffle(self.ups[index](features), 2) + seen[index])
        return decoded

    def coloured(self, planes: Tensor) -> Tensor:
        """(B, 3 + TOLD, H, W), sRGB in 0 to 1 of which only the luminance counts, to (B, 3, H, W), in the versions' shares."""
        shares = planes[:, 3 + FACTS : 3 + TOLD].unsqueeze(2)
        lightness = to_lab(planes[:, :3])[:, :1]
        colours = (self.versions(lightness / LIGHTNESS, planes[:, 3 : 3 + FACTS]).float() * shares).sum(dim=1)
        return from_lab(torch.cat([lightness, colours * COLOUR], dim=1))

    def all_coloured(self, pictures: Tensor, facts: Tensor) -> list[Tensor]:
        """Every version of (B, 3, H, W), at the cost of one."""
        return self.coloured_and_believed(pictures, facts)[0]

    def coloured_and_believed(self, pictures: Tensor, facts: Tensor, count: int = VERSIONS) -> tuple[list[Tensor], Tensor]:
        """The first `count` versions, and the logits (B, VERSIONS, CLASSES, H/4, W/4) of all."""
        lightness = to_lab(pictures)[:, :1]
        beliefs, colours = self.believed(lightness / LIGHTNESS, facts, count)
        return [from_lab(torch.cat([lightness, one.float() * COLOUR], dim=1)) for one in colours.unbind(1)], beliefs


def facts_without_hints(pictures: Tensor, colourfulness: Tensor | float = USUAL) -> Tensor:
    """(B, FACTS, H, W): no hints, and how colourful each picture (B, 3, H, W) is to be; 1 for VIVID."""
    facts = torch.zeros_like(pictures[:, :1]).repeat(1, FACTS, 1, 1)
    facts[:, :2] = 0.5
    facts[:, 3:] = colourfulness.view(-1, 1, 1, 1) if isinstance(colourfulness, Tensor) else colourfulness
    return facts


def with_facts(pictures: Tensor, facts: Tensor, version: int = 0) -> Tensor:
    """(B, 3 + TOLD, H, W): what `coloured` sees."""
    shares = torch.zeros_like(pictures[:, :1]).repeat(1, VERSIONS, 1, 1)
    shares[:, version] = 1
    return torch.cat([pictures, facts, shares], dim=1)


def _fed(widths: Sequence[int]) -> list[int]:
    """Planes that each stage is fed: those of the one before, four pixels together."""
    return [3 * 4, *(width * 4 for width in widths[:-1])]


def _enlarged(planes: Tensor) -> Tensor:
    return interpolate(planes, scale_factor=2, mode="bilinear", align_corners=False)


def _centred(facts: Tensor) -> Tensor:
    """Facts around 0, with nothing where there is no hint."""
    colour, known, colourful = facts.split([2, 1, 1], dim=1)
    return torch.cat([(colour - 0.5) * 2 * known, known, colourful - USUAL], dim=1)


def _halved(facts: Tensor) -> Tensor:
    """At half the size; a hint stays as strong as it was, though little of its surroundings is hinted at."""
    mean = avg_pool2d(facts, 2)
    known = mean[:, 2:3]
    there = (known > 0).to(mean)
    return torch.cat([mean[:, :2] / known.clamp_min(1e-3) * there, there, mean[:, 3:]], dim=1)
