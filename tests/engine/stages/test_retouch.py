"""Retouch: what somebody marked goes, wherever it lies; what was erased is left alone; styles paint the part they are given."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from engine.devices.device import Device
from engine.edits.edit import Area, Mark, Point, Stroke
from engine.overview import small_copy
from engine.painting.painter import Painter
from engine.palette.filling import Mask
from engine.pixels import Box, Pixels
from engine.stages.retouch import SOFT, WIDER, Covered, Retouch
from engine.stages.scratches import Scratches
from tests.engine.small_archive import enlarged, inside, noise, painter_of, photograph
from tests.engine.stages.test_scratches import in_tiles, wider
from tests.engine.stages.test_style import dim
from tests.engine.stages.test_style import painted as painted_in_style

LIGHTEST = np.float32(0.7)  # of what is not marked
LASSO = Mark(shape=Area(rings=(((0.3, 0.3), (0.55, 0.2), (0.6, 0.6), (0.35, 0.55)),)))
LINE = Mark(shape=Stroke(points=((0.15, 0.3), (0.6, 0.55), (0.7, 0.8)), width=0.03))
LEAVING = Mark(shape=Area(rings=(((0.1, 0.5), (-0.5, 0.1), (-0.3, 0.9)),)))
MARKS = {"a lasso": LASSO, "a line": LINE, "a dot": Mark(shape=Stroke(points=((0.7, 0.6),), width=0.1)), "leaving it": LEAVING}


def dot(*places: Point, width: float = 0.12, erases: bool = False) -> tuple[Mark, ...]:
    return tuple(Mark(shape=Stroke(points=(place,), width=width), erases=erases) for place in places)


def things(height: int, width: int, *places: Point, across: float = 0.08) -> Mask:
    """Discs, narrower than the marks of `dot`."""
    mask, longest = np.zeros((height, width), np.uint8), max(height, width)
    for right, down in places:
        cv2.circle(mask, (round(right * width), round(down * height)), round(across * longest / 2), (1,), -1)
    return mask > 0


def with_things(height: int, width: int, *places: Point, channels: int = 3) -> Pixels:
    """A photograph, white where the things are."""
    return np.where(things(height, width, *places)[..., None], np.float32(1), LIGHTEST * photograph(height, width, channels))


def whole(painter: Painter) -> Pixels:
    return painter.paint(Box(0, 0, *painter.size))


def retouched(picture: Pixels, device: Device, *marks: Mark, **options: Any) -> Pixels:
    return whole(painter_of(picture, [Retouch(marks=marks, **options)], device))


@pytest.mark.parametrize("channels", [1, 3])
def test_what_is_marked_is_gone_and_the_rest_is_as_it_was(device: Device, channels: int) -> None:
    places = ((0.3, 0.5), (0.85, 0.2), (0.02, 0.95))
    picture, white = with_things(150, 200, *places, channels=channels), things(150, 200, *places)
    painter = painter_of(picture, [Retouch(marks=dot(*places))], device)
    look, result = painter.steps[0].look, whole(painter)
    assert isinstance(look, Covered)
    assert len(look.patches) == 3, "each place for itself"
    assert result.shape == picture.shape
    assert result[white].max() <= LIGHTEST + 1e-3
    far = ~wider(white, round(0.02 * 200) + WIDER + SOFT + 1)
    assert np.abs(result - picture)[far].max() < 1e-6
    assert far.mean() > 0.8


@pytest.mark.parametrize("name", MARKS)
def test_painted_in_tiles_equals_painted_whole(device: Device, name: str) -> None:
    painter = painter_of(photograph(130, 170), [Retouch(marks=(MARKS[name],))], device)
    assert np.abs(whole(painter) - painter.read(Box(0, 0, 130, 170))).max() > 0.05
    for side in (40, 64):
        assert np.abs(in_tiles(painter, side) - whole(painter)).max() <= 1 / 255


def test_strength_is_the_share_of_the_change(device: Device) -> None:
    picture, marks = with_things(90, 110, (0.5, 0.5)), dot((0.5, 0.5))
    assert np.array_equal(retouched(picture, device, *marks, strength=0), picture)
    half = retouched(picture, device, *marks, strength=0.5)
    assert np.abs(half - (picture + retouched(picture, device, *marks)) / 2).max() < 1e-5


def test_what_was_erased_again_stays(device: Device) -> None:
    picture = with_things(90, 110, (0.3, 0.5), (0.7, 0.5))
    result = retouched(picture, device, *dot((0.3, 0.5), (0.7, 0.5)), *dot((0.7, 0.5), width=0.2, erases=True))
    assert result[things(90, 110, (0.3, 0.5))].max() <= LIGHTEST + 1e-3
    assert np.array_equal(result[:, 70:], picture[:, 70:])


@pytest.mark.parametrize("marks", [(), dot((0.5, 0.5), erases=True), dot((2.0, 3.0))], ids=["none", "erased", "outside"])
def test_without_marks_the_stage_is_not_needed(device: Device, marks: tuple[Mark, ...]) -> None:
    picture = photograph(60, 80)
    assert np.array_equal(retouched(picture, device, *marks), picture)
    few = painter_of(picture, [], device).looking([Retouch(marks=marks)], picture, only_needed=True)
    assert not few.steps
    assert few.left_out[0].look.remarks == ("marked by hand: 0.00% of the picture",)


@pytest.mark.parametrize("channels", [1, 3])
def test_on_a_scan_larger_than_its_detail_patches_are_coarser_and_no_ghost_is_left(device: Device, channels: int) -> None:
    """A sharp thing on it too is gone at the scale of the scan."""
    picture = enlarged(with_things(81, 105, (0.5, 0.5), channels=channels), 6)[:481, :623]
    picture = np.array(picture)
    picture[230:250, 300:320] = 1
    painter = painter_of(picture, [Retouch(marks=dot((0.5, 0.5), width=0.14))], device)
    look = painter.steps[0].look
    assert isinstance(look, Covered)
    assert look.patches[0].pixels.shape[0] < look.patches[0].box.height
    result, thing = whole(painter), things(481, 623, (0.505, 0.505))
    assert result.shape == picture.shape
    assert result[thing].max() <= LIGHTEST + 0.02
    assert np.abs(result - picture)[~wider(thing, 60)].max() < 1e-6
    assert np.abs(in_tiles(painter, 160) - result).max() <= 1 / 255


def test_the_stages_behind_it_see_the_picture_without_what_was_marked(device: Device) -> None:
    """Also where the picture is larger than the copy of it that stages look at."""
    picture = 0.3 + 0.3 * noise(400, 1100, 1)
    picture[350:370, 800:820] = 1
    untouched = painter_of(picture, [], device)
    overview = untouched.overview_of(small_copy(400, 1100, inside(picture)))
    painter, seen = untouched.looking_once(Retouch(marks=dot((810 / 1100, 0.9), width=0.03)), overview)
    assert whole(painter).max() < 0.65
    assert seen.small.shape[:2] == (200, 550)
    assert seen.small.max() < 0.65


def test_damage_that_was_erased_is_left_and_the_rest_is_repaired(device: Device) -> None:
    """With the real finder and the real inpainter."""
    picture = 0.6 * photograph(200, 200)
    picture[20:180, 40] = picture[20:180, 150] = 1
    erased = Mark(shape=Stroke(points=((0.205, -0.1), (0.205, 1.1)), width=0.12), erases=True)
    result = whole(painter_of(picture, [Scratches(spared=(erased,))], device))
    assert np.array_equal(result[:, 35:48], picture[:, 35:48]), "it was told to leave this one alone"
    assert result[20:180, 150].mean() < 0.6
    assert whole(painter_of(picture, [Scratches()], device))[20:180, 40].mean() < 0.7, "else it would have been repaired"


@pytest.mark.parametrize("outside", [False, True])
def test_a_style_paints_only_the_part_that_it_is_given(outside: bool) -> None:
    picture, square = dim(80, 120), ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))
    where = (Mark(shape=Area(rings=(square,))),)
    everywhere = painted_in_style(picture, styles={"red": 1.0})
    part = painted_in_style(picture, styles={"red": 1.0}, where=where, outside=outside)
    deep, away = np.zeros((80, 120), np.bool_), np.ones((80, 120), np.bool_)
    deep[24:56, 34:86], away[16:64, 26:94] = True, False
    painted, kept = (away, deep) if outside else (deep, away)
    assert np.abs(part[painted] - everywhere[painted]).max() < 1e-6
    assert np.array_equal(part[kept], picture[kept])
    assert np.abs(everywhere - picture).max() > 0.1
