"""The restorer with style codes: one network that restores, and paints what it restores where a code asks for it.

Each level's features are scaled and shifted by the code (conditional norms without the norm; Dumoulin et al. 2017, Perez et al.
2018). Without a code nothing is: then it is the restorer.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, pixel_shuffle, pixel_unshuffle

from models.network import NetworkDesign
from models.networks.residual_net import codes
from models.networks.residual_unet import ResidualUNet
from models.unet_trunk import UNetTrunk

LEVEL = 0.05  # of noise, where the network is measured


class Restyler(NetworkDesign, tag="restyler", frozen=True):
    """Restores RGB as a residual-unet does, told the noise level by a fourth plane; then the weights of styles, 0 to 1."""

    widths: Annotated[tuple[int, ...], Meta(min_length=1)] = (32, 64, 128)
    blocks: Annotated[tuple[int, ...], Meta(min_length=1)] = (1, 2, 3)
    styles: Annotated[int, Meta(ge=1)] = 1

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.blocks):
            raise ValueError("widths and blocks must have the same length")

    @property
    def restorer(self) -> ResidualUNet:
        """What it is without a code."""
        return ResidualUNet(widths=self.widths, blocks=self.blocks)

    @property
    def planes(self) -> int:
        return 4 + self.styles

    @property
    def conditions(self) -> tuple[tuple[float, ...], ...]:
        return tuple((LEVEL, *code) for code in codes(self.styles))

    @property
    def multiple_of(self) -> int:
        return 2 ** len(self.widths)

    def build(self) -> nn.Module:
        return _Restyler(self.widths, self.blocks, self.styles)

    def grown(self, smaller: NetworkDesign, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """From a restorer of the same shape: answers as it does, whatever the code, until codes have learnt something."""
        if smaller != self.restorer:
            return super().grown(smaller, tensors)
        return {**self.build().state_dict(), **tensors}


class _Restyler(UNetTrunk):
    def __init__(self, widths: tuple[int, ...], blocks: tuple[int, ...], styles: int) -> None:
        super().__init__(4, 3, widths, blocks)
        self.down_codes = nn.ModuleList(_Code(styles, width) for width in widths)
        self.up_codes = nn.ModuleList(_Code(styles, width) for width in widths[:-1])

    def forward(self, planes: Tensor) -> Tensor:  # (B, 4 + styles, H, W) -> (B, 3, H, W)
        damaged, code = planes[:, :4], planes[:, 4:]
        at = [avg_pool2d(code, 2 ** (level + 1)) for level in range(len(self.down_codes))]
        features = self.head(pixel_unshuffle(damaged, 2))
        seen: list[Tensor] = []
        for level, (encoder, coded) in enumerate(zip(self.encoders, self.down_codes, strict=True)):
            features = self.downs[level - 1](features) if level else features
            features = coded(encoder(features), at[level])
            seen.append(features)
        for level in reversed(range(len(self.downs))):
            features = self.decoders[level](pixel_shuffle(self.ups[level](features), 2) + seen[level])
            features = self.up_codes[level](features, at[level])
        return damaged[:, :3] + pixel_shuffle(self.tail(features), 2)


class _Code(nn.Module):
    """Scales and shifts features (B, width, h, w) by a code (B, styles, h, w); at first not at all."""

    def __init__(self, styles: int, width: int) -> None:
        super().__init__()
        self.style = nn.Conv2d(styles, width * 2, 1, bias=False)
        nn.init.zeros_(self.style.weight)

    def forward(self, features: Tensor, code: Tensor) -> Tensor:
        scale, shift = self.style(code).chunk(2, dim=1)
        return features * (1 + scale) + shift
