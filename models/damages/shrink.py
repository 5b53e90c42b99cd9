"""Shrinking: a picture that was once kept too small."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import interpolate

from models.damage import Damage, Range, uniform

SMALLER = ("area", "bilinear", "bicubic")
LARGER = ("nearest-exact", "bilinear", "bicubic", "bicubic")


class Shrink(Damage, tag="shrink", frozen=True):
    """Makes each picture smaller and as large again as it was, each time with a filter chosen at random."""

    factor: Annotated[Range, Meta(title="Factor", extra_json_schema={"least": 1})] = (1, 4)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        factors = uniform(self.factor, (len(pictures),), random)
        down = torch.randint(len(SMALLER), (len(pictures),), generator=random)
        up = torch.randint(len(LARGER), (len(pictures),), generator=random)
        return torch.cat(
            [
                _resized(picture, float(factor), SMALLER[int(smaller)], LARGER[int(larger)])
                for picture, factor, smaller, larger in zip(pictures.split(1), factors, down, up, strict=True)
            ]
        )


def _resized(picture: Tensor, factor: float, smaller: str, larger: str) -> Tensor:
    """(1, 3, H, W) made smaller by `factor`, and larger again."""
    size = [max(1, round(side / factor)) for side in picture.shape[-2:]]
    small = interpolate(picture, size, mode=smaller, antialias=smaller != "area")
    return interpolate(small, picture.shape[-2:], mode=larger)
