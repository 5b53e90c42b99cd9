"""The perceptual loss (Johnson et al. 2016): distance between the features of a network that knows pictures.

The features are those of SqueezeNet 1.0 (Iandola et al. 2016), trained on ImageNet; its weights are an input of training
(a safetensors file with the tensors `conv1`, `fire2.squeeze1x1`, …) and not part of this program. Distances are relative,
so that the weight means the same for every layer.
"""

from pathlib import Path
from typing import Annotated

import torch
from msgspec import Meta
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import max_pool2d, relu

from models.loss import Loss, LossFunction

MEAN = (123.0, 117.0, 104.0)  # of ImageNet, in 8-bit levels, RGB
POOLED_AFTER = ("conv1", "fire4", "fire8")


class Perceptual(Loss, tag="perceptual", frozen=True):
    """Compares what a recognition network sees: texture and structure, rather than single pixels."""

    weights: Annotated[str, Meta(title="SqueezeNet weights", description="a safetensors file")] = ""
    layers: tuple[str, ...] = ("fire2", "fire4", "fire8")

    def build(self, device: torch.device) -> LossFunction:
        network = SqueezeNetFeatures(Path(self.weights), self.layers).to(device)

        def perceptual(restored: Tensor, original: Tensor) -> Tensor:
            with torch.no_grad():
                wanted = network(original)
            terms = [
                (found - target).square().mean() / target.square().mean().clamp_min(1e-8)
                for found, target in zip(network(restored), wanted, strict=True)
            ]
            return torch.stack(terms).mean()

        return perceptual


class SqueezeNetFeatures(nn.Module):
    """The features after each of `layers`; input (B, 3, H, W) in 0 to 1, at least 32 x 32."""

    def __init__(self, weights: Path, layers: tuple[str, ...]) -> None:
        super().__init__()
        self.layers = layers
        tensors = load_file(weights)
        fires = [f"fire{number}" for number in range(2, 10)]
        unknown = set(layers) - {"conv1", *fires}
        if unknown or not layers:
            raise ValueError(f"layers must be some of conv1, {', '.join(fires)}; not {sorted(unknown)}")
        last = max((fires.index(layer) for layer in layers if layer != "conv1"), default=-1)
        self.conv1 = _convolution(tensors, "conv1", stride=2)
        self.fires = nn.ModuleDict({name: _Fire(tensors, name) for name in fires[: last + 1]})
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
