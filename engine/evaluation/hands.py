"""Hands: how near paintings come to the works of a style, and how much of the photograph is still there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from engine.evaluation.colours import colourfulness
from engine.evaluation.scores import ssim
from engine.sheets import Copy

if TYPE_CHECKING:
    from torch import Tensor, nn

SQUARE = 256  # pixels along the sides of what is compared
LAYERS = ("conv1", "fire2", "fire4", "fire6", "fire8")
DIRECTIONS = 128
EYE = (0.299, 0.587, 0.114)
NOTES = (
    "Distance: how differently two sets of pictures are spread, whatever they show: the sliced Wasserstein distance (Rabin et "
    "al. 2011; for style: Heitz et al. 2021) in standard deviations of the works, once of the features of the bundled "
    "perceptual network (mean over five layers), once of patches of 7 x 7 pixels at three sizes. The share is that of the "
    "untouched photographs' distance: 1 is as far from the works as photographs are, 0 is no difference. The stylist has "
    "learnt by sliced Wasserstein distances of features, so the first is in its favour; by patches it has not learnt.",
    f"Compared are squares of {SQUARE} pixels from the middle of every picture. Works are made 1.5 times as small before, as "
    "in the training. Works that the stylist has learnt from are in its favour too.",
    "Likeness: SSIM of the luminance (Wang et al. 2004), painting beside photograph, mean over the pictures. Colourfulness: "
    "Hasler & Süsstrunk 2003.",
)


class Nearness(NamedTuple):
    """To the works of a style; shares of what the untouched photographs have."""

    features: float
    patches: float
    likeness: float  # SSIM of the luminance, painting beside photograph
    colourfulness: float
    works_colourfulness: float


def nearness(photographs: Sequence[Copy], paintings: Sequence[Copy], works: Sequence[Copy]) -> Nearness:
    """RGB, uint8; paintings in the photographs' order and of their sizes. Works may have any size."""
    untouched, painted, wanted = (_squares(pictures) for pictures in (photographs, paintings, works))
    shares = [measure(painted, wanted) / measure(untouched, wanted) for measure in (_apart_in_features, _apart_in_patches)]
    return Nearness(
        *shares,
        likeness=float(np.mean([_likeness(*pair) for pair in zip(paintings, photographs, strict=True)])),
        colourfulness=float(np.mean([colourfulness(one) for one in paintings])),
        works_colourfulness=float(np.mean([colourfulness(one) for one in works])),
    )


def middle(picture: Copy) -> Copy:
    """The square of SQUARE pixels from the middle; of smaller pictures, made larger."""
    least = min(picture.shape[:2])
    if least < SQUARE:
        size = [max(SQUARE, round(side * SQUARE / least)) for side in picture.shape[1::-1]]
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    top, left = ((side - SQUARE) // 2 for side in picture.shape[:2])
    return picture[top : top + SQUARE, left : left + SQUARE]


def _likeness(painting: Copy, photograph: Copy) -> float:
    return ssim(*(picture @ np.array(EYE) / 255 for picture in (painting, photograph)))


def _squares(pictures: Sequence[Copy]) -> Tensor:  # (B, 3, SQUARE, SQUARE), 0 to 1
    import torch

    stacked = np.stack([middle(picture) for picture in pictures])
    return torch.from_numpy(np.ascontiguousarray(stacked.transpose(0, 3, 1, 2), np.float32) / np.float32(255))


def _apart_in_patches(found: Tensor, wanted: Tensor) -> float:
    from engine.training.distances import texture_distance

    return texture_distance(found, wanted)


def _apart_in_features(found: Tensor, wanted: Tensor) -> float:
    """The mean over LAYERS, each over all pictures together."""
    import torch

    from models.losses.sliced_wasserstein import sliced_distance, unit_vectors

    with torch.inference_mode():
        layers = [
            sliced_distance(_all_together(one), _all_together(other), unit_vectors(DIRECTIONS, one.shape[1], seed=0)).sqrt()
            for one, other in zip(_network()(found), _network()(wanted), strict=True)
        ]
        return float(torch.stack(layers).mean())


def _all_together(features: Tensor) -> Tensor:  # (B, C, h, w) -> (1, C, B h w, 1)
    return features.movedim(1, 0).flatten(1)[None, :, :, None]


@cache
def _network() -> nn.Module:
    from models.features import feature_network

    return feature_network("", LAYERS)
