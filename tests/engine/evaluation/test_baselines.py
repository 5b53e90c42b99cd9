"""What the simple methods promise."""

import numpy as np
import pytest
import skimage.data
from numpy.typing import NDArray

from engine.evaluation.baselines import BASELINES, Baseline
from engine.evaluation.compare import estimated_noise
from engine.evaluation.scores import scores
from tests.engine.evaluation.pictures import painting

EVERY = pytest.mark.parametrize("better", BASELINES.values(), ids=BASELINES)


def noisy_cat(sigma: float = 25) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A photograph, clean and with noise."""
    clean = skimage.data.chelsea()[50:178, 100:292]
    noise = np.random.default_rng(0).normal(0, sigma, clean.shape)
    return clean, np.clip(np.rint(clean + noise), 0, 255).astype(np.uint8)


@EVERY
@pytest.mark.parametrize("size", [(1, 1), (1, 7), (5, 3), (40, 33)])
@pytest.mark.parametrize("noise", [0.0, 3.3, 60.0])
def test_a_baseline_keeps_size_and_kind_of_any_picture(better: Baseline, size: tuple[int, int], noise: float) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (*size, 3), np.uint8)
    before = picture.copy()
    result = better(picture, noise)
    assert (result.shape, result.dtype) == (picture.shape, np.uint8)
    assert np.array_equal(picture, before), "what it was given is unchanged"


@pytest.mark.parametrize("name", ["non-local means", "median 3 x 3", "bilateral"])
def test_those_against_noise_remove_noise(name: str) -> None:
    clean, noisy = noisy_cat()
    assert scores(BASELINES[name](noisy, 25), clean).psnr_rgb > scores(noisy, clean).psnr_rgb + 3


@pytest.mark.parametrize("name", ["non-local means", "median 3 x 3", "bilateral"])
def test_those_against_noise_do_not_swap_colours(name: str) -> None:
    red = np.full((32, 32, 3), (200, 40, 60), np.uint8)
    assert np.abs(BASELINES[name](red, 10).astype(int) - red).max() <= 3


def test_the_contrast_stretch_undoes_fading_in_each_channel() -> None:
    clean = np.stack([np.tile(np.arange(256, dtype=np.uint8), (64, 1))] * 3, axis=2)
    faded = np.rint(clean * (0.5, 0.6, 0.7) + (40, 60, 20)).astype(np.uint8)
    assert scores(BASELINES["contrast stretch"](faded, 0), clean).psnr_rgb > 35


def test_the_noise_level_is_found_where_none_is_given() -> None:
    assert estimated_noise(noisy_cat(25)[1]) == pytest.approx(25, rel=0.2)
    assert estimated_noise(painting()) < 2
