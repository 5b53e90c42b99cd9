"""The module of a restyler: see networks/restyler.py."""

from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, pixel_shuffle, pixel_unshuffle

from models.modules.unet import UNetTrunk


class RestylingUNet(UNetTrunk):
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
