"""Monochrome: a black and white photograph, or a colour one scanned in grey."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Damage


class Monochrome(Damage, tag="monochrome", frozen=True):
    """Mixes the channels into one, with weights from those of the eye to those of old emulsions, blind for red."""

    emulsion: Annotated[float, Meta(ge=0, le=1, title="Old emulsion", description="at most; 0: as the eye sees")] = 1.0

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        eye = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)
        emulsion = torch.tensor([0.1, 0.3, 0.6]).view(1, 3, 1, 1)
        mix = self.emulsion * torch.rand(len(pictures), 1, 1, 1, generator=random)
        luma = (pictures * (eye + (emulsion - eye) * mix)).sum(dim=1, keepdim=True)
        return luma.expand_as(pictures)
