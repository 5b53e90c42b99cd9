"""Stages that enlarge: alone, among others, in tiles, and into files."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.control import Control
from engine.devices.device import Device
from engine.overview import Overview, small_copy
from engine.painting.painter import Painter
from engine.painting.readers import enlarged, mirrored
from engine.painting.tiles import TileLimit, tile_rows
from engine.photograph import Job, Services
from engine.photograph import restore as restore_one
from engine.pixels import Box, Pixels
from engine.recipe import Recipe
from engine.stage import Look, Marks, Stage, Tile
from tests.engine.small_archive import decoded, inside, photograph, saved


class Grow(Stage, tag="grow", frozen=True):
    """Enlarges by Lanczos and makes it a little lighter, so that it is seen to have painted."""

    factor: int = 2
    shrink: int = 1

    @property
    def scale(self) -> int:
        return self.factor

    def look(self, overview: Overview, networks: Any) -> Look:
        return Look(shrink=self.shrink, halo=4)

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        height, width, channels = tile.pixels.shape
        size = (width * self.factor, height * self.factor)
        large = cv2.resize(tile.pixels, size, interpolation=cv2.INTER_LANCZOS4).reshape(*size[::-1], channels)
        return np.clip(0.95 * large + 0.05, 0, 1).astype(np.float32)


class Sharpen(Stage, tag="sharpen", frozen=True):
    """Needs its surroundings, and its own survey of the picture that it is given."""

    def look(self, overview: Overview, networks: Any) -> Look:
        return Look(halo=3)

    def survey(self, tile: Tile, look: Any, networks: Any) -> Marks:
        return (tile.pixels.max(axis=2, keepdims=True) > 0.5).astype(np.uint8) * 255

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        assert tile.marks is not None
        soft = cv2.blur(tile.pixels, (5, 5)).reshape(tile.pixels.shape)
        return np.where(tile.marks > 0, np.clip(2 * tile.pixels - soft, 0, 1), tile.pixels).astype(np.float32)


def painter_of(picture: Pixels, *stages: Stage) -> Painter:
    height, width = picture.shape[:2]
    plain = Painter(height, width, mirrored(inside(picture), height, width), no_networks)
    return plain.looking(stages, small_copy(height, width, inside(picture)))


def no_networks(model: object) -> Any:
    raise AssertionError(model)


def whole(painter: Painter) -> Pixels:
    return painter.paint(Box(0, 0, *painter.size))


CHAINS = [(Grow(),), (Grow(factor=3),), (Sharpen(), Grow(), Sharpen()), (Grow(), Grow()), (Grow(shrink=2), Sharpen())]
every_chain = pytest.mark.parametrize("stages", CHAINS, ids=lambda stages: "+".join(stage.name for stage in stages))


@every_chain
@given(height=st.integers(1, 70), width=st.integers(1, 70), tile=st.integers(32, 96), channels=st.sampled_from([1, 3]))
def test_painted_in_tiles_equals_painted_whole(
    stages: tuple[Stage, ...], height: int, width: int, tile: int, channels: int
) -> None:
    painter = painter_of(photograph(height, width, channels), *stages)
    rows = tile_rows(*painter.size, tile)
    tiles = np.concatenate([np.concatenate([painter.paint(box) for box in row], axis=1) for row in rows])
    assert tiles.shape == (height * painter.scale, width * painter.scale, channels)
    assert np.abs(tiles - whole(painter)).max() < 1e-5


@every_chain
def test_what_was_before_comes_along_as_large_and_at_the_same_place(stages: tuple[Stage, ...]) -> None:
    picture = photograph(40, 56)
    painter = painter_of(picture, *stages)
    before, after = painter.before_and_after(Box(0, 0, *painter.size))
    height, width = painter.size
    assert before.shape == after.shape == (height, width, 3)
    plain = cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC)
    inner = np.s_[8:-8, 8:-8]
    assert np.abs(before[inner] - plain[inner]).max() < 1e-5
    assert np.corrcoef(before[inner].ravel(), after[inner].ravel())[0, 1] > 0.9


def test_a_stage_after_it_looks_at_the_enlarged_picture() -> None:
    seen: list[tuple[int, int, Pixels, Pixels]] = []

    class Looker(Stage, tag="looker", frozen=True):
        def look(self, overview: Overview, networks: Any) -> Look:
            seen.append((overview.height, overview.width, overview.crop(Box(10, 20, 50, 70)), overview.small))
            return Look()

        def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
            return tile.pixels

    picture = photograph(60, 80)
    painter = painter_of(picture, Grow(), Looker())
    ((height, width, crop, small),) = seen
    assert (height, width) == painter.size == (120, 160)
    assert np.abs(crop - whole(painter)[10:50, 20:70]).max() < 1e-5
    assert small.shape == (60, 80, 3)
    assert np.abs(small - (0.95 * picture + 0.05)).mean() < 0.02


@given(top=st.integers(0, 59), left=st.integers(0, 59), factor=st.sampled_from([2, 3, 4]))
def test_a_box_of_an_enlarged_picture_is_that_part_of_it(top: int, left: int, factor: int) -> None:
    picture = photograph(20, 20)
    read = mirrored(inside(picture), 20, 20)
    large = enlarged(read, Box(0, 0, 20 * factor, 20 * factor), factor)
    box = Box(top, left, top + 9, left + 13).clipped(20 * factor, 20 * factor)
    if box.height > 0 and box.width > 0:
        assert np.abs(enlarged(read, box, factor) - large[box.inside(Box(0, 0, 20 * factor, 20 * factor))]).max() < 1e-6


@pytest.mark.parametrize(("name", "bits"), [("a.tif", 16), ("a.png", 8), ("a.jpg", 8)])
def test_a_result_is_larger_and_as_large_on_paper(tmp_path: Path, device: Device, name: str, bits: int) -> None:
    source = saved(tmp_path / name, photograph(40, 56), bits=bits)
    if bits == 8:
        with Image.open(source) as picture:
            picture.save(source, dpi=(300, 300), quality=95)
    with ThreadPoolExecutor(2) as crew:
        services = Services(device, crew, TileLimit(print), tmp_path, Control())
        recipe = Recipe(title="Larger", stages=(Grow(),))
        record = restore_one(Job(source, tmp_path / "out" / name, recipe, "key"), services, lambda _: None)
    found = decoded(tmp_path / "out" / name).astype(np.float64)
    assert found.shape[:2] == (80, 112)
    assert record.megapixels == pytest.approx(40 * 56 / 1e6, abs=1e-3)
    given_ = decoded(source).astype(np.float64)
    largest = 2**bits - 1
    wanted = 0.95 * cv2.resize(given_, (112, 80), interpolation=cv2.INTER_CUBIC) + 0.05 * largest
    assert np.abs(found - wanted).mean() < 0.02 * largest
    if bits == 8:
        with Image.open(tmp_path / "out" / name) as result:
            assert result.info["dpi"] == pytest.approx((600, 600), abs=1)
