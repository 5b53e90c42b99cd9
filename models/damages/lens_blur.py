"""Lens blur: the picture was never quite sharp, a little more in one direction than in the other."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import conv2d, pad

from models.damage import Damage, Range, uniform

RADIUS = 7


class LensBlur(Damage, tag="lens-blur", frozen=True):
    """Convolves with an anisotropic Gaussian, turned at random."""

    sigma: Annotated[Range, Meta(title="Standard deviation", description="pixels, along each axis")] = (0.3, 1.8)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        count, channels, height, width = pictures.shape
        along, across = uniform(self.sigma, (2, count, 1, 1), random).clamp_min(1e-3)
        angle = uniform((0, torch.pi), (count, 1, 1), random)
        steps = torch.arange(-RADIUS, RADIUS + 1.0)
        y, x = torch.meshgrid(steps, steps, indexing="ij")
        u, v = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
        kernels = torch.exp(-((u / along) ** 2 + (v / across) ** 2) / 2)
        kernels = kernels / kernels.sum(dim=(1, 2), keepdim=True)
        # One group for each picture; its channels are a batch, so that they share the kernel.
        rows = pad(pictures.transpose(0, 1), (RADIUS,) * 4, mode="reflect")
        blurred = conv2d(rows, kernels[:, None].to(pictures), groups=count)
        return blurred.transpose(0, 1).reshape(count, channels, height, width)
