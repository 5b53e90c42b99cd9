"""Tiles: they cover the picture, they become smaller where memory is short, and they come back in order."""

from __future__ import annotations

import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.backends.backend import Backend, Session, Tiles
from engine.devices.device import Device
from engine.devices.runner import Runner
from engine.engine import Engine
from engine.errors import AppError, OutOfDeviceMemory
from engine.packages import find_package
from engine.painting.tiles import AHEAD, SMALLEST, TileLimit, painted_bands, tile_rows
from engine.pixels import Box, Samples
from engine.recipe import find_recipe
from models.package import Package
from tests.engine.small_archive import photograph, saved

LENGTHS = st.integers(1, 5000)


class Forgetful(Backend):
    """A backend that runs out of memory above a size; its only network makes negatives."""

    name = "forgetful"
    title = "A small device"

    def __init__(self, largest: int) -> None:
        self.largest = largest
        self.asked: list[tuple[int, ...]] = []

    def open(self, package: Package) -> Session:
        def answer(tiles: Tiles) -> Tiles:
            self.asked.append(tiles.shape[1:3])
            if max(tiles.shape[1:3]) > self.largest:
                raise MemoryError("no room")
            return 1 - tiles[..., :3]

        return answer

    def versions(self) -> dict[str, str]:
        return {}


def negative_of(picture: Samples, limit: TileLimit, backend: Forgetful, small_model: Any) -> Samples:
    device = Device(backend)
    network = device.network(str(small_model))

    def paint(box: Box) -> Any:
        tile = np.zeros((1, box.height, box.width, 4), np.float32)
        tile[0, ..., :3] = picture[box.top : box.bottom, box.left : box.right] / 255
        return np.rint(network(tile)[0] * 255).astype(np.uint8)

    height, width = picture.shape[:2]
    with ThreadPoolExecutor(3) as crew:
        bands = list(painted_bands(height, width, lambda box: limit.paint(box, paint), crew, tile=256))
    device.close()
    return np.concatenate(bands)


@given(height=LENGTHS, width=LENGTHS, tile=st.integers(32, 1024))
def test_tiles_cover_every_pixel_once_from_top_to_bottom(height: int, width: int, tile: int) -> None:
    row_top = 0
    for row in tile_rows(height, width, tile):
        assert {(box.top, box.bottom) for box in row} == {(row_top, row[0].bottom)}
        assert [box.left for box in row] == [0, *(box.right for box in row[:-1])]
        assert row[-1].right == width
        assert all(0 < box.height <= tile and 0 < box.width <= tile for box in row)
        row_top = row[0].bottom
    assert row_top == height


@given(height=LENGTHS, width=LENGTHS)
def test_tiles_are_all_about_alike(height: int, width: int) -> None:
    boxes = [box for row in tile_rows(height, width, 768) for box in row]
    assert len({(box.height, box.width) for box in boxes}) <= 4, "the last row and column may be smaller"


def test_a_device_with_little_memory_gets_smaller_tiles_and_the_picture_is_right(small_model: Any) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (300, 420, 3), np.uint8)
    told: list[str] = []
    limit, backend = TileLimit(told.append), Forgetful(largest=100)
    assert np.array_equal(negative_of(picture, limit, backend, small_model), 255 - picture)
    assert len(told) == len(set(told)) <= 3, "once for each halving, not for each tile"
    assert "too little memory" in told[-1]

    backend.asked.clear()
    assert np.array_equal(negative_of(picture, limit, backend, small_model), 255 - picture)
    assert max(max(size) for size in backend.asked) <= 100, "what was learnt holds for the next picture"


def test_too_little_memory_for_the_smallest_tile_is_told_in_words(small_model: Any) -> None:
    picture = np.zeros((200, 200, 3), np.uint8)
    with pytest.raises(OutOfDeviceMemory, match="too little memory") as raised:
        negative_of(picture, TileLimit(lambda _: None), Forgetful(largest=SMALLEST // 2), small_model)
    assert isinstance(raised.value, AppError)
    assert raised.value.hint


def test_what_was_answered_is_not_kept(small_model: Any) -> None:
    runner, package = Runner(Forgetful(largest=100)), find_package(str(small_model))
    tiles = np.zeros((1, 64, 64, 4), np.float32)
    answer = runner.submit(package, tiles).result()
    kept = [weakref.ref(tiles), weakref.ref(answer if answer.base is None else answer.base)]
    del tiles, answer
    for _ in range(200):  # it lets go just after it has answered
        if not any(one() is not None for one in kept):
            break
        time.sleep(0.01)
    assert all(one() is None for one in kept), "while it waits for the next tiles"
    runner.close()


def test_bands_come_in_order_however_long_their_tiles_take() -> None:
    def paint(box: Box) -> Samples:
        time.sleep(0.01 * (box.left == 0))  # the first of each row is the slowest
        return np.full((box.height, box.width, 1), box.top + box.left, np.uint16)

    with ThreadPoolExecutor(3) as crew:
        picture = np.concatenate(list(painted_bands(150, 200, paint, crew, tile=64)))
    assert picture.shape == (150, 200, 1)
    for row in tile_rows(150, 200, 64):
        for box in row:
            assert (picture[box.top : box.bottom, box.left : box.right] == box.top + box.left).all()


def test_only_a_few_tiles_are_under_way_at_a_time() -> None:
    started: list[Box] = []

    def paint(box: Box) -> Samples:
        started.append(box)
        return np.zeros((box.height, box.width, 1), np.uint8)

    with ThreadPoolExecutor(8) as crew:
        bands = painted_bands(3200, 32, paint, crew, tile=32)
        next(bands)
        time.sleep(0.05)
        assert len(started) <= AHEAD + 1
        bands.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert len(started) <= AHEAD + 1


def test_a_tile_that_fails_ends_the_picture_with_its_error() -> None:
    def paint(box: Box) -> Samples:
        if box.top >= 64:
            raise OutOfDeviceMemory("no room")
        return np.zeros((box.height, box.width, 1), np.uint8)

    with ThreadPoolExecutor(3) as crew, pytest.raises(OutOfDeviceMemory):
        list(painted_bands(320, 64, paint, crew, tile=32))


def test_tiles_are_as_large_as_was_chosen_and_the_result_is_the_same(
    tmp_path: Path, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "in" / "a.png", photograph(200, 260))
    submit, widths = Runner.submit, list[int]()

    def noted(runner: Runner, package: Package, *given: Tiles, priority: int = 1) -> Any:
        widths.append(given[0].shape[2])
        return submit(runner, package, *given, priority=priority)

    monkeypatch.setattr(Runner, "submit", noted)
    painted, ends = list[Any](), list[int]()
    for tile in (0, 64):
        engine = Engine(lambda _: None, device, tile=tile)
        engine.submit([tmp_path / "in"], find_recipe("restore"), tmp_path / f"out {tile}").wait()
        engine.close()
        painted.append(np.asarray(cv2.imread(str(tmp_path / f"out {tile}" / "a.png")), np.int64))
        ends.append(len(widths))
    first, second = widths[: ends[0]], widths[ends[0] :]
    assert len(second) > len(first)
    assert np.abs(painted[0] - painted[1]).max() <= 1
