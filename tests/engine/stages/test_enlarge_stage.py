"""The stage that enlarges: its network's picture, as large as was asked for."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.devices.opening import open_device
from engine.model import Between, Model
from engine.overview import shrunk, small_copy
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels
from engine.stages.enlarge import CRISPEST, Enlarge
from tests.engine import small_archive
from tests.engine.small_archive import enlarged, inside, photograph


class Larger:
    """A network for tests: linear, with the red a little stronger, so that it is seen to have painted."""

    planes, halo, multiple_of, memory = 3, 4, 1, 100

    def __init__(self, factor: int) -> None:
        self.factor = factor

    def __call__(self, tiles: Any) -> Any:
        assert tiles.dtype == np.float32
        large = cv2.resize(tiles[0], None, fx=self.factor, fy=self.factor, interpolation=cv2.INTER_LINEAR)
        return (large * np.array([1.2, 1, 1], np.float32))[None]


def painter_of(picture: Pixels, stage: Enlarge, only_needed: bool = False) -> Painter:
    height, width = picture.shape[:2]

    def networks(model: Model) -> Any:
        return Larger(4 if isinstance(model, Between) else {"enlarger-x2": 2, "enlarger-x4": 4}[model])

    painter = Painter(height, width, mirrored(inside(picture), height, width), networks)
    return painter.looking([stage], small_copy(height, width, inside(picture)), only_needed=only_needed)


@pytest.mark.parametrize("crisp", [0, 0.5])
@pytest.mark.parametrize("factor", [2, 4])
@pytest.mark.parametrize("channels", [1, 3])
def test_it_paints_as_many_pixels_as_its_factor_says(factor: Any, channels: int, crisp: float) -> None:
    painter = painter_of(photograph(50, 60, channels), Enlarge(factor=factor, crisp=crisp))
    assert painter.size == (50 * factor, 60 * factor)
    painted = painter.paint(Box(0, 0, *painter.size))
    assert painted.shape == (50 * factor, 60 * factor, channels)
    assert painted.min() >= 0
    assert painted.max() <= 1


def test_the_network_painted_it_and_nothing_else() -> None:
    picture = 0.1 + 0.5 * photograph(50, 60)
    painter = painter_of(picture, Enlarge())
    wanted = Larger(2)(np.ascontiguousarray(picture)[None])[0]
    assert np.allclose(painter.paint(Box(0, 0, 100, 120))[8:-8, 8:-8], wanted[8:-8, 8:-8], atol=1e-5)


def test_it_is_not_needed_where_a_scan_has_more_pixels_than_detail() -> None:
    sharp, soft = photograph(300, 300), enlarged(photograph(100, 100), 8)
    assert painter_of(sharp, Enlarge(), only_needed=True).scale == 2
    left = painter_of(soft, Enlarge(), only_needed=True)
    assert left.scale == 1
    assert "though its detail ends at 1/" in left.left_out[0].look.remarks[0]


@given(crisp=st.floats(0, 1))
def test_it_never_goes_all_the_way_to_the_crisp_one(crisp: float) -> None:
    stage = Enlarge(crisp=crisp)
    if not crisp:
        assert stage.models == (stage.enlarger,) == ("enlarger-x2",)
    else:
        assert stage.models == ("enlarger-x4", "enlarger-x4-crisp")
        assert isinstance(stage.enlarger, Between)
        assert stage.enlarger.share == crisp * CRISPEST <= CRISPEST


def test_a_model_that_was_chosen_paints_by_itself() -> None:
    stage = Enlarge(crisp=1, model="mine")
    assert stage.enlarger == "mine"
    assert stage.models == ("mine",)


def test_the_bundled_crisp_one_shows_more_fine_detail() -> None:
    small = shrunk(photograph(256, 256), 4)[None]
    device = open_device("torch-cpu")
    try:
        faithful, crisp = (device.network(Enlarge(factor=4, crisp=it).enlarger)(small)[0] for it in (0.0, 1.0))
    finally:
        device.close()
    fine = [float(np.abs(cv2.Laplacian(it.mean(axis=2), cv2.CV_32F)).mean()) for it in (faithful, crisp)]
    assert fine[1] > 1.1 * fine[0]
    assert np.abs(crisp - faithful).mean() < 0.05


@pytest.mark.parametrize("factor", [2, 4])
def test_crisp_tiles_are_as_the_whole(factor: Any) -> None:
    device = open_device("torch-cpu")
    try:
        painter = small_archive.painter_of(photograph(60, 70), [Enlarge(factor=factor, crisp=1)], device)
        whole = Box(0, 0, *painter.size)
        wanted = painter.paint(whole)
        for row in tile_rows(*painter.size, 100):
            for box in row:
                assert np.abs(painter.paint(box) - wanted[box.inside(whole)]).max() < 1 / 255
    finally:
        device.close()
