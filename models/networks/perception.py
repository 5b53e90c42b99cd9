"""A perceptual network of our own: it has learnt to see pictures as a recognition network sees them.

Four stages, each at half the size of the one before, and for every layer of the teacher a look at the stage of that size. It is
distilled (Hinton et al. 2015; for features: Romero et al. 2015) from SqueezeNet 1.0, so that losses on features need no
weights but ours.
"""

from typing import Annotated

from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import pixel_unshuffle, relu

from models.network import NetworkDesign

TAUGHT = {
    "conv1": (0, 96), "fire2": (1, 128), "fire3": (1, 128), "fire4": (1, 256),
    "fire5": (2, 256), "fire6": (2, 384), "fire7": (2, 384), "fire8": (2, 512),
}  # fmt: skip
"""For each layer of SqueezeNet 1.0: the stage that imitates it, and its channels."""


class Perception(NetworkDesign, tag="perception", frozen=True):
    """Sees RGB, and gives no picture: its `features` are those of the teacher's layers, roughly."""

    widths: Annotated[tuple[int, int, int], Meta(title="Channels at 1/2, 1/4, 1/8")] = (32, 64, 128)
    layers: tuple[str, ...] = ("conv1", "fire2", "fire3", "fire4", "fire6", "fire8")

    def __post_init__(self) -> None:
        if unknown := set(self.layers) - TAUGHT.keys():
            raise ValueError(f"layers must be some of {', '.join(TAUGHT)}; not {', '.join(sorted(unknown))}")

    @property
    def planes(self) -> int:
        return 3

    @property
    def multiple_of(self) -> int:
        return 8

    @property
    def paints(self) -> bool:
        return False

    def build(self) -> nn.Module:
        return PerceptionNetwork(self.widths, self.layers)


class PerceptionNetwork(nn.Module):
    def __init__(self, widths: tuple[int, int, int], layers: tuple[str, ...]) -> None:
        super().__init__()
        self.layers = layers
        fed = (12, widths[0] * 4, widths[1] * 4)
        self.stages = nn.ModuleList(stage(before, width) for before, width in zip(fed, widths, strict=True))
        self.heads = nn.ModuleDict({name: nn.Conv2d(widths[TAUGHT[name][0]], TAUGHT[name][1], 1) for name in layers})

    def features(self, pictures: Tensor) -> dict[str, Tensor]:
        """(B, 3, H, W), 0 to 1, to the features of each layer by its name, from 0 up, at 1/2, 1/4 or 1/8 of the size."""
        seen: list[Tensor] = []
        current = pictures * 2 - 1
        for one in self.stages:
            height, width = (side // 2 * 2 for side in current.shape[-2:])
            seen.append(one(pixel_unshuffle(current[..., :height, :width], 2)))
            current = seen[-1]
        return {name: relu(head(seen[TAUGHT[name][0]])) for name, head in self.heads.items()}


def stage(planes: int, width: int) -> nn.Module:
    """One stage of the trunk: (B, planes, H, W) to (B, width, H, W)."""
    return nn.Sequential(
        nn.Conv2d(planes, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, width, 3, padding=1), nn.ReLU(),
        nn.Conv2d(width, width, 3, padding=1), nn.ReLU(),
    )  # fmt: skip
