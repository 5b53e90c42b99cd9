"""Toning: sepia baths and yellowed paper draw all colours towards one warm tone."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Damage, Range, uniform

EYE = (0.299, 0.587, 0.114)


class Toning(Damage, tag="toning", frozen=True):
    """Mixes the picture with its luma in a warm tint: a little is yellowing, all of it is sepia."""

    amount: Annotated[Range, Meta(title="Amount")] = (0.2, 1.0)
    green: Annotated[Range, Meta(title="Green of the tint", description="red is 1")] = (0.82, 0.97)
    blue: Annotated[Range, Meta(title="Blue of the tint", description="red is 1")] = (0.55, 0.88)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count = len(pictures)
        luma = (pictures * torch.tensor(EYE).view(1, 3, 1, 1)).sum(dim=1, keepdim=True)
        green, blue = uniform(self.green, (count, 1, 1, 1), random), uniform(self.blue, (count, 1, 1, 1), random)
        tint = torch.cat([torch.ones_like(green), green, blue], dim=1)
        amount = uniform(self.amount, (count, 1, 1, 1), random)
        return pictures * (1 - amount) + luma * tint * amount
