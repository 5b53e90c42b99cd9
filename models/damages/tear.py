"""Tears: a corner or an edge of the print is gone."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor

from models.damage import Covers, Range, uniform
from models.film_shapes import lines, wavering


class Tear(Covers, tag="tear", frozen=True):
    """Tears off a corner or an edge: the paper's white core shows ragged at the torn edge, then a thin shadow, then nothing.

    Nothing is the white lid of the scanner.
    """

    size: Annotated[Range, Meta(title="Size", description="share of the shorter side that is gone, at most")] = (0.04, 0.3)
    core: Annotated[Range, Meta(title="White core", description="width of the bare paper, pixels")] = (1, 6)
    shadow: Annotated[Range, Meta(title="Shadow", description="opacity of the line at the torn edge")] = (0.1, 0.5)
    corner: Annotated[float, Meta(ge=0, le=1, title="A corner, not an edge", description="how often")] = 0.65

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        one = (len(pictures), 1, 1, 1)
        height, width = pictures.shape[-2:]
        side = min(height, width)
        corner = torch.rand(one, generator=random) < self.corner
        lean = torch.where(corner, torch.pi / 4 + uniform((-0.35, 0.35), one, random), uniform((-0.06, 0.06), one, random))
        angle = lean + torch.pi / 2 * torch.randint(4, one, generator=random)
        outermost = (angle.cos().abs() * (width - 1) + angle.sin().abs() * (height - 1)) / 2  # of the picture, that way
        size = uniform(self.size, one, random) * side
        along, beyond = lines(pictures, angle, outermost - size)
        for step in (0.2 * side, 0.07 * side, 0.02 * side + 1):  # bays, large and small, with slopes alike
            beyond = beyond + 0.15 * step * wavering(along, step, random)

        fibres = (1 + 0.4 * wavering(along, 7, random) + 0.3 * wavering(along, 2, random)).clamp(0.1, 2.5)
        edge = beyond - uniform(self.core, one, random).to(pictures) * fibres  # the paper ends here
        rough = 0.03 * torch.randn(len(pictures), 1, height, width, generator=random)
        core = uniform((0.85, 0.97), one, random) * torch.tensor([1, 0.99, 0.96]).view(1, 3, 1, 1) + rough
        torn = torch.lerp(pictures, core.clamp(0.7, 1).to(pictures), (beyond + 0.5).clamp(0, 1))
        cast = uniform(self.shadow, one, random).to(pictures) * torch.exp(-edge.clamp_min(0) / 1.2)
        lid = uniform((0.93, 1), one, random).to(pictures) * (1 - cast)
        return torch.lerp(torn, lid.expand_as(torn), (edge + 0.5).clamp(0, 1))
