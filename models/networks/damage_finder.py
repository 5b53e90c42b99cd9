"""A network that finds what lies over a picture: scratches, hairs, dust, creases, tears, stains.

A U-Net (Ronneberger et al. 2015); see networks/residual_unet.py.
"""

from typing import Annotated

from msgspec import Meta
from torch import Tensor, nn

from models.network import ChannelsLast, NetworkDesign
from models.unet_trunk import UNetTrunk

RARE = -2.0  # the logit of what is not known yet: most of a picture is whole (Lin et al. 2017, section 3.3)
CONTRAST = 4.0  # brings pictures to about the spread that layers are made for


class DamageFinder(NetworkDesign, tag="damage-finder", frozen=True):
    """RGB to how probable it is, for each pixel, that something covers it; (B, H, W, 1), 0 to 1."""

    widths: Annotated[tuple[int, ...], Meta(min_length=1)] = (32, 48, 96, 128)
    """Channels at 1/2, 1/4, 1/8, … of the resolution."""

    blocks: Annotated[tuple[int, ...], Meta(min_length=1)] = (1, 1, 1, 2)
    """Residual blocks at each of these, on the way down and again on the way up (once at the lowest)."""

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.blocks):
            raise ValueError("widths and blocks must have the same length")

    @property
    def planes(self) -> int:
        return 3

    @property
    def memory(self) -> int:
        return 17 * self.widths[0] // 4

    @property
    def multiple_of(self) -> int:
        return 2 ** len(self.widths)

    @property
    def paints(self) -> bool:
        return False

    @property
    def runs(self) -> bool:
        return True

    def build(self) -> nn.Module:
        return _DamageFinder(self.planes, 1, self.widths, self.blocks)

    def answering(self, network: nn.Module) -> nn.Module:
        assert isinstance(network, _DamageFinder)
        return ChannelsLast(network, network.probability)


class _DamageFinder(UNetTrunk):
    def __init__(self, planes: int, answers: int, widths: tuple[int, ...], blocks: tuple[int, ...]) -> None:
        super().__init__(planes, answers, widths, blocks, norm=True)
        for name, weight in self.named_parameters():
            if name.startswith(("head", "downs", "ups")) and weight.ndim == 4:
                nn.init.kaiming_normal_(weight, nonlinearity="linear")  # signals stay as strong as they come
            if name == "tail.bias":
                nn.init.constant_(weight, RARE)

    def forward(self, pictures: Tensor) -> Tensor:  # (B, 3, H, W) -> (B, 1, H, W), logits
        return self.answer((pictures - 0.5) * CONTRAST)

    def probability(self, pictures: Tensor) -> Tensor:
        return self(pictures).sigmoid()
