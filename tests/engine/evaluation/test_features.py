"""The distance in features: nothing for equal pictures, more for worse ones, whatever their size."""

import numpy as np
import pytest
import skimage.data
import torch
from numpy.typing import NDArray

from engine.evaluation.features import LAYERS, SMALLEST, TILE, feature_distance
from engine.training.distances import feature_distances
from models.features import feature_network


def photograph(height: int, width: int) -> NDArray[np.float64]:
    picture = skimage.data.chelsea() / 255
    rows, columns = (np.arange(size) % (2 * have) for size, have in ((height, picture.shape[0]), (width, picture.shape[1])))
    mirrored = [np.minimum(places, 2 * have - 1 - places) for places, have in zip((rows, columns), picture.shape, strict=False)]
    return picture[np.ix_(*mirrored)]


def test_equal_pictures_are_not_apart() -> None:
    assert feature_distance(photograph(90, 70), photograph(90, 70)) == 0


def test_it_grows_with_what_is_wrong() -> None:
    clean = photograph(160, 200)
    noise = np.random.default_rng(1).standard_normal(clean.shape)
    found = [feature_distance((clean + sigma / 255 * noise).clip(0, 1), clean) for sigma in (3, 10, 30)]
    assert 0 < found[0] < found[1] < found[2] < 2


def test_a_blur_is_further_away_than_another_brightness_of_the_same_decibels() -> None:
    clean = photograph(256, 256)
    blurred = clean.copy()
    for axis in (0, 1):
        for _ in range(4):
            blurred = (np.roll(blurred, 1, axis) + 2 * blurred + np.roll(blurred, -1, axis)) / 4
    lighter = (clean + np.sqrt(np.mean((blurred - clean) ** 2))).clip(0, 1)
    assert feature_distance(blurred, clean) > 2 * feature_distance(lighter, clean)


@pytest.mark.parametrize(("height", "width"), [(TILE + 200, 150), (2 * TILE + 30, TILE + 70)])
def test_large_pictures_are_measured_in_tiles_and_come_to_the_same(height: int, width: int) -> None:
    clean = photograph(height, width)
    noise = np.random.default_rng(1).standard_normal(clean.shape)
    wrong = (clean + 10 / 255 * noise).clip(0, 1)
    network = feature_network("", LAYERS)
    with torch.inference_mode():
        ours, theirs = (network(torch.from_numpy(one.astype(np.float32)).permute(2, 0, 1)[None]) for one in (wrong, clean))
    assert feature_distance(wrong, clean) == pytest.approx(float(feature_distances(ours, theirs)), rel=0.02)


def test_tiny_pictures_have_none() -> None:
    assert np.isnan(feature_distance(photograph(SMALLEST - 1, 60), photograph(SMALLEST - 1, 60)))
