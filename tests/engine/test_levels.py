"""The stage `levels`: faded tones come back, and what lies over a picture does not count among them."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engine.device import Device
from engine.pixels import Box, Pixels
from engine.stages import levels
from engine.stages.levels import Levels
from models.damages.film_damage import FilmDamage
from tests.engine.archive import painter_of, photograph

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
    monkeypatch.setattr(levels, "COVERED", 2.0)  # nothing is so probable
    assert looking_past_them < 0.85 * misled()
