"""Filling by example: a hole is covered with what the picture has elsewhere; nothing that was in it is seen any more."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.palette.exemplar import filled_by_example
from engine.palette.filling import Mask
from engine.pixels import Pixels
from tests.engine.small_archive import noise, photograph

HIGH, WIDE = 96, 128
CHANNELS = [1, 3]
OTHER = np.float32(0.97)  # what the holes hold: nothing else is as light


def a_hole(height: int = HIGH, width: int = WIDE) -> Mask:
    """A square near the middle, and a bar that touches the edge."""
    mask = np.zeros((height, width), np.bool_)
    mask[height // 3 : height // 3 + 26, width // 3 : width // 3 + 30] = True
    mask[:12, width // 2 : width // 2 + 5] = True
    return mask


def texture(name: str, channels: int) -> Pixels:
    down, across = np.mgrid[0:HIGH, 0:WIDE]
    waves: dict[str, NDArray[np.float64]] = {
        "stripes": across // 4 % 2.0, "slanted stripes": (across + down) // 4 % 2.0,
        "checks": (across // 6 + down // 6) % 2.0, "waves": 0.5 + 0.5 * np.sin(across / 3),
    }  # fmt: skip
    tones = np.linspace(0.6, 1, channels, dtype=np.float32)
    return (0.1 + 0.8 * waves[name].astype(np.float32))[..., None] * tones


def covered(picture: Pixels, mask: Mask, inside: Pixels | np.float32 = OTHER) -> Pixels:
    """The picture with its hole covered; before, `inside` is there."""
    return filled_by_example(np.where(mask[..., None], inside, picture), mask)


# What is covered ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channels", CHANNELS)
@pytest.mark.parametrize("name", ["stripes", "slanted stripes", "checks", "waves"])
def test_a_hole_in_a_regular_texture_is_filled_with_the_texture(name: str, channels: int) -> None:
    picture, mask = texture(name, channels), a_hole()
    result = covered(picture, mask)
    assert result.shape == picture.shape
    assert np.abs(result - picture)[mask].mean() < 0.02
    assert np.quantile(np.abs(result - picture)[mask], 0.95) < 0.1


@pytest.mark.parametrize("channels", CHANNELS)
def test_what_is_known_is_not_touched(channels: int) -> None:
    picture, mask = photograph(HIGH, WIDE, channels), a_hole()
    result = covered(picture, mask)
    assert result.dtype == np.float32
    assert np.array_equal(result[~mask], picture[~mask])
    assert np.abs(result - OTHER)[mask].mean() > 0.1


def test_the_same_hole_is_always_filled_alike() -> None:
    picture, mask = photograph(HIGH, WIDE), a_hole()
    assert np.array_equal(covered(picture, mask), covered(picture, mask))


def test_where_nothing_is_hidden_nothing_changes() -> None:
    picture = photograph(HIGH, WIDE)
    assert np.array_equal(filled_by_example(picture, np.zeros((HIGH, WIDE), np.bool_)), picture)


def test_a_thing_of_another_colour_is_gone() -> None:
    down = np.linspace(0.3, 0.6, HIGH, dtype=np.float32)[:, None, None]
    picture = np.broadcast_to(down * np.array([0.7, 0.8, 1], np.float32), (HIGH, WIDE, 3)) + 0.04 * noise(HIGH, WIDE)
    thing = cv2.circle(np.zeros((HIGH, WIDE), np.uint8), (70, 50), 18, (1,), -1) > 0
    spoilt = np.where(thing[..., None], np.array([1, 0.1, 0], np.float32), picture)
    result = filled_by_example(spoilt, cv2.dilate(thing.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)
    assert (result[..., 0] - result[..., 2]).max() < 0.05, "nothing is red"
    assert np.abs(cv2.blur(result, (9, 9)) - cv2.blur(picture, (9, 9)))[thing].max() < 0.12


def nearly_everything() -> Mask:
    mask = np.ones((60, 70), np.bool_)
    mask[:1] = False
    return mask


HOLES = {
    "some": a_hole(),
    "along an edge": np.arange(56)[:, None] + np.zeros(60) < 16,
    "half of it": np.arange(60) + np.zeros((50, 1)) < 30,
    "nearly everything": nearly_everything(),
    "a dot": np.arange(40 * 40).reshape(40, 40) == 20 * 40 + 17,
}


@pytest.mark.parametrize("channels", CHANNELS)
@pytest.mark.parametrize("name", HOLES)
def test_what_is_in_the_hole_has_no_influence(name: str, channels: int) -> None:
    mask, (height, width) = HOLES[name], HOLES[name].shape
    picture = photograph(height, width, channels)
    assert np.array_equal(covered(picture, mask), covered(picture, mask, noise(height, width, channels)))


# Little to go by ------------------------------------------------------------------------------------------------------

SIZES = [(1, 1), (1, 5), (2, 2), (3, 4), (7, 7), (8, 8), (20, 7), (60, 5), (49, 50), (100, 6), (64, 96)]


@pytest.mark.parametrize("channels", CHANNELS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["everything", "nearly everything", "the middle"])
def test_however_little_is_known_there_is_a_picture_afterwards(size: tuple[int, int], kind: str, channels: int) -> None:
    mask = np.full(size, kind != "the middle")
    if kind == "nearly everything":
        mask[0, 0] = False
    if kind == "the middle":
        mask[size[0] // 3 : size[0] // 3 + 9, size[1] // 2] = True
    picture = noise(*size, channels)
    result = filled_by_example(picture, mask)
    assert result.shape == picture.shape
    assert result.dtype == np.float32
    assert np.isfinite(result).all()
    assert result.min() >= -1e-5
    assert result.max() <= 1 + 1e-5
    assert np.array_equal(result[~mask], picture[~mask])
