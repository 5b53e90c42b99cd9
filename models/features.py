"""The features of a recognition network: what it makes of a picture on its way to a name for it.

The network is SqueezeNet 1.0 (Iandola et al. 2016), trained on ImageNet; its weights are an input of training (a
safetensors file with the tensors `conv1.weight`, `fire2.squeeze1x1.weight`, …) and not part of this program.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import max_pool2d, relu

from models.modules.perception import PerceptionNetwork
from models.package import read_package

MEAN = (123.0, 117.0, 104.0)  # of ImageNet, in 8-bit levels, RGB
OWN = Path(__file__).parent / "bundled" / "perception"
FIRES = tuple(f"fire{number}" for number in range(2, 10))
POOLED_AFTER = ("conv1", "fire4", "fire8")


def feature_network(weights: str, layers: Sequence[str]) -> nn.Module:
    """A network whose `forward` takes (B, 3, H, W) in 0 to 1, at least 32 x 32, to the features after each of `layers`.

    The features are a list of (B, C, h, w), from 0 up, in the order of `layers`. Without weights it is our own network, which
    has learnt to see as that one does. Raises ValueError for layers that the network has not.
    """
    if not weights and not OWN.exists():
        raise ValueError("there is no perceptual network of our own yet: name a safetensors file of SqueezeNet's in `weights`")
    if not weights:
        return _Own(tuple(layers))
    unknown = [layer for layer in layers if layer not in ("conv1", *FIRES)]
    if unknown or not layers:
        raise ValueError(f"layers must be some of conv1, {', '.join(FIRES)}; not {', '.join(unknown) or 'none'}")
    return _SqueezeNet(load_file(Path(weights)), tuple(layers))


class _Own(nn.Module):
    """The bundled network of our own (models/networks/perception.py)."""

    def __init__(self, layers: tuple[str, ...]) -> None:
        super().__init__()
        network = read_package(OWN).network()
        assert isinstance(network, PerceptionNetwork)
        self.network = network
        unknown = [layer for layer in layers if layer not in network.layers]
        if unknown or not layers:
            raise ValueError(f"layers must be some of {', '.join(network.layers)}; not {', '.join(unknown) or 'none'}")
        self.layers = layers
        self.requires_grad_(False)

    def forward(self, pictures: Tensor) -> list[Tensor]:
        found = self.network.features(pictures)
        return [found[layer] for layer in self.layers]


class _SqueezeNet(nn.Module):
    def __init__(self, tensors: dict[str, Tensor], layers: tuple[str, ...]) -> None:
        super().__init__()
        self.layers = layers
        last = max(FIRES.index(layer) if layer in FIRES else -1 for layer in layers)
        self.conv1 = _convolution(tensors, "conv1", stride=2)
        self.fires = nn.ModuleDict({name: _Fire(tensors, name) for name in FIRES[: last + 1]})
        self.mean: Tensor
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1))
        self.requires_grad_(False)

    def forward(self, pictures: Tensor) -> list[Tensor]:
        features = relu(self.conv1(pictures * 255 - self.mean))
        kept = {"conv1": features}
        features = max_pool2d(features, 3, 2, ceil_mode=True)
        for name, fire in self.fires.items():
            features = kept[name] = fire(features)
            if name in POOLED_AFTER:
                features = max_pool2d(features, 3, 2, ceil_mode=True)
        return [kept[layer] for layer in self.layers]


class _Fire(nn.Module):
    def __init__(self, tensors: dict[str, Tensor], name: str) -> None:
        super().__init__()
        self.squeeze = _convolution(tensors, f"{name}.squeeze1x1")
        self.expand1 = _convolution(tensors, f"{name}.expand1x1")
        self.expand3 = _convolution(tensors, f"{name}.expand3x3", padding=1)

    def forward(self, features: Tensor) -> Tensor:
        squeezed = relu(self.squeeze(features))
        return torch.cat([relu(self.expand1(squeezed)), relu(self.expand3(squeezed))], dim=1)


def _convolution(tensors: dict[str, Tensor], name: str, stride: int = 1, padding: int = 0) -> nn.Conv2d:
    weight, bias = tensors[f"{name}.weight"], tensors[f"{name}.bias"]
    layer = nn.Conv2d(weight.shape[1], weight.shape[0], int(weight.shape[2]), stride, padding)
    layer.load_state_dict({"weight": weight, "bias": bias})
    return layer
