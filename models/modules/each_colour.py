"""A network for grey pictures, as one for pictures in colour."""

from torch import Tensor, nn


class EachColour(nn.Module):
    """A network for grey pictures, over red, green and blue."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pictures: Tensor) -> Tensor:  # (B, 3, H, W) -> (B, 3, h, w)
        count, colours, height, width = pictures.shape
        answer: Tensor = self.network(pictures.reshape(count * colours, 1, height, width))
        return answer.reshape(count, colours, *answer.shape[-2:])
