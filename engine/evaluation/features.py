"""How far apart two pictures are for our own perceptual network: nearer to what people see than decibels are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import nn

LAYERS = ("fire2", "fire4", "fire8")
TILE = 512  # pixels; what a tile's neighbours would change is little
SMALLEST = 32  # pixels


def feature_distance(picture: NDArray[np.float64], clean: NDArray[np.float64]) -> float:
    """The squared distance of the features as a share of the clean picture's energy, the mean over LAYERS.

    Both (height, width, 3), 0 to 1. 0 for equal pictures, about 1 for those that have nothing in common; NaN below
    SMALLEST. It is a figure of our own, in the manner of Johnson et al. 2016, and never to be called LPIPS.
    """
    import torch

    if min(picture.shape[:2]) < SMALLEST:
        return np.nan
    apart, energy = np.zeros(len(LAYERS)), np.zeros(len(LAYERS))
    with torch.inference_mode():
        for pair in zip(_tiles(picture), _tiles(clean), strict=True):
            features = [_network()(torch.from_numpy(tile)) for tile in pair]
            for layer, (found, wanted) in enumerate(zip(*features, strict=True)):
                apart[layer] += (found - wanted).square().sum().item()
                energy[layer] += wanted.square().sum().item()
    return float(np.mean(apart / np.maximum(energy, 1e-8)))


def _tiles(picture: NDArray[np.float64]) -> Iterator[NDArray[np.float32]]:
    """(1, 3, h, w); what is left at the right and below belongs to the last tile."""
    height, width = picture.shape[:2]
    rows, columns = (range(max(1, side // TILE)) for side in (height, width))
    for row in rows:
        for column in columns:
            bottom = height if row == rows[-1] else (row + 1) * TILE
            right = width if column == columns[-1] else (column + 1) * TILE
            tile = picture[row * TILE : bottom, column * TILE : right]
            yield np.ascontiguousarray(tile.transpose(2, 0, 1)[None], np.float32)


@cache
def _network() -> nn.Module:
    from models.features import feature_network

    return feature_network("", LAYERS)
