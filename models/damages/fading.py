"""Fading: dyes bleach and paper yellows, differently in each channel and across the print."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import interpolate

from models.damage import Damage, Range, uniform


class Fading(Damage, tag="fading", frozen=True):
    """Bends each channel (gamma), flattens it (gain), lifts its black (lift), and bleaches some regions more."""

    gamma: Annotated[Range, Meta(title="Gamma")] = (0.7, 1.5)
    gain: Annotated[Range, Meta(title="Contrast left")] = (0.5, 1.0)
    lift: Annotated[Range, Meta(title="Lifted black")] = (0.0, 0.25)
    uneven: Annotated[Range, Meta(title="Uneven", description="share of paper white mixed in at most")] = (0.0, 0.35)
    paper: Annotated[Range, Meta(title="Paper white")] = (0.65, 0.9)
    common: Annotated[float, Meta(ge=0, le=1, title="Common to all channels")] = 0.4
    """0: every channel fades by itself; 1: all fade alike, without a cast."""

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count = len(pictures)
        width = min(self.common, 1 - self.common)
        common = self.common + uniform((-width, width), (count, 1, 1, 1), random)

        def each(limits: tuple[float, float]) -> Tensor:
            own, shared = uniform(limits, (count, 3, 1, 1), random), uniform(limits, (count, 1, 1, 1), random)
            return own + (shared - own) * common

        gamma, gain, lift = each(self.gamma), each(self.gain).clamp_min(0.1), each(self.lift)
        faded = pictures.clamp(0, 1) ** gamma * gain + lift
        field = torch.rand(count, 1, 3, 3, generator=random)
        field = interpolate(field, pictures.shape[-2:], mode="bicubic", align_corners=False)
        low, high = field.amin(dim=(2, 3), keepdim=True), field.amax(dim=(2, 3), keepdim=True)
        uneven = (field - low) / (high - low).clamp_min(1e-6) * uniform(self.uneven, (count, 1, 1, 1), random)
        return faded * (1 - uneven) + uniform(self.paper, (count, 1, 1, 1), random) * uneven
