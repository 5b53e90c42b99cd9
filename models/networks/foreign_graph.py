"""A network of another program as an ONNX graph, with its weights in it: onnxruntime runs it as it is."""

from typing import Annotated, Literal

from msgspec import Meta

from models.network import NetworkDesign


class ForeignGraph(NetworkDesign, tag="foreign-graph", frozen=True):
    """RGB to RGB, `factor` times as large along each side; inside, (B, channels, H, W) in 0 to 1."""

    factor: Annotated[int, Meta(ge=1, le=8)] = 4
    channels: Literal[1, 3] = 3
    """1: made for grey pictures; each colour is painted by itself."""

    grid: Annotated[int, Meta(ge=1)] = 1
    half: bool = False
    """Whether its numbers have 16 bits."""

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

    @property
    def is_graph(self) -> bool:
        return True
