"""A U-Net discriminator with a spectral norm: judges every pixel, within its surroundings.

Judging pixels with a U-Net: Schönfeld et al. 2020. With bilinear enlarging and a spectral norm: Wang et al. 2021 (Real-ESRGAN).
"""

from typing import Annotated

from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import interpolate

from models.discriminator import Discriminator, Judge, activated, centred, convolution, of_class


class UNet(Discriminator, tag="unet", frozen=True):
    """One logit for each pixel. Slower than patches, by four times at the default widths; a task for GPUs."""

    width: Annotated[int, Meta(ge=1, title="Channels at full resolution")] = 32
    depth: Annotated[int, Meta(ge=1, le=6, title="Layers that halve the resolution")] = 3
    spectral_norm: Annotated[bool, Meta(title="Spectral norm")] = True

    def build(self) -> Judge:
        return _UNet(self)


class _UNet(Judge):
    def __init__(self, design: UNet) -> None:
        super().__init__()
        width, normed = design.width, design.spectral_norm
        levels = [width * 2**level for level in range(design.depth)]
        self.first = convolution(3, width, 3)
        self.downs = nn.ModuleList(convolution(fine, 2 * fine, 4, stride=2, normed=normed) for fine in levels)
        self.ups = nn.ModuleList(convolution(2 * fine, fine, 3, normed=normed) for fine in reversed(levels))
        self.tails = nn.ModuleList(convolution(width, width, 3, normed=normed) for _ in range(2))
        self.last = convolution(width, max(1, design.classes), 3)

    def features(self, pictures: Tensor, labels: Tensor | None = None) -> list[Tensor]:
        seen = [activated(self.first(centred(pictures)))]
        for down in self.downs:
            seen.append(activated(down(seen[-1])))
        for up, skip in zip(self.ups, seen[-2::-1], strict=True):
            enlarged = interpolate(seen[-1], size=skip.shape[-2:], mode="bilinear")
            seen.append(activated(up(enlarged)) + skip)
        for tail in self.tails:
            seen.append(activated(tail(seen[-1])))
        return [*seen, of_class(self.last(seen[-1]), labels)]
