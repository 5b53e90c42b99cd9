"""Measures: how noisy a scan is, and how many times larger than its detail."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data
from hypothesis import given
from hypothesis import strategies as st

from engine.palette.measures import Measures
from engine.pixels import Pixels
from tests.engine.small_archive import enlarged, overview_of

SHARP = {
    "colour": skimage.data.astronaut()[:256, 64:320],
    "grey": skimage.data.camera()[60:316, 100:356, None],
    "coffee": skimage.data.coffee()[60:316, 100:356],
}


def smooth(height: int, width: int, channels: int) -> Pixels:
    down, across = np.mgrid[0:height, 0:width]
    planes = [0.5 + 0.15 * np.sin(across / 60 + plane) + 0.1 * np.cos(down / 45) for plane in range(channels)]
    return np.stack(planes, axis=2).astype(np.float32)


def sharp(name: str) -> Pixels:
    return SHARP[name].astype(np.float32) / 255


@given(sigma=st.floats(5, 50), channels=st.sampled_from([1, 3]), seed=st.integers(0, 99))
def test_the_noise_level_is_what_was_added(sigma: float, channels: int, seed: int) -> None:
    picture = smooth(384, 448, channels)
    noisy = picture + np.random.default_rng(seed).normal(0, sigma / 255, picture.shape).astype(np.float32)
    found = 255 * Measures(overview_of(noisy).probes).noise_level
    assert found == pytest.approx(sigma, rel=0.1, abs=1)


@pytest.mark.parametrize("sigma", [5, 15, 25])
def test_rounding_and_clipping_to_8_bits_hide_little_of_the_noise(sigma: int) -> None:
    picture = smooth(384, 448, 3)
    noisy = picture + np.random.default_rng(1).normal(0, sigma / 255, picture.shape)
    stored = (np.rint(noisy.clip(0, 1) * 255) / 255).astype(np.float32)
    assert 255 * Measures(overview_of(stored).probes).noise_level == pytest.approx(sigma, rel=0.1, abs=1)


@pytest.mark.parametrize("name", SHARP)
def test_the_detail_of_a_photograph_is_not_taken_for_noise(name: str) -> None:
    assert 255 * Measures(overview_of(sharp(name)).probes).noise_level < 5


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_an_even_picture_has_no_noise(value: float) -> None:
    assert Measures(overview_of(np.full((100, 100, 3), value, np.float32)).probes).noise_level == 0


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 500, 3), (7, 7, 3), (9, 40, 1)])
def test_tiny_pictures_are_measured_too(shape: tuple[int, int, int]) -> None:
    probes = overview_of(np.random.default_rng(0).random(shape, np.float32)).probes
    assert 0 <= Measures(probes).noise_level < 1
    assert Measures(probes).working_shrink == 1


@pytest.mark.parametrize("name", SHARP)
def test_a_sharp_picture_is_worked_on_at_its_own_scale(name: str) -> None:
    assert Measures(overview_of(sharp(name)).probes).working_shrink == 1


@pytest.mark.parametrize("name", SHARP)
def test_the_working_scale_grows_as_the_picture_is_scanned_larger(name: str) -> None:
    found = [Measures(overview_of(enlarged(sharp(name)[:160, :160], times)).probes).working_shrink for times in (1, 4, 8, 16)]
    assert found == [1, 1, 2, 4], "what is soft by less than about four pixels is left to the network"


def test_the_noise_of_the_scan_counts_as_detail() -> None:
    large = enlarged(sharp("grey")[:128, :128], 4)
    noisy = large + np.random.default_rng(0).normal(0, 8 / 255, large.shape).astype(np.float32)
    assert Measures(overview_of(noisy).probes).working_shrink == 1


def test_a_picture_that_was_sharpened_after_enlarging_is_still_seen_as_enlarged() -> None:
    large = enlarged(sharp("colour")[:128, :128], 8)
    sharpened = np.clip(1.5 * large - 0.5 * cv2.GaussianBlur(large, (0, 0), 4), 0, 1).astype(np.float32)
    assert Measures(overview_of(sharpened).probes).working_shrink >= 2
