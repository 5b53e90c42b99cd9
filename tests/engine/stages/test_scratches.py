"""Scratches: what is marked is painted from its surroundings, and the rest of the picture stays as it is."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.model import Model
from engine.overview import small_copy
from engine.painting.painter import Painter
from engine.painting.readers import Keeper, MarksReader, kept_in_memory, mirrored
from engine.painting.tiles import tile_rows
from engine.palette.filling import RIM, Mask
from engine.pixels import Box, Pixels
from engine.stage import Marks, Stage
from engine.stages.scratches import FINDER, INPAINTER, SOFT, WIDE, WIDER, Damage, Scratches
from tests.engine.palette.test_filling import MeanOfKnown, a_mask, square
from tests.engine.small_archive import enlarged, inside, photograph

WHITE = np.float32(1)
LIGHTEST = np.float32(0.7)  # of what is not damaged
ANY = Scratches(wide=0)


class WhiteIsDamage:
    """A network for tests that says of each pixel how far its tone lies above those that are not damaged."""

    planes, halo, multiple_of, memory = 3, 0, 1, 100

    def __call__(self, tiles: Any) -> Any:
        assert tiles.dtype == np.float32
        assert tiles.flags.c_contiguous
        return ((tiles.min(axis=3, keepdims=True) - LIGHTEST) / (1 - LIGHTEST)).clip(0, 1)


def networks(model: Model) -> Any:
    return {FINDER: WhiteIsDamage(), INPAINTER: MeanOfKnown(multiple_of=4, reach=RIM // 4 + 1)}[str(model)]


def scratched(mask: Mask, channels: int = 3) -> Pixels:
    """A photograph, white where it is masked."""
    height, width = mask.shape
    return np.where(mask[..., None], WHITE, LIGHTEST * photograph(height, width, channels))


def painter_of(picture: Pixels, stage: Stage, only_needed: bool = False, keep: Keeper = kept_in_memory) -> Painter:
    height, width = picture.shape[:2]
    painter = Painter(height, width, mirrored(inside(picture), height, width), networks)
    return painter.looking([stage], small_copy(height, width, inside(picture)), keep, only_needed)


def restored(picture: Pixels, **options: Any) -> Pixels:
    """Damage of any width."""
    chosen: dict[str, Any] = {"wide": 0, **options}
    return painter_of(picture, Scratches(**chosen)).paint(Box(0, 0, *picture.shape[:2]))


def looked(picture: Pixels) -> Damage:
    look = painter_of(picture, ANY).steps[0].look
    assert isinstance(look, Damage)
    return look


def wider(mask: Mask, margin: int) -> Mask:
    return cv2.dilate(mask.astype(np.uint8), np.ones((2 * margin + 1, 2 * margin + 1), np.uint8)) > 0


def a_disc(side: int, across: int) -> Mask:
    return cv2.circle(np.zeros((side, side), np.uint8), (side // 2, side // 2), across // 2, (1,), -1) > 0


def read_from(picture: Marks) -> MarksReader:
    return lambda box: picture[box.inside(Box(0, 0, *picture.shape[:2]))]


sizes = st.tuples(st.integers(1, 200), st.integers(1, 200))


# What is painted ------------------------------------------------------------------------------------------------------


@given(size=sizes, seed=st.integers(0, 99), channels=st.sampled_from([1, 3]))
def test_damage_is_gone_and_what_is_not_near_it_stays(size: tuple[int, int], seed: int, channels: int) -> None:
    mask = a_mask(*size, seed, largest=30)
    picture = scratched(mask, channels)
    result = restored(picture)
    assert result.shape == picture.shape
    far = ~wider(mask, WIDER + SOFT)
    if channels == 3:
        assert np.array_equal(result[far], picture[far])
    else:
        assert np.abs(result - picture)[far].max(initial=0) < 1e-6
    if far.any():
        assert result[mask].max() <= LIGHTEST + 1e-6


@settings(max_examples=10)
@given(size=sizes, seed=st.integers(0, 99), channels=st.sampled_from([1, 3]))
def test_strength_is_the_share_of_the_change(size: tuple[int, int], seed: int, channels: int) -> None:
    picture = scratched(a_mask(*size, seed), channels)
    assert np.array_equal(restored(picture, strength=0), picture)
    assert np.abs(restored(picture, strength=0.5) - (picture + restored(picture)) / 2).max() < 1e-6


def test_what_lies_under_damage_is_not_seen_any_more() -> None:
    mask = square(120, 25)
    one, other = (np.where(mask[..., None], tone, scratched(mask)) for tone in (WHITE, np.float32(0.9)))
    assert np.abs(restored(one, doubt=0.5) - restored(other, doubt=0.5))[mask].max() < 1e-6


def test_doubt_decides_what_is_removed() -> None:
    """Stripes that the finder is the surer of, the lighter they are."""
    sure = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
    picture = LIGHTEST * photograph(100, 200)
    for number, share in enumerate(sure):
        picture[:, 20 + 40 * number : 23 + 40 * number] = LIGHTEST + (1 - LIGHTEST) * np.float32(share)
    for doubt in (0.05, 0.2, 0.4, 0.6, 0.8, 0.95):
        result = restored(picture, doubt=doubt)
        removed = [not np.array_equal(result[:, 21 + 40 * number], picture[:, 21 + 40 * number]) for number in range(5)]
        assert removed == [share > 1 - doubt for share in sure]


class OneSidedFinder(WhiteIsDamage):
    """It is also mistaken: about whatever lies on the left."""

    def __call__(self, tiles: Any) -> Any:
        found = super().__call__(tiles)
        found[:, :, : tiles.shape[2] // 2] = 1
        return found


@pytest.mark.parametrize(("views", "share"), [(1, 0.5), (4, 0.0), (8, 0.0)])
def test_what_is_found_from_one_side_alone_is_not_found_from_several(
    views: Any, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "WhiteIsDamage", OneSidedFinder)
    mask = square(128, 24)
    look = painter_of(scratched(mask), Scratches(wide=0, views=views)).steps[0]
    assert look.marks is not None
    marks = look.marks(Box(0, 0, 128, 128))[..., 0] >= 0.8 * 255
    assert marks[mask].all(), "damage is"
    assert marks[~mask].mean() == pytest.approx(share, abs=0.05)


def test_a_grey_picture_is_painted_as_its_rgb_would_be_and_stays_grey() -> None:
    mask = a_mask(150, 180, seed=1)
    grey = scratched(mask, 1)
    result = restored(grey)
    assert result.shape == (150, 180, 1)
    assert np.abs(restored(np.repeat(grey, 3, axis=2)) - result).max() < 1e-6


# What is wide ---------------------------------------------------------------------------------------------------------


@given(left=st.integers(40, 120), width=st.integers(1, WIDE - 4), channels=st.sampled_from([1, 3]))
def test_what_is_found_is_removed_where_it_is_narrow(left: int, width: int, channels: int) -> None:
    mask = np.zeros((100, 200), np.bool_)
    mask[:, left : left + width] = True
    assert restored(scratched(mask, channels), wide=1)[mask].max() <= LIGHTEST + 1e-6


@pytest.mark.parametrize("across", [2 * WIDE, 90])
def test_what_is_found_and_wide_is_left_unless_it_is_as_sure_as_was_asked_for(across: int) -> None:
    """A white shirt may be taken for a stain; a scratch beside it is removed all the same."""
    shirt, scratch = a_disc(200, across), np.zeros((200, 200), np.bool_)
    scratch[10:190, 20:23] = True
    picture = np.where(shirt[..., None], LIGHTEST + (WHITE - LIGHTEST) * np.float32(0.85), scratched(scratch))
    for wide, removed in ((1, False), (0.9, False), (0.7, True), (0, True)):
        result = restored(picture, wide=wide)
        assert result[scratch].max() <= LIGHTEST + 1e-6
        assert np.array_equal(result[shirt], picture[shirt]) != removed


def test_what_people_have_drawn_is_removed_however_wide_it_is() -> None:
    picture, mask = scratched(square(200, 0)), square(200, 90)
    drawn = mask[..., None].astype(np.uint8) * 255
    painter = painter_of(picture, Scratches(), keep=lambda height, width, shrink, survey: read_from(drawn))
    result = painter.paint(Box(0, 0, 200, 200))
    assert np.abs(result - picture)[mask].mean() > 0.02
    assert np.array_equal(result[~wider(mask, WIDER + SOFT)], picture[~wider(mask, WIDER + SOFT)])


# What is seen ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hole", "told"), [(0, "0.00%"), (10, "1.00%"), (50, "25.00%")])
def test_the_remark_tells_how_much_is_damaged(hole: int, told: str) -> None:
    look = looked(scratched(square(100, hole)))
    assert look.remarks == (f"damage: {told} of the picture",)
    assert look.needed == (hole > 0)


def test_where_nothing_is_found_the_stage_is_left_out_if_only_what_is_needed_is_done() -> None:
    picture = scratched(square(100, 0))
    painter = painter_of(picture, ANY, only_needed=True)
    assert painter.steps == ()
    assert [step.look.remarks for step in painter.left_out] == [("damage: 0.00% of the picture",)]
    assert len(painter_of(scratched(square(100, 4)), ANY, only_needed=True).steps) == 1


def test_only_a_hole_that_is_too_deep_for_its_edges_gets_a_ground() -> None:
    assert looked(scratched(square(200, 2 * RIM - 4))).ground is None
    ground = looked(scratched(square(200, 2 * RIM + 8))).ground
    assert ground is not None
    assert ground.shape == (200, 200, 3)


@pytest.mark.parametrize("channels", [1, 3])
def test_a_large_hole_takes_the_tones_around_it_from_the_ground(channels: int) -> None:
    mask = square(300, 180)
    picture = np.where(mask[..., None], WHITE, np.full((300, 300, channels), 0.3, np.float32))
    assert np.abs(restored(picture)[mask] - 0.3).max() < 0.01


@pytest.mark.parametrize("width", [256, 2048])
def test_a_large_hole_in_a_mirrored_picture_is_filled_as_in_the_picture(width: int) -> None:
    mask = np.zeros((128, width), np.bool_)
    mask[24:104, 60:180] = True
    picture = scratched(mask)
    for axis in (0, 1):
        flipped = restored(np.ascontiguousarray(np.flip(picture, axis)))
        assert np.abs(np.flip(flipped, axis) - restored(picture)).max() < 1e-3


def test_the_soft_edge_of_a_large_hole_is_not_taken_for_its_surroundings() -> None:
    mask = square(300, 180)
    hard = np.where(mask[..., None], WHITE, np.full((300, 300, 3), 0.3, np.float32))
    soft = np.asarray(cv2.GaussianBlur(hard, (0, 0), 0.7), np.float32)
    middle = square(300, 100)
    assert np.abs(restored(soft)[middle] - 0.3).max() < 0.02


# Tiles and scales -----------------------------------------------------------------------------------------------------


def in_tiles(painter: Painter, tile: int) -> Pixels:
    rows = tile_rows(painter.height, painter.width, tile)
    return np.concatenate([np.concatenate([painter.paint(box) for box in row], axis=1) for row in rows])


@given(
    size=sizes, seed=st.integers(0, 99), tile=st.integers(32, 128), largest=st.sampled_from([10, 120]),
    wide=st.sampled_from([0, 0.6, 1]),
)  # fmt: skip
@example(size=(135, 197), seed=950, tile=94, largest=120, wide=0)
@example(size=(100, 1300), seed=1, tile=96, largest=90, wide=0)
def test_painted_in_tiles_equals_painted_whole(size: tuple[int, int], seed: int, tile: int, largest: int, wide: float) -> None:
    doubtful, picture = a_mask(*size, seed + 100, largest=60), scratched(a_mask(*size, seed, largest=largest))
    picture[doubtful] = LIGHTEST + (WHITE - LIGHTEST) * np.float32(0.55)
    picture[0, 0] = 0
    painter = painter_of(picture, Scratches(wide=wide))
    error = np.abs(in_tiles(painter, tile) - painter.paint(Box(0, 0, *size)))
    assert error.max() <= 1 / 255
    assert error.mean() <= 1 / 4000


def test_on_a_scan_that_is_larger_than_its_detail_damage_is_removed_at_the_working_scale() -> None:
    mask = square(80, 6)
    picture = enlarged(scratched(mask), 8)
    painter = painter_of(picture, ANY)
    assert painter.steps[0].look.shrink > 1
    result = painter.paint(Box(0, 0, *picture.shape[:2]))
    clean = enlarged(LIGHTEST * photograph(*mask.shape), 8)
    where = mask.repeat(8, axis=0).repeat(8, axis=1)
    assert np.abs(result - clean)[where].mean() < 0.3 * np.abs(picture - clean)[where].mean()
    far = ~wider(where, 40)
    assert np.abs(result - picture)[far].max() < 1e-6
