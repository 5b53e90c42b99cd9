"""Filling: what is masked is painted from what is around it, and from nothing else; in tiles as in one piece."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.painting.readers import mirrored, on_grid
from engine.palette.filling import CELL, RIM, Mask, depth, filled, filled_roughly, painted
from engine.pixels import Box, Pixels
from tests.engine.small_archive import inside, noise, photograph, ramp

NOTHING_KNOWN = 0.5
sizes = st.tuples(st.integers(1, 180), st.integers(1, 180))


class MeanOfKnown:
    """A network for tests: each cell of its grid becomes the mean of what is known in the cells around it.

    It is used as `engine.devices.device.Network` is.
    """

    def __init__(self, multiple_of: int, reach: int) -> None:
        self.planes = 4
        self.multiple_of = multiple_of
        self.halo = (reach + 1) * multiple_of
        self.memory = 100
        self.asked = 0  # pixels
        self._window = 2 * reach + 1

    def __call__(self, tiles: Any) -> Any:
        assert tiles.dtype == np.float32
        assert set(np.unique(tiles[..., 3])) <= {0, 1}
        self.asked += tiles.shape[1] * tiles.shape[2]
        return np.stack([self._answer(tile.astype(np.float64)) for tile in tiles])

    def _answer(self, tile: NDArray[np.float64]) -> Pixels:
        height, width = tile.shape[:2]
        step, window = self.multiple_of, (self._window, self._window)
        known = 1 - tile[..., 3:]
        planes = np.concatenate([tile[..., :3] * known, known], axis=2)
        planes = np.pad(planes, ((0, -height % step), (0, -width % step), (0, 0)))
        cells = planes.reshape(planes.shape[0] // step, step, planes.shape[1] // step, step, 4).sum(axis=(1, 3))
        sums = cv2.boxFilter(cells, cv2.CV_64F, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
        count = np.rint(sums[..., 3:])
        means = np.where(count > 0, sums[..., :3] / np.maximum(count, 1), NOTHING_KNOWN)
        return means.repeat(step, axis=0).repeat(step, axis=1)[:height, :width].astype(np.float32)


def seeing(multiple_of: int, reach: int) -> Any:
    return MeanOfKnown(multiple_of, reach)


def far_seeing() -> Any:
    """From the edge of a hole to its middle, or to what is filled in a smaller copy."""
    return seeing(multiple_of=4, reach=RIM // 4 + 1)


def near_seeing() -> Any:
    return seeing(multiple_of=4, reach=2)


def a_mask(height: int, width: int, seed: int, count: int = 4, largest: int = 90) -> Mask:
    """Some boxes, from single pixels to large ones, and a scratch."""
    random = np.random.default_rng(seed)
    mask = np.zeros((height, width), np.bool_)
    for _ in range(count):
        top, left = random.integers(height), random.integers(width)
        tall, wide = random.integers(1, largest, 2)
        mask[top : top + tall, left : left + wide] = True
    mask[:, random.integers(width)] = True
    return mask


def square(side: int, hole: int) -> Mask:
    """A square hole in the middle of a square picture."""
    mask, start = np.zeros((side, side), np.bool_), (side - hole) // 2
    mask[start : start + hole, start : start + hole] = True
    return mask


# A picture in one piece -----------------------------------------------------------------------------------------------


@given(size=sizes, seed=st.integers(0, 99), channels=st.sampled_from([1, 3]))
def test_only_what_is_masked_changes_and_stays_in_range(size: tuple[int, int], seed: int, channels: int) -> None:
    picture, mask = noise(*size, channels), a_mask(*size, seed)
    result = filled(picture, mask, far_seeing())
    assert result.dtype == np.float32
    assert result.shape == (*size, 3)
    assert np.array_equal(result[~mask], np.broadcast_to(picture, result.shape)[~mask])
    assert result.min() >= 0
    assert result.max() <= 1


@given(size=sizes, seed=st.integers(0, 99))
def test_nothing_of_what_lay_in_a_hole_is_seen_after_it_was_filled(size: tuple[int, int], seed: int) -> None:
    picture, mask = noise(*size), a_mask(*size, seed)
    mask[-1, -1] = False
    other = np.where(mask[..., None], 1 - picture, picture)
    assert np.array_equal(filled(picture, mask, far_seeing()), filled(other, mask, far_seeing()))


@pytest.mark.parametrize("hole", [2, 30, 2 * RIM + 8, 150, 198])
def test_a_hole_takes_the_tones_of_its_surroundings_however_deep_it_is(hole: int) -> None:
    tones = np.array([0.7, 0.3, 0.1], np.float32)
    mask = square(200, hole)
    picture = np.where(mask[..., None], np.float32(1), tones)
    assert np.abs(filled(picture, mask, far_seeing()) - tones).max() < 1e-3


def test_one_corner_that_is_known_gives_its_tone_to_all_the_rest() -> None:
    mask = np.ones((200, 200), np.bool_)
    mask[:5, :5] = False
    picture = np.where(mask[..., None], np.float32(1), np.float32(0.1))
    assert np.abs(filled(picture, mask, far_seeing()) - 0.1).max() < 1e-3


def test_filled_tones_stay_in_range_where_the_network_paints_hard_edges() -> None:
    class BlackOrWhite(MeanOfKnown):
        def __call__(self, tiles: Any) -> Any:
            assert tiles[..., :3].min() >= 0
            assert tiles[..., :3].max() <= 1
            return (super().__call__(tiles) > 0.5).astype(np.float32)

    network: Any = BlackOrWhite(multiple_of=4, reach=6)
    result = filled(noise(200, 200), square(200, 150), network)
    assert result.min() >= 0
    assert result.max() <= 1


def test_the_sides_of_a_deep_hole_are_filled_from_their_own_side() -> None:
    """Dark at the left, light at the right: so is the filling, without a jump in its middle."""
    mask = square(220, 160)
    picture = np.zeros((220, 220, 3), np.float32)
    picture[:, 110:] = 0.8
    row = filled(np.where(mask[..., None], np.float32(0.4), picture), mask, far_seeing())[110, :, 0]
    assert row[30:50].max() < 0.2
    assert row[170:190].min() > 0.6
    assert np.abs(np.diff(row)).max() < 0.1


def test_where_all_is_masked_or_nothing_the_picture_stays_and_the_network_rests() -> None:
    picture, network = photograph(60, 80), far_seeing()
    for mask in (np.zeros((60, 80), np.bool_), np.ones((60, 80), np.bool_)):
        assert np.array_equal(filled(picture, mask, network), picture)
    assert network.asked == 0


def test_depth_is_the_distance_to_what_is_not_masked() -> None:
    mask = square(41, 21)
    assert depth(mask)[20, 20] == pytest.approx(11)
    assert depth(mask)[10, 10] == pytest.approx(1)
    assert (depth(mask)[~mask] == 0).all()
    assert (depth(mask)[mask] > 0).all()


# Tiles ----------------------------------------------------------------------------------------------------------------


def in_tiles(picture: Pixels, mask: Mask, tile: tuple[int, int], network: Any) -> Pixels:
    """Each box with just the surroundings that it needs, mirrored outside the picture."""
    result = np.array(picture)
    for top in range(0, picture.shape[0], tile[0]):
        for left in range(0, picture.shape[1], tile[1]):
            wanted = Box(top, left, top + tile[0], left + tile[1]).clipped(*mask.shape)
            pixels, marked, place = around(picture, mask, wanted, network)
            patch = painted(pixels, marked, place, wanted, network)[wanted.inside(place)]
            result[wanted.inside(Box(0, 0, *mask.shape))] = patch
    return result


def around(picture: Pixels, mask: Mask, wanted: Box, network: Any) -> tuple[Pixels, Mask, Box]:
    place = on_grid(wanted.grown(network.halo), network.multiple_of)
    pixels = mirrored(inside(picture), *mask.shape)(place)
    marked = mirrored(inside(mask[..., None].astype(np.float32)), *mask.shape)(place)
    return pixels, marked[..., 0] > 0, place


@given(
    size=sizes, tile=st.tuples(st.integers(16, 150), st.integers(16, 150)), seed=st.integers(0, 99),
    multiple_of=st.sampled_from([1, 4, 16]), reach=st.integers(0, 2), count=st.integers(0, 6),
)  # fmt: skip
def test_painted_in_tiles_equals_painted_whole(
    size: tuple[int, int], tile: tuple[int, int], seed: int, multiple_of: int, reach: int, count: int
) -> None:
    picture, mask, network = noise(*size), a_mask(*size, seed, count), MeanOfKnown(multiple_of, reach)
    whole = in_tiles(picture, mask, size, network)
    assert np.abs(in_tiles(picture, mask, tile, network) - whole).max() < 1e-5
    assert np.array_equal(whole[~mask], picture[~mask])


@given(size=sizes, seed=st.integers(0, 99), count=st.integers(0, 6))
def test_painted_in_patches_equals_what_the_network_says_of_the_whole(size: tuple[int, int], seed: int, count: int) -> None:
    picture, mask, network = noise(*size), a_mask(*size, seed, count, largest=9), near_seeing()
    whole = Box(0, 0, *size)
    answer = network(np.concatenate([picture, mask[..., None]], axis=2, dtype=np.float32)[None])[0]
    expected = np.where(mask[..., None], answer, picture)
    assert np.abs(painted(picture, mask, whole, whole, network) - expected).max() < 1e-5


def test_where_little_is_masked_the_network_is_asked_for_few_pixels() -> None:
    side, network = 16 * CELL, near_seeing()
    whole, mask = Box(0, 0, side, side), np.zeros((side, side), np.bool_)
    picture = np.zeros((side, side, 3), np.float32)
    painted(picture, mask, whole, whole, network)
    assert network.asked <= CELL**2
    mask[100, 100] = mask[700, 900] = True
    network.asked = 0
    painted(picture, mask, whole, whole, network)
    assert 0 < network.asked <= 2 * (CELL + 2 * network.halo) ** 2


def test_the_network_is_never_asked_for_more_than_there_is() -> None:
    """Also where single specks are everywhere, and patches with their surroundings would overlap."""
    side, network = 4 * CELL, seeing(multiple_of=16, reach=3)
    whole, mask = Box(0, 0, side, side), np.zeros((side, side), np.bool_)
    mask[CELL // 2 :: 2 * CELL, CELL // 2 :: 2 * CELL] = True
    painted(np.zeros((side, side, 3), np.float32), mask, whole, whole, network)
    assert network.asked <= side**2


def test_a_rough_filling_keeps_what_is_known_and_takes_the_rest_from_around_it() -> None:
    picture = ramp(40, 60)
    mask = np.zeros((40, 60), bool)
    mask[10:30, 20:44] = True
    spoilt = picture.copy()
    spoilt[mask] = 1
    found = filled_roughly(spoilt, mask)
    assert np.array_equal(found[~mask], picture[~mask])
    assert np.abs(found - picture)[mask].mean() < 0.04
    assert np.array_equal(filled_roughly(spoilt, np.zeros_like(mask)), spoilt)
    assert np.array_equal(filled_roughly(spoilt, np.ones_like(mask)), spoilt)


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (2, 3), (33, 5)])
def test_a_rough_filling_takes_pictures_of_any_shape(shape: tuple[int, int]) -> None:
    picture = np.full((*shape, 3), 0.25, np.float32)
    mask = np.zeros(shape, bool)
    mask[0, 0] = True
    assert filled_roughly(picture, mask).shape == picture.shape
