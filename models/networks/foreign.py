"""A network of another program: spandrel builds it from its weights, which tell its shape."""

from collections.abc import Mapping

from torch import Tensor, nn

from models.foreign_network import ForeignNetwork


class Foreign(ForeignNetwork, tag="foreign", frozen=True):
    """Of an architecture that spandrel knows."""

    architecture: str = "Compact"
    """Its id in spandrel's registry."""

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
