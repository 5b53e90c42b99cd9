"""The stage `levels`: faded tones come back, and what lies over a picture does not count among them."""

from __future__ import annotations

import cv2
import numpy as np

from engine.device import Device
from engine.pixels import Box, Pixels
from engine.stages.levels import Levels
from tests.engine.archive import painter_of, photograph

SIDE = 320


def toned(picture: Pixels, device: Device) -> Pixels:
    return painter_of(picture, [Levels()], device).paint(Box(0, 0, *picture.shape[:2]))


def faded() -> Pixels:
    return photograph(SIDE, SIDE) * np.array([0.5, 0.45, 0.4], np.float32) + np.array([0.2, 0.22, 0.2], np.float32)


def covered(picture: Pixels) -> tuple[Pixels, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    """The picture under white scratches, and where they are."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    for left in range(20, SIDE, 60):
        cv2.line(mask, (left, 0), (left + 40, SIDE), 255, 3)
    lines = mask > 0
    return np.where(lines[..., None], np.float32(0.95), picture).astype(np.float32), cv2.dilate(mask, np.ones((5, 5))) > 0


def test_a_faded_picture_has_its_contrast_back(device: Device) -> None:
    before, original = faded(), photograph(SIDE, SIDE)
    after = toned(before, device)
    assert np.square(after - original).mean() < 0.5 * np.square(before - original).mean()


def test_white_scratches_are_not_taken_for_the_white_of_the_picture(device: Device) -> None:
    before = faded()
    scratched, lines = covered(before)
    with_scratches, without = toned(scratched, device), toned(before, device)
    assert np.abs(with_scratches - without)[~lines].mean() < 0.25 * np.abs(without - before)[~lines].mean()
