"""The stage `levels`: faded tones come back, and what lies over a picture does not count among them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

import engine.palette.tones as tones
import engine.palette.uncovered
from engine.devices.device import Device
from engine.model import Model
from engine.network import Network
from engine.palette.uncovered import uncovered
from engine.pixels import Box, Pixels
from engine.stage import Tile
from engine.stages.levels import Levels
from models.damages.film_damage import FilmDamage
from tests.engine.small_archive import painter_of, photograph

SIDE = 320


def toned(picture: Pixels, device: Device) -> Pixels:
    return painter_of(picture, [Levels()], device).paint(Box(0, 0, *picture.shape[:2]))


def faded() -> Pixels:
    return photograph(SIDE, SIDE) * np.array([0.5, 0.45, 0.4], np.float32) + np.array([0.2, 0.22, 0.2], np.float32)


def covered(picture: Pixels, seed: int) -> tuple[Pixels, NDArray[np.bool_]]:
    """The picture under white scratches, hairs and dust, and where they are."""
    planes = torch.from_numpy(picture).permute(2, 0, 1)[None]
    laid = FilmDamage(count=(8, 8), size=(0.1, 0.6), opacity=(0.9, 1.0), white=1.0)
    black = laid.apply(torch.zeros_like(planes), torch.Generator().manual_seed(seed))
    damaged = laid.apply(planes, torch.Generator().manual_seed(seed))
    return damaged[0].permute(1, 2, 0).numpy(), (black[0] > 0.02).any(dim=0).numpy()


def test_a_faded_picture_has_its_contrast_back(device: Device) -> None:
    before, original = faded(), photograph(SIDE, SIDE)
    after = toned(before, device)
    assert np.square(after - original).mean() < 0.5 * np.square(before - original).mean()


@pytest.mark.parametrize("knots", [2, 9, 33])
def test_a_curve_goes_straight_from_knot_to_knot(knots: int) -> None:
    random = np.random.default_rng(knots)
    curve, even = random.random(knots).astype(np.float32), np.linspace(0, 1, knots)
    plane = np.concatenate([random.uniform(-0.2, 1.2, 5000), even])[None].astype(np.float32)
    assert np.abs(tones.curved(plane, curve) - np.interp(np.clip(plane, 0, 1), even, curve)).max() <= 1e-5


def test_what_is_done_differently_from_place_to_place_changes_evenly_on_the_largest_scan() -> None:
    grid = np.random.default_rng(0).random((4, 4, 2)).astype(np.float32)
    height, width = 26_000, 39_000
    box = Box(9_000, 15_000, 9_100, 16_000)
    tile = Tile(np.zeros((1, 1, 3), np.float32), box, height, width)
    rows = (np.arange(box.top, box.bottom) + 0.5) / height * 4 - 0.5
    columns = (np.arange(box.left, box.right) + 0.5) / width * 4 - 0.5
    for found, plane in zip(tones.local(grid, tile), (1 + grid[..., 0], grid[..., 1]), strict=True):
        across = [np.interp(columns, range(4), line) for line in plane]
        wanted = np.array([np.interp(rows, range(4), line) for line in np.transpose(across)]).T
        assert np.abs(found - wanted).max() <= 1e-6
        assert np.abs(np.diff(found, axis=1)).max() <= 2 * 4 / width


def test_at_the_edges_it_stays_as_it_is_in_the_middle_of_the_outer_cells() -> None:
    grid = np.random.default_rng(0).random((4, 4, 2)).astype(np.float32)
    tile = Tile(np.zeros((1, 1, 3), np.float32), Box(-8, -8, 8, 8), 800, 800)
    gain, offset = tones.local(grid, tile)
    assert np.allclose(gain, 1 + grid[0, 0, 0])
    assert np.allclose(offset, grid[0, 0, 1])


@pytest.mark.parametrize("sigma", [25, 50])
def test_noise_is_not_taken_for_contrast(sigma: float, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    before, original = faded(), photograph(SIDE, SIDE)
    noisy = before + np.random.default_rng(1).normal(0, sigma / 255, before.shape).astype(np.float32)
    noisy = np.rint(noisy.clip(0, 1) * 255).astype(np.float32) / np.float32(255)

    def error() -> float:
        """Of the tones that the noisy picture is given, on the picture without noise."""
        painter = painter_of(noisy, [Levels()], device)
        quiet = replace(painter, read=painter_of(before, [], device).read)
        return float(np.square(quiet.paint(Box(0, 0, SIDE, SIDE)) - original).mean())

    found = error()
    assert found < 0.6 * np.square(before - original).mean()
    monkeypatch.setattr(engine.palette.uncovered, "NOISY", 1.0)  # none is so noisy
    assert found < 0.8 * error()


def test_a_quiet_picture_is_measured_as_it_is(device: Device) -> None:
    asked: list[str] = []

    def networks(model: Model) -> Network:
        asked.append(str(model))
        return device.network(model)

    assert uncovered(photograph(SIDE, SIDE), networks).shape == (SIDE, SIDE, 3)
    assert asked == ["finder"]


def test_white_scratches_are_not_taken_for_the_white_of_the_picture(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    before = faded()
    without = toned(before, device)

    def misled() -> float:
        """How far scratches move the tones beside them, on the mean of several pictures."""
        found: list[float] = []
        for seed in range(6):
            scratched, lines = covered(before, seed)
            found.append(float(np.abs(toned(scratched, device) - without)[~lines].mean()))
        return sum(found) / len(found)

    looking_past_them = misled()
    monkeypatch.setattr(engine.palette.uncovered, "COVERED", 2.0)  # nothing is so probable
    assert looking_past_them < 0.85 * misled()
