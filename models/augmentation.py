"""Augmentation for a discriminator that has few real pictures: both real and fake are changed before it sees them.

How often adapts to how far it has learnt the pictures by heart: Karras et al. 2020 (ADA). Changes through which the
generator still gets a gradient: Zhao et al. 2020 (DiffAugment).
"""

import torch
from torch import Tensor
from torch.nn.functional import pad

MOST = 0.8  # changes that are more frequent begin to be painted by the generator (Karras et al. 2020, figure 4)
GREY = 0.5  # what is moved in from outside, or cut out


def augmented(pictures: Tensor, probability: float, random: torch.Generator) -> Tensor:
    """(B, 3, H, W) of about 0 to 1, each changed in every way with this probability; the values may leave the range a little.

    Differentiable, also twice. The same generator state gives the same changes, and also the same for other pictures of
    that shape; with probability 0 nothing is changed.
    """
    if probability <= 0:
        return pictures
    for change in (_mirrored, _turned, _brightness, _saturation, _contrast, _moved, _cut):
        chosen = _draw(pictures, random) < probability
        pictures = torch.where(chosen, change(pictures, random), pictures)
    return pictures


def adapted(probability: float, sign: float, pictures: int, target: float = 0.6, ramp: int = 100_000) -> float:
    """The next probability, 0 to 0.8, after a step on so many real pictures.

    `sign` is a running mean of the sign of the logits for real pictures, -1 to 1. Above the target the discriminator knows
    them by heart. From never to always takes `ramp` pictures: the paper's 500 000 for long runs, 100 000 for short ones.
    """
    step = pictures / ramp if sign > target else -pictures / ramp
    return min(MOST, max(0.0, probability + step))


def _mirrored(pictures: Tensor, random: torch.Generator) -> Tensor:
    return torch.where(_draw(pictures, random) < 0.5, pictures.flip(-1), pictures)


def _turned(pictures: Tensor, random: torch.Generator) -> Tensor:
    return torch.where(_draw(pictures, random) < 0.5, pictures.flip(-2), pictures)


def _brightness(pictures: Tensor, random: torch.Generator) -> Tensor:
    return pictures + (_draw(pictures, random) - 0.5) / 2


def _saturation(pictures: Tensor, random: torch.Generator) -> Tensor:
    grey = pictures.mean(dim=1, keepdim=True)
    return grey + (pictures - grey) * 2 * _draw(pictures, random)


def _contrast(pictures: Tensor, random: torch.Generator) -> Tensor:
    mean = pictures.mean(dim=(1, 2, 3), keepdim=True)
    return mean + (pictures - mean) * (0.5 + _draw(pictures, random))


def _moved(pictures: Tensor, random: torch.Generator) -> Tensor:
    """By up to an eighth of the picture."""
    height, width = pictures.shape[-2:]
    edged = pad(pictures, (1, 1, 1, 1), value=GREY)
    down = ((_draw(pictures, random) - 0.5) * (height // 4)).round().long()
    across = ((_draw(pictures, random) - 0.5) * (width // 4)).round().long()
    rows = torch.arange(height, device=pictures.device).view(1, 1, -1, 1) + 1 + down
    columns = torch.arange(width, device=pictures.device).view(1, 1, 1, -1) + 1 + across
    edged = torch.take_along_dim(edged, rows.clamp(0, height + 1), dim=2)
    return torch.take_along_dim(edged, columns.clamp(0, width + 1), dim=3)


def _cut(pictures: Tensor, random: torch.Generator) -> Tensor:
    """A rectangle of half the height and width is missing; part of it may be outside."""
    height, width = pictures.shape[-2:]
    rows = torch.arange(height, device=pictures.device).view(1, 1, -1, 1) + 0.5
    columns = torch.arange(width, device=pictures.device).view(1, 1, 1, -1) + 0.5
    inside = (rows - _draw(pictures, random) * height).abs() < height / 4
    inside = inside & ((columns - _draw(pictures, random) * width).abs() < width / 4)
    return torch.where(inside, GREY, pictures)


def _draw(pictures: Tensor, random: torch.Generator) -> Tensor:
    """(B, 1, 1, 1), uniform in 0 to 1: a number for each picture."""
    return torch.rand((len(pictures), 1, 1, 1), generator=random, device=random.device).to(pictures.device)
