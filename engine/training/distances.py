"""How alike pictures are, for held-out scores: tensors (B, 3, H, W), 0 to 1, in; one number out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from skimage.metrics import structural_similarity
from torch import Tensor
from torch.nn.functional import avg_pool2d, unfold

from models.losses.sliced_wasserstein import sliced_distance, unit_vectors

PATCH = 7  # pixels
LEVELS = 3  # each half the size of the one before
DIRECTIONS = 128
EYE = (0.299, 0.587, 0.114)


@torch.inference_mode()
def psnr(found: Tensor, wanted: Tensor) -> float:
    """Mean over the batch, in dB."""
    error = (found.clamp(0, 1) - wanted.clamp(0, 1)).square().mean(dim=(1, 2, 3)).clamp_min(1e-10)
    return float((-10 * error.log10()).mean())


@torch.inference_mode()
def luminance_likeness(found: Tensor, wanted: Tensor) -> float:
    """Mean SSIM (Wang et al. 2004) of the luminance: how much of the content is still there."""
    total = 0.0
    for one, other in zip(_luminance(found), _luminance(wanted), strict=True):
        likeness: Any = structural_similarity(
            one.cpu().numpy(),
            other.cpu().numpy(),
            data_range=1.0,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
        )
        total += float(likeness)
    return total / len(found)


@torch.inference_mode()
def texture_distance(found: Tensor, wanted: Tensor) -> float:
    """How differently two sets of pictures are painted, whatever they show: 0 alike, about 1 quite different.

    The sliced Wasserstein distance between their small patches, at three sizes, in the manner of Karras et al. 2018
    (section 5).
    """
    levels: list[float] = []
    found, wanted = found.clamp(0, 1).float(), wanted.clamp(0, 1).float()
    directions = unit_vectors(DIRECTIONS, 3 * PATCH * PATCH, seed=0).to(found.device)
    while len(levels) < LEVELS and min(found.shape[-2:]) >= PATCH:  # very small pictures have fewer sizes
        one, other = (_patches(pictures) for pictures in (found, wanted))
        levels.append(float(sliced_distance(one, other, directions).sqrt()))
        found, wanted = avg_pool2d(found, 2), avg_pool2d(wanted, 2)
    return sum(levels) / len(levels)


@torch.inference_mode()
def diversity(found: Tensor, wanted: Tensor) -> float:
    """How much pictures differ from each other, as a share of how much others do: 0 where all have become the same.

    1 where there is nothing to lose: the others are all the same too.
    """
    usual = _difference(wanted)
    return _difference(found) / usual if usual > 1e-6 else 1.0


def feature_distances(found: Sequence[Tensor], wanted: Sequence[Tensor]) -> Tensor:
    """(B,): the squared distance of features, (B, C, h, w) for each layer, relative to those wanted; the mean over layers."""
    layers = [
        (one - other).square().mean(dim=(1, 2, 3)) / other.square().mean(dim=(1, 2, 3)).clamp_min(1e-8)
        for one, other in zip(found, wanted, strict=True)
    ]
    return torch.stack(layers).mean(dim=0)


def _difference(pictures: Tensor) -> float:
    """Mean distance of neighbours in the batch, coarse shapes and fine ones alike."""
    pictures = pictures.float().clamp(0, 1)
    difference = pictures - pictures.roll(1, dims=0)
    scales = [size for size in (1, 4, 16) if size <= min(pictures.shape[-2:])]
    return sum(avg_pool2d(difference, size).square().mean().sqrt().item() for size in scales) / len(scales)


def _patches(pictures: Tensor) -> Tensor:
    """(1, 3 * PATCH * PATCH, patches, 1): all of them, from all pictures."""
    patches = unfold(pictures, PATCH, stride=PATCH // 2)  # (B, C, patches)
    return patches.transpose(0, 1).flatten(1)[None, :, :, None]


def _luminance(pictures: Tensor) -> Tensor:
    return (pictures.clamp(0, 1).float() * pictures.new_tensor(EYE).view(1, 3, 1, 1)).sum(dim=1)
