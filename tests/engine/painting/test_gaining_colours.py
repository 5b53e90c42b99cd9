"""Stages that make RGB of a grey picture: alone, among others, at a working scale, enlarging, in tiles, and into samples."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.files.colour import ColourSpace
from engine.files.source import Shape
from engine.overview import Overview, small_copy
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels, as_rgb
from engine.stage import Look, Stage, Tile
from tests.engine.small_archive import inside, photograph

TINT = np.array([0.1, 0.0, -0.1], np.float32)


class Tint(Stage, tag="tint", frozen=True):
    """Adds a little red and takes a little blue."""

    shrink: int = 1
    factor: int = 1

    @property
    def colours(self) -> bool:
        return True

    @property
    def scale(self) -> int:
        return self.factor

    def look(self, overview: Overview, networks: Any) -> Look:
        return Look(shrink=self.shrink, remarks=(f"{overview.small.shape[2]} channels",))

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        height, width = tile.pixels.shape[:2]
        size = (width * self.factor, height * self.factor)
        large = cv2.resize(np.ascontiguousarray(as_rgb(tile.pixels)), size, interpolation=cv2.INTER_CUBIC)
        return (large + TINT).astype(np.float32)


class Darken(Stage, tag="darken", frozen=True):
    """Keeps the channels that it is given, and says how many they are."""

    def look(self, overview: Overview, networks: Any) -> Look:
        return Look(halo=2, remarks=(f"{overview.small.shape[2]} channels", f"{overview.crop(Box(0, 0, 5, 5)).shape[2]}"))

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        return (0.9 * cv2.blur(tile.pixels, (3, 3)).reshape(tile.pixels.shape)).astype(np.float32)


class Liar(Tint, tag="liar", frozen=True):
    """Says that it colours, and does not."""

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        return tile.pixels


def painter_of(picture: Pixels, *stages: Stage) -> Painter:
    height, width = picture.shape[:2]
    plain = Painter(height, width, mirrored(inside(picture), height, width), no_networks)
    return plain.looking(stages, small_copy(height, width, inside(picture)))


def no_networks(model: object) -> Any:
    raise AssertionError(model)


def grey(height: int, width: int) -> Pixels:
    return 0.3 + 0.4 * photograph(height, width, 1)


def whole(painter: Painter) -> Pixels:
    return painter.paint(Box(0, 0, *painter.size))


CHAINS = [
    (Tint(),), (Tint(shrink=4),), (Tint(factor=2),), (Tint(shrink=2, factor=2),),
    (Darken(), Tint(), Darken()), (Tint(shrink=2), Darken()), (Tint(), Tint(shrink=2)),
]  # fmt: skip
every_chain = pytest.mark.parametrize("stages", CHAINS, ids=range(len(CHAINS)))


@every_chain
@given(height=st.integers(1, 70), width=st.integers(1, 70), tile=st.integers(32, 96))
def test_painted_in_tiles_equals_painted_whole(stages: tuple[Stage, ...], height: int, width: int, tile: int) -> None:
    painter = painter_of(grey(height, width), *stages)
    rows = tile_rows(*painter.size, tile)
    tiles = np.concatenate([np.concatenate([painter.paint(box) for box in row], axis=1) for row in rows])
    assert tiles.shape == (*painter.size, 3)
    assert np.abs(tiles - whole(painter)).max() < 1e-5


@every_chain
def test_a_grey_picture_is_painted_as_its_rgb_would_be(stages: tuple[Stage, ...]) -> None:
    picture = grey(40, 56)
    assert np.abs(whole(painter_of(picture, *stages)) - whole(painter_of(as_rgb(picture), *stages))).max() < 1e-6


@every_chain
def test_what_was_before_is_grey_still_and_at_the_same_place(stages: tuple[Stage, ...]) -> None:
    painter = painter_of(grey(40, 56), *stages)
    before, after = painter.before_and_after(Box(0, 0, *painter.size))
    assert before.shape == (*painter.size, 1)
    assert after.shape == (*painter.size, 3)
    for channel in range(3):
        assert np.corrcoef(before.ravel(), after[..., channel].ravel())[0, 1] > 0.9


@pytest.mark.parametrize("stage", [Tint(), Tint(shrink=4), Tint(factor=2), Tint(shrink=2, factor=2)])
def test_what_a_stage_gives_is_a_colour_at_every_working_scale(stage: Tint) -> None:
    picture = grey(40, 56)
    large = cv2.resize(picture, None, fx=stage.factor, fy=stage.factor, interpolation=cv2.INTER_CUBIC)
    found = whole(painter_of(picture, stage)) - large.reshape(*large.shape[:2], 1)
    inner = np.s_[4:-4, 4:-4]
    assert np.abs(found[inner] - TINT).max() < 0.12
    assert np.abs(found[inner] - TINT).mean() < 0.01


def test_stages_after_it_look_at_rgb_and_stages_before_it_at_grey() -> None:
    painter = painter_of(grey(40, 56), Darken(), Tint(), Darken(), Tint())
    assert [step.look.remarks[0] for step in painter.steps] == ["1 channels", "1 channels", "3 channels", "3 channels"]
    assert [step.look.remarks[1] for step in painter.steps if isinstance(step.stage, Darken)] == ["1", "3"]


def test_a_painter_knows_whether_its_picture_gains_colours() -> None:
    assert painter_of(grey(8, 8), Darken(), Tint()).colours
    assert painter_of(grey(8, 8), Tint(), Darken()).colours
    assert not painter_of(grey(8, 8), Darken()).colours
    assert not painter_of(grey(8, 8)).colours
    assert whole(painter_of(grey(8, 8), Darken())).shape == (8, 8, 1)


def test_a_stage_that_promises_colours_and_gives_none_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="liar made"):
        whole(painter_of(grey(8, 8), Liar()))


# Samples --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("alpha", [False, True])
def test_samples_of_a_grey_file_become_rgb_by_what_was_changed_and_alpha_stays(bits: Any, alpha: bool) -> None:
    shape = Shape(30, 40, 1, alpha, bits)
    largest, random = 2**bits - 1, np.random.default_rng(0)
    samples = random.integers(0, largest + 1, (30, 40, shape.planes)).astype(shape.dtype)
    space = ColourSpace(shape, None)
    before = space.to_pixels(samples)
    found = space.changed(samples, before, before + TINT)
    assert found.dtype == shape.dtype
    assert found.shape == (30, 40, 3 + alpha)
    wanted = np.clip(np.rint(samples[..., :1] + TINT.astype(np.float64) * largest), 0, largest)
    assert np.abs(found[..., :3] - wanted).max() <= 1
    assert np.array_equal(found[..., 3:], samples[..., 1:])
    assert np.array_equal(space.changed(samples, before, as_rgb(before))[..., :3], samples[..., [0, 0, 0]])


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("alpha", [False, True])
def test_samples_that_were_not_changed_stay_to_the_last_bit(bits: Any, channels: Any, alpha: bool) -> None:
    shape = Shape(30, 40, channels, alpha, bits)
    samples = np.random.default_rng(0).integers(0, 2**bits, (30, 40, shape.planes)).astype(shape.dtype)
    given_, space = samples.copy(), ColourSpace(shape, None)
    found = space.changed(samples, space.to_pixels(samples), space.to_pixels(samples))
    assert np.array_equal(found, given_)
    assert not np.shares_memory(found, samples)
