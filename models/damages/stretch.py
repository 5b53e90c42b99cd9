"""Stretching: what levelling a faded scan does to it, noise and JPEG blocks included."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Damage, Range, uniform


class Stretch(Damage, tag="stretch", frozen=True):
    """Raises the contrast of each channel around a mid tone."""

    gain: Annotated[Range, Meta(title="Gain", extra_json_schema={"least": 1})] = (1.0, 1.8)
    pivot: Annotated[Range, Meta(title="Tone that stays")] = (0.35, 0.65)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count = len(pictures)
        own, shared = uniform(self.gain, (count, 3, 1, 1), random), uniform(self.gain, (count, 1, 1, 1), random)
        pivot = uniform(self.pivot, (count, 1, 1, 1), random)
        return (pictures - pivot) * (0.3 * own + 0.7 * shared) + pivot
