"""What is placed from a small picture stands under a tile where it stood in the whole."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.palette.placing import placed
from engine.pixels import Box, Pixels
from engine.stage import Tile
from tests.engine.small_archive import noise

sides = st.integers(1, 3000)


def tile_at(box: Box, height: float, width: float) -> Tile:
    return Tile(np.zeros((box.height, box.width, 1), np.float32), box, height, width)


def places(height: int, width: int) -> Pixels:
    """(height, width, 2): of each pixel, where its middle lies: down and across, 0 to 1."""
    return middles(Box(0, 0, height, width), height, width).astype(np.float32)


def middles(box: Box, height: float, width: float) -> NDArray[np.floating[Any]]:
    """The same for a box of a picture of that size."""
    down, across = (np.arange(box.top, box.bottom) + 0.5) / height, (np.arange(box.left, box.right) + 0.5) / width
    return np.stack(np.meshgrid(down, across, indexing="ij"), axis=2)


@given(height=sides, width=sides, down=st.floats(0, 1), across=st.floats(0, 1), small=st.tuples(*[st.integers(1, 300)] * 2))
def test_every_pixel_finds_its_own_place(height: int, width: int, down: float, across: float, small: tuple[int, int]) -> None:
    """Up to a pixel of the small picture at the edges, and else to a thirty-second of one."""
    top, left = int(down * (height - 1)), int(across * (width - 1))
    box = Box(top, left, min(top + 20, height), min(left + 30, width))
    found = placed(places(*small), tile_at(box, height, width))
    wanted = middles(box, height, width)
    inner = ((wanted > 0.5 / np.array(small)) & (wanted < 1 - 0.5 / np.array(small))).all(axis=2)
    assert found.shape == wanted.shape
    assert found.dtype == np.float32
    assert (np.abs(found - wanted) * small).max() <= 0.51
    assert (np.abs(found - wanted) * small)[inner].max(initial=0) <= 1 / 32


@pytest.mark.parametrize("channels", [1, 2, 3])
def test_under_the_whole_picture_lies_the_small_one_enlarged(channels: int) -> None:
    small = noise(12, 17, channels)
    plain = cv2.resize(small, (170, 96), interpolation=cv2.INTER_LINEAR).reshape(96, 170, channels)
    assert np.abs(placed(small, tile_at(Box(0, 0, 96, 170), 96, 170)) - plain).max() < 0.04


@pytest.mark.parametrize("box", [Box(-9, -7, 30, 40), Box(60, 100, 105, 180), Box(-5, 30, 101, 50)])
def test_outside_the_picture_it_is_mirrored_as_the_picture_is(box: Box) -> None:
    small, whole = noise(12, 17, 2), Box(0, 0, 96, 170)
    inside = placed(small, tile_at(whole, 96, 170))
    rows, columns = (np.abs(np.arange(start, end) + 0.5) for start, end in ((box.top, box.bottom), (box.left, box.right)))
    rows, columns = (np.where(at > side, 2 * side - at, at).astype(int) for at, side in ((rows, 96), (columns, 170)))
    assert np.abs(placed(small, tile_at(box, 96, 170)) - inside[rows][:, columns]).max() < 1e-5


def test_of_a_picture_whose_working_size_is_no_whole_number_every_pixel_finds_its_place() -> None:
    box = Box(10, 20, 14, 25)
    found = placed(places(50, 60), tile_at(box, 101 / 4, 203 / 4))
    assert np.abs(found - middles(box, 101 / 4, 203 / 4)).max() < 0.001
