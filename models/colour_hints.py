"""What a colouriser is told in training: how colourful the original is, and the colours of some points of it.

Points as in Zhang et al. 2017 (Real-time user-guided image colorization): mostly few or none, here and there many, each a small
square with the mean colour of its place.
"""

from typing import Annotated

import msgspec
import torch
from msgspec import Meta
from torch import Tensor

from models.colour_spaces import to_lab
from models.losses.colourfulness import colourfulness
from models.modules.colouriser import COLOUR, facts_without_hints
from models.networks.colour_style import VIVID

Side = Annotated[int, Meta(ge=1)]


class Hints(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How hints are drawn."""

    share: Annotated[float, Meta(ge=0, le=1, title="Share", description="of the pictures that have some")] = 0.5
    more: Annotated[float, Meta(ge=0, lt=1, title="One more", description="how often one more point follows")] = 0.85
    size: Annotated[tuple[Side, Side], Meta(title="Size", description="of the squares, pixels")] = (2, 8)

    def __post_init__(self) -> None:
        if self.size[0] > self.size[1]:
            raise ValueError("the smallest size of hints comes first")


@torch.no_grad()
def told(hints: Hints, original: Tensor, random: torch.Generator) -> Tensor:
    """(B, FACTS, H, W) for originals (B, 3, H, W)."""
    facts = facts_without_hints(original, (colourfulness(original) / VIVID).clamp(0, 1))
    colours = to_lab(original)[:, 1:] / COLOUR / 2 + 0.5
    height, width = original.shape[-2:]
    for index in range(len(original)):
        if float(torch.rand((), generator=random)) >= hints.share:
            continue
        while True:
            side = int(torch.randint(hints.size[0], hints.size[1] + 1, (), generator=random))
            top = int(torch.randint(max(1, height - side + 1), (), generator=random))
            left = int(torch.randint(max(1, width - side + 1), (), generator=random))
            place = (slice(top, top + side), slice(left, left + side))
            facts[index, :2, *place] = colours[index, :, *place].mean(dim=(1, 2), keepdim=True)
            facts[index, 2, *place] = 1
            if float(torch.rand((), generator=random)) >= hints.more:
                break
    return facts
