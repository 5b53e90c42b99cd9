"""The mean over turned and mirrored copies: the same however the picture lies, and nearer to what it was."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.devices.device import Device
from engine.palette.views import WAYS, averaged
from engine.pixels import Box, Pixels
from engine.stages.enlarge import Enlarge
from engine.stages.restore import Restore
from tests.engine.small_archive import noise, painter_of, photograph


def lopsided(tiles: Any) -> Any:
    """No network, but as lopsided as one: each pixel is what its right neighbour was, and twice as large."""
    return np.roll(tiles, -1, axis=2).repeat(2, axis=1).repeat(2, axis=2)


def paint(picture: Any, stage: Any, device: Device) -> Pixels:
    painter = painter_of(np.ascontiguousarray(picture, np.float32), [stage], device)
    return painter.paint(Box(0, 0, *painter.size))


def off(one: Any, other: Any) -> float:
    return float(np.sqrt(np.mean((one - other) ** 2)))


def test_the_mean_of_four_or_eight_has_no_side() -> None:
    tiles = noise(6, 9)[None]
    one, four, eight = (averaged(lopsided, tiles, views) for views in (1, 4, 8))  # type: ignore[arg-type]
    assert np.array_equal(one, lopsided(tiles))
    sides = [np.roll(tiles, step, axis) for axis in (1, 2) for step in (-1, 1)]
    assert np.allclose(four[:, ::2, ::2], sum(sides) / 4, atol=1e-6)
    assert np.allclose(eight, four, atol=1e-6)
    assert four.shape == (1, 12, 18, 3)


@pytest.mark.parametrize(("views", "ways"), [(4, WAYS[:4]), (8, WAYS)])
def test_a_picture_is_restored_alike_however_it_lies(device: Device, views: Any, ways: Any) -> None:
    picture = np.clip(photograph(64, 64) + 0.1 * (noise(64, 64) - 0.5), 0, 1)
    stage = Restore(noise=10, views=views)
    upright = paint(picture, stage, device)
    lopsided_by = off(
        np.rot90(paint(np.rot90(picture), Restore(noise=10), device), -1), paint(picture, Restore(noise=10), device)
    )
    for turns, mirrored in ways:
        laid = np.rot90(picture, turns)
        laid = laid[:, ::-1] if mirrored else laid
        painted = paint(laid, stage, device)
        painted = painted[:, ::-1] if mirrored else painted
        assert off(np.rot90(painted, -turns), upright) < 0.02 * lopsided_by


def test_more_views_come_nearer_to_the_picture_without_noise(device: Device) -> None:
    clean = photograph(128, 160)
    noisy = clean + 25 / 255 * np.random.default_rng(0).standard_normal(clean.shape, np.float32)
    errors = [off(paint(noisy, Restore(noise=25, views=views), device), clean) for views in (1, 4, 8)]
    assert errors == sorted(errors, reverse=True)
    assert errors[2] < 0.99 * errors[0]


def test_enlarging_comes_nearer_too(device: Device) -> None:
    large = photograph(128, 160)
    small = large.reshape(64, 2, 80, 2, 3).mean(axis=(1, 3))
    errors = [off(paint(small, Enlarge(views=views), device), large) for views in (1, 8)]
    assert errors[1] < errors[0]
