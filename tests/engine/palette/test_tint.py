"""Prints of one tone: they are told from colour photographs, and get no tint that they did not have."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

import engine.stages.levels as levels
from engine.devices.device import Device
from engine.evaluation.historic import historic
from engine.palette.tint import scatter, with_own_tint
from engine.palette.tones import Tones, moved, wholly_toned
from engine.pixels import Box, Pixels
from engine.stages.levels import COLOURED, ONE_TONE, Levels
from tests.engine.small_archive import noise, painter_of, photograph

MONOCHROME = ("daguerreotype", "albumen", "sepia", "orthochromatic")


def of(process: str, sigma: float = 0.0) -> Pixels:
    clean = np.rint(photograph(192, 224) * 255).astype(np.uint8)
    return historic(clean, "a", process, sigma).scan


def toned(picture: Pixels, device: Device) -> Pixels:
    painter = painter_of(picture, [Levels()], device)
    return painter.paint(Box(0, 0, *painter.size))


def ab(picture: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2LAB)[..., 1:], np.float32)


def test_prints_of_one_tone_are_told_from_colour_photographs() -> None:
    assert max(scatter(of(process)) for process in MONOCHROME) < ONE_TONE
    assert min(scatter(of(process)) for process in ("faded colour", "modern colour")) > COLOURED


def test_own_tint_is_kept_as_far_as_it_is_left_and_another_is_not() -> None:
    grey = photograph(40, 50, 1).repeat(3, axis=2) * 0.5 + 0.2

    def tinted(red: float) -> Pixels:
        return np.asarray(grey + red * np.array([1, 0, -1]), np.float32)

    for before, after, wanted in (
        (0.1, 0.05, 0.05),
        (0.1, -0.05, 0.0),  # another
        (0.0, -0.05, 0.0),  # one without a tint gets none
        (0.1, 0.2, 0.1),  # nor more of it
    ):
        assert np.abs(with_own_tint(tinted(before), tinted(after)) - tinted(wanted)).max() < 1e-5


def test_curves_are_moved_by_what_is_off_at_each_level() -> None:
    seen = np.float32(0.8) * noise(64, 80) + np.float32(0.1)
    grid = np.zeros((2, 2, 2), np.float32)
    straight = Tones(grid=grid, curves=np.tile(np.linspace(0, 1, 9, dtype=np.float32), (3, 1)))
    off = 0.1 * seen * np.array([1, 0, -1], np.float32)
    assert np.abs(wholly_toned(seen, moved(straight, seen, off)) - (seen + off)).max() < 2 / 255


@pytest.mark.parametrize("sigma", [0, 20])
def test_an_albumen_print_does_not_become_bluish(device: Device, sigma: float, monkeypatch: pytest.MonkeyPatch) -> None:
    print_ = of("albumen", sigma)
    a, b = ab(toned(print_, device)).mean(axis=(0, 1))
    assert -0.5 < b < ab(print_)[..., 1].mean()
    assert abs(a) < 1.5
    monkeypatch.setattr(levels, "ONE_TONE", -2.0)
    monkeypatch.setattr(levels, "COLOURED", -1.0)
    before = ab(toned(print_, device)).mean(axis=(0, 1))
    assert np.hypot(*before) > np.hypot(a, max(0.0, -b)) + 1, "as the network itself would have it"


def test_cheeks_that_were_coloured_by_hand_stay_so(device: Device) -> None:
    print_ = of("albumen")
    cheek = np.s_[80:100, 100:125]
    coloured = print_.copy()
    coloured[cheek] += np.array([0.05, -0.02, -0.02], np.float32)
    assert scatter(coloured) < ONE_TONE
    apart = ab(toned(coloured, device))[cheek].mean(axis=(0, 1)) - ab(toned(print_, device))[cheek].mean(axis=(0, 1))
    was = ab(coloured)[cheek].mean(axis=(0, 1)) - ab(print_)[cheek].mean(axis=(0, 1))
    assert apart[0] > 0.8 * was[0] > 2, "as red as it was, or redder"


def test_colour_photographs_are_left_to_the_network(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    faded = of("faded colour")
    before = toned(faded, device)
    monkeypatch.setattr(levels, "with_own_tint", lambda *_: pytest.fail("it has colours"))
    assert np.array_equal(toned(faded, device), before)
