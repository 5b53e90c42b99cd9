"""A discriminator: a network that learns to tell real pictures from those of a generator."""

from typing import Annotated

import msgspec
import torch
from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import leaky_relu
from torch.nn.utils.parametrizations import spectral_norm

LEAK = 0.2


class Judge(nn.Module):
    """What a discriminator design builds."""

    def features(self, pictures: Tensor, labels: Tensor | None = None) -> list[Tensor]:
        """Every layer's answer to (B, 3, H, W), each (B, C, h, w), for feature matching; the raw logits (B, 1, h, w) last."""
        raise NotImplementedError

    def forward(self, pictures: Tensor, labels: Tensor | None = None) -> Tensor:
        """The raw logits (B, 1, h, w); `labels` (B,), int64, says of which class each picture should be, if there are any."""
        return self.features(pictures, labels)[-1]


class Discriminator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of a discriminator; `build` makes it, with random weights.

    There is no batch norm in any: penalties need each picture judged alone.
    """

    classes: Annotated[int, Meta(ge=0, title="Classes", description="0: all pictures are of one kind")] = 0
    """With classes, each has its own logits on a common trunk (Choi et al. 2020, StarGAN v2)."""

    def build(self) -> Judge:
        raise NotImplementedError


def centred(pictures: Tensor) -> Tensor:
    """0 to 1 becomes -1 to 1, which a network without norms learns from about twice as fast; padding is then grey."""
    return pictures * 2 - 1


def of_class(logits: Tensor, labels: Tensor | None) -> Tensor:
    """(B, classes, h, w) to (B, 1, h, w): for each picture, the logits of its class."""
    if labels is not None:
        return logits[torch.arange(len(logits), device=logits.device), labels].unsqueeze(1)
    if logits.shape[1] > 1:
        raise ValueError(f"this discriminator knows {logits.shape[1]} classes, and must be told which one is meant")
    return logits


def convolution(planes: int, width: int, size: int, stride: int = 1, normed: bool = False) -> nn.Module:
    """A convolution that keeps the size of activations (He et al. 2015), or never enlarges them (Miyato et al. 2018)."""
    made = nn.Conv2d(planes, width, size, stride, padding=1)
    nn.init.kaiming_normal_(made.weight, a=LEAK)
    if made.bias is not None:
        nn.init.zeros_(made.bias)
    return spectral_norm(made) if normed else made


def activated(features: Tensor) -> Tensor:
    return leaky_relu(features, LEAK)
