"""Painting: mirrored edges, halos that add up, and stages that work at their own scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine.painting.painter
from engine.model import Model
from engine.overview import Overview, small_copy
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.step import Step
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels
from engine.stage import Look, Stage, Tile
from tests.engine.small_archive import enlarged, inside, noise, photograph

if TYPE_CHECKING:
    from engine.stage import Networks


class Softer(Stage, frozen=True, tag="softer"):
    """Blurs within a known radius, at a known scale."""

    radius: int = 3
    shrink: int = 1

    def look(self, overview: Overview, networks: Networks) -> Look:
        return Look(shrink=self.shrink, halo=self.radius)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        side = 2 * self.radius + 1
        blurred = cv2.blur(tile.pixels, (side, side), borderType=cv2.BORDER_CONSTANT)  # wrong in the halo, on purpose
        return np.asarray(blurred, np.float32).reshape(tile.pixels.shape)


class Brighter(Stage, frozen=True, tag="brighter"):
    """Brightens towards the lower right corner, wherever the tile lies."""

    shrink: int = 1

    def look(self, overview: Overview, networks: Networks) -> Look:
        return Look(shrink=self.shrink)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        rows = (np.arange(tile.box.top, tile.box.bottom) + 0.5) / tile.height
        columns = (np.arange(tile.box.left, tile.box.right) + 0.5) / tile.width
        return (tile.pixels + 0.2 * (rows[:, None, None] + columns[None, :, None])).astype(np.float32)


@dataclass(frozen=True)
class Seen(Look):
    brightest: float = 0.0


class Levelled(Stage, frozen=True, tag="levelled"):
    """Divides by the brightest value that it saw."""

    def look(self, overview: Overview, networks: Networks) -> Look:
        return Seen(brightest=float(overview.small.max()))

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        return tile.pixels / np.float32(look.brightest)


class Wrong(Stage, frozen=True, tag="wrong"):
    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        return tile.pixels[1:]


def painter(picture: Pixels, *stages: Stage) -> Painter:
    height, width = picture.shape[:2]
    reader = mirrored(inside(picture), height, width)
    return Painter(height, width, reader, no_networks).looking(stages, picture)


def no_networks(name: Model) -> Any:
    raise AssertionError(f"no stage here needs {name}")


def painted(picture: Pixels, *stages: Stage, tile: int | None = None) -> Pixels:
    """Whole, or put together from tiles."""
    by = painter(picture, *stages)
    if tile is None:
        return by.paint(Box(0, 0, by.height, by.width))
    rows = tile_rows(by.height, by.width, tile)
    return np.concatenate([np.concatenate([by.paint(box) for box in row], axis=1) for row in rows])


@given(st.integers(2, 40), st.integers(2, 40), st.tuples(*[st.integers(0, 39)] * 4), st.data())
def test_beyond_its_edges_a_picture_is_mirrored(
    height: int, width: int, margins: tuple[int, int, int, int], data: st.DataObject
) -> None:
    picture = noise(height, width)
    above, below, left, right = margins
    above, below = min(above, height - 1), min(below, height - 1)
    left, right = min(left, width - 1), min(right, width - 1)
    wanted = np.pad(picture, ((above, below), (left, right), (0, 0)), mode="reflect")
    read = mirrored(inside(picture), height, width)
    assert np.array_equal(read(Box(-above, -left, height + below, width + right)), wanted)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 300))
def test_even_a_tiny_picture_is_mirrored_as_often_as_needed(height: int, width: int, margin: int) -> None:
    picture = noise(height, width)
    box = Box(0, 0, height, width).grown(margin)
    found = mirrored(inside(picture), height, width)(box)
    assert found.shape == (box.height, box.width, 3)
    assert np.array_equal(found[box.inside(box)][margin : margin + height, margin : margin + width], picture)
    assert set(np.unique(found)) <= set(np.unique(picture))


def test_a_box_inside_the_picture_is_read_alone() -> None:
    asked: list[Box] = []

    def read(box: Box) -> Pixels:
        asked.append(box)
        return inside(noise(50, 50))(box)

    mirrored(read, 50, 50)(Box(10, 20, 30, 40))
    assert asked == [Box(10, 20, 30, 40)]


@given(
    st.integers(1, 120),
    st.integers(1, 120),
    st.integers(32, 96),
    st.lists(st.sampled_from([1, 2, 4, 8]), min_size=1, max_size=3),
)
def test_the_halos_of_all_steps_add_up_so_that_tiles_agree_exactly(
    height: int, width: int, tile: int, shrinks: list[int]
) -> None:
    stages = [Softer(radius=2 + index, shrink=shrink) for index, shrink in enumerate(shrinks)]
    whole = painted(noise(height, width), *stages)
    assert np.abs(painted(noise(height, width), *stages, tile=tile) - whole).max() < 1e-5


@pytest.mark.parametrize("shrink", [1, 4])
def test_a_stage_knows_where_its_tile_lies(shrink: int) -> None:
    picture = np.full((128, 256, 3), 0.3, np.float32)
    found = painted(picture, Brighter(shrink=shrink), tile=64)
    rows, columns = (np.arange(128) + 0.5) / 128, (np.arange(256) + 0.5) / 256
    wanted = picture + 0.2 * (rows[:, None, None] + columns[None, :, None])
    assert np.abs(found - wanted).max() < 2e-3


def test_at_a_working_scale_only_the_change_is_enlarged_and_fine_detail_stays() -> None:
    stripes: Pixels = np.zeros((128, 128, 1), np.float32)
    stripes[:, ::2] = 0.1  # finer than the working scale can show
    picture = (0.4 + stripes + 0.1 * photograph(128, 128, 1)).astype(np.float32)
    found = painted(picture, Softer(radius=3, shrink=4), tile=64)
    difference = found - picture
    assert np.abs(difference).max() > 0.005, "it did something"
    # The change is smooth: none of the stripes is in it, so all of them are left in the picture.
    assert np.abs(difference[:, 8:-8:2].mean() - difference[:, 9:-8:2].mean()) < 1e-4
    assert abs((found[:, ::2] - found[:, 1::2]).mean() - (picture[:, ::2] - picture[:, 1::2]).mean()) < 1e-3


def test_a_stage_at_a_quarter_of_the_scale_paints_as_on_a_picture_scanned_at_a_quarter() -> None:
    small = photograph(64, 80)
    large = enlarged(small, 4)
    change_small = painted(small, Softer(radius=2)) - small
    change_large = painted(large, Softer(radius=2, shrink=4)) - large
    seen = cv2.resize(change_large, (80, 64), interpolation=cv2.INTER_AREA)
    assert np.corrcoef(seen.ravel(), change_small.ravel())[0, 1] > 0.95
    assert 0.7 < seen.std() / change_small.std() < 1.2


def test_each_stage_looks_at_what_the_ones_before_have_painted() -> None:
    picture = np.full((40, 40, 3), 0.25, np.float32)
    first = painter(picture, Levelled(), Levelled())
    assert [step.look.brightest for step in first.steps] == [0.25, 1.0]  # pyright: ignore[reportAttributeAccessIssue]
    assert np.allclose(painted(picture, Levelled(), Levelled()), 1)


def test_the_small_copy_is_made_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[int, int]] = []

    def small(height: int, width: int, read: Callable[[Box], Pixels]) -> Pixels:
        made.append((height, width))
        return small_copy(height, width, read)

    monkeypatch.setattr(engine.painting.painter, "small_copy", small)
    picture = photograph(64, 96)
    plain = Painter(64, 96, mirrored(inside(picture), 64, 96), no_networks)
    plain.looking([Softer()]).paint(Box(0, 0, 64, 96))
    assert made == []
    overview = plain.overview_of()
    assert np.array_equal(overview.small, picture)
    assert overview.small is overview.small
    assert made == [(64, 96)]


def test_a_box_is_read_once_however_many_steps_there_are() -> None:
    asked: list[Box] = []
    picture = noise(200, 200)

    def read(box: Box) -> Pixels:
        asked.append(box)
        return mirrored(inside(picture), 200, 200)(box)

    steps = tuple(Step(Softer(radius=r), Look(halo=r)) for r in (2, 3, 4))
    Painter(200, 200, read, no_networks, steps).paint(Box(50, 50, 82, 82))
    assert asked == [Box(41, 41, 91, 91)]


def test_a_stage_that_changes_the_shape_is_our_bug_and_is_named() -> None:
    with pytest.raises(ValueError, match=r"wrong made float32 \(39, 40, 3\) of \(40, 40, 3\)"):
        painted(noise(40, 40), Wrong())
