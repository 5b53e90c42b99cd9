"""A photographer's mistakes: the camera moved, or was not focused."""

from typing import Annotated

import torch
from msgspec import Meta
from torch import Tensor
from torch.nn.functional import conv2d, pad

from models.damage import Damage, Range, uniform

RADIUS = 7


class MotionBlur(Damage, tag="motion-blur", frozen=True):
    """Convolves with a straight line, turned at random: the path of a camera that moved."""

    length: Annotated[
        Range,
        Meta(title="Length", description=f"pixels, at most {2 * RADIUS}", extra_json_schema={"least": 1, "most": 2 * RADIUS}),
    ] = (1, 10)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        length = uniform(self.length, (len(pictures), 1, 1), random)
        angle = uniform((0, torch.pi), (len(pictures), 1, 1), random)
        y, x = _grid()
        along, across = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
        return _convolved(pictures, ((length + 1) / 2 - along.abs()).clamp(0, 1) * (1 - across.abs()).clamp(0, 1))


class Defocus(Damage, tag="defocus", frozen=True):
    """Convolves with a disc: the image of a point that lies out of focus."""

    radius: Annotated[
        Range, Meta(title="Radius", description=f"pixels, at most {RADIUS}", extra_json_schema={"most": RADIUS})
    ] = (0.5, 4)

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        radius = uniform(self.radius, (len(pictures), 1, 1), random)
        return _convolved(pictures, (radius + 0.5 - torch.hypot(*_grid())).clamp(0, 1))


def _grid() -> tuple[Tensor, Tensor]:
    steps = torch.arange(-RADIUS, RADIUS + 1.0)
    y, x = torch.meshgrid(steps, steps, indexing="ij")
    return y, x


def _convolved(pictures: Tensor, kernels: Tensor) -> Tensor:
    """Each picture with its own kernel, (B, K, K), whose sum does not matter."""
    kernels = kernels / kernels.sum(dim=(1, 2), keepdim=True)
    # One group for each picture; its channels are a batch, so that they share the kernel.
    channels = pad(pictures.transpose(0, 1), (RADIUS,) * 4, mode="reflect")
    return conv2d(channels, kernels[:, None].to(pictures), groups=len(pictures)).transpose(0, 1)
