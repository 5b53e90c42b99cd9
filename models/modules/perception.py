"""The module of the perceptual network: see networks/perception.py."""

from torch import Tensor, nn
from torch.nn.functional import pixel_unshuffle, relu

from models.networks.perception import TAUGHT


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
