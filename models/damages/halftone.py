"""Halftone: a picture from a book or newspaper is made of dots."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import avg_pool2d, interpolate

from models.damage import Damage, Range, uniform

INKS = (15, 75, 0)  # degrees between the screens of cyan, magenta and yellow, as printers set them
SOFT = 0.25  # of the tones: how soft the edge of a dot is
FINE = 2  # dots are drawn on so many times finer a grid, so that they have no jagged edges


class Halftone(Damage, tag="halftone", frozen=True):
    """Prints through a turned dot screen; on average the tones stay what they were.

    The dots are diamonds: their threshold is the mean of two triangle waves at right angles, spread evenly over 0 to 1.
    """

    period: Annotated[Range, Meta(title="Period", description="pixels from dot to dot", extra_json_schema={"least": 2})] = (
        3,
        6,
    )
    amplitude: Annotated[Range, Meta(title="Strength", description="1: nothing but ink and paper")] = (0.2, 1.0)
    colour: Annotated[float, Meta(ge=0, le=1, title="Inks with screens of their own", description="how often")] = 0.4

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, _, height, width = pictures.shape
        one = (count, 1, 1, 1)
        coloured = torch.rand(one, generator=random) < self.colour
        apart = torch.deg2rad(torch.tensor(INKS)).view(1, 3, 1, 1) * coloured
        angle = uniform((0, torch.pi / 2), one, random) + apart
        phase = torch.where(coloured, torch.rand(2, count, 3, 1, 1, generator=random), torch.rand(2, *one, generator=random))
        period = uniform(self.period, one, random)

        across, down = (angle.cos() / period).to(pictures), (angle.sin() / period).to(pictures)
        y = torch.arange(FINE * height, device=pictures.device).view(1, 1, -1, 1) / FINE
        x = torch.arange(FINE * width, device=pictures.device).view(1, 1, 1, -1) / FINE
        first, second = phase.to(pictures)
        mean = (_triangle(x * across + y * down + first) + _triangle(y * across - x * down + second)) / 2
        threshold = torch.where(mean < 0.5, 2 * mean**2, 1 - 2 * (1 - mean) ** 2)  # its own distribution makes it even
        level = interpolate(_level(pictures.clamp(0, 1)), scale_factor=FINE, mode="nearest")
        dots = avg_pool2d(((level - threshold) / SOFT + 0.5).clamp(0, 1), FINE)
        return torch.lerp(pictures, dots, uniform(self.amplitude, one, random).to(pictures))


def _triangle(turns: Tensor) -> Tensor:
    """0 to 1 and back in each turn."""
    return 2 * (turns - turns.round()).abs()


def _level(tone: Tensor) -> Tensor:
    """Where a threshold must be passed for soft dots to have that tone on average; near black and white they overlap."""
    nearest = torch.minimum(tone, 1 - tone)
    level = torch.where(nearest < SOFT / 2, (2 * SOFT * nearest).sqrt() - SOFT / 2, nearest)
    return torch.where(tone < 0.5, level, 1 - level)
