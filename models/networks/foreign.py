"""A network of another program: spandrel builds it from its weights, which tell its shape."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta
from torch import Tensor, nn

from models.network import NetworkDesign


class Foreign(NetworkDesign, tag="foreign", frozen=True):
    """RGB to RGB, `factor` times as large along each side."""

    architecture: str = "Compact"
    """Its id in spandrel's registry."""

    factor: Annotated[int, Meta(ge=1, le=8)] = 4
    channels: Literal[1, 3] = 3
    """1: made for grey pictures; each colour is painted by itself."""

    grid: Annotated[int, Meta(ge=1)] = 1

    @property
    def planes(self) -> int:
        return 3

    @property
    def multiple_of(self) -> int:
        return self.grid

    @property
    def scale(self) -> int:
        return self.factor

    @property
    def restores(self) -> bool:
        return self.factor == 1

    @property
    def learns(self) -> bool:
        return False

    def with_weights(self, tensors: Mapping[str, Tensor]) -> nn.Module:
        from models.spandrel_door import opened

        network = opened(self.architecture, tensors)
        return EachColour(network) if self.channels == 1 else network


class EachColour(nn.Module):
    """A network for grey pictures, over red, green and blue."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pictures: Tensor) -> Tensor:  # (B, 3, H, W) -> (B, 3, h, w)
        count, colours, height, width = pictures.shape
        answer: Tensor = self.network(pictures.reshape(count * colours, 1, height, width))
        return answer.reshape(count, colours, *answer.shape[-2:])
