"""Selecting: a thing is found by a click or a loop, writing within a frame, and outlines are what they go around."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.desks.opened import Opened
from engine.desks.selecting import outlines, selected_object, selected_writing
from engine.edits.drawing import MARKED, drawn
from engine.edits.edit import Area, Mark, Point, Ring
from engine.palette.filling import Mask
from engine.pixels import Box, Pixels
from engine.samples import CAMERA
from tests.engine.small_archive import photograph, saved

HIGH, WIDE = 200, 280
ORANGE, BLUE = (0.95, 0.5, 0.1), (0.1, 0.2, 0.9)
Selected = Callable[..., Mask]


@pytest.fixture
def selected(tmp_path: Path) -> Selected:
    """What is found on a picture, as it is drawn."""

    def found(select: Callable[[Opened, Sequence[Point]], tuple[Ring, ...]], picture: Pixels, *around: Point) -> Mask:
        opened = Opened(saved(tmp_path / "picture.png", picture), tmp_path)
        try:
            return filled(select(opened, around), *picture.shape[:2])
        finally:
            opened.close()

    return found


def filled(rings: tuple[Ring, ...], height: int, width: int) -> Mask:
    marks = [Mark(shape=Area(rings=rings))] if rings else []
    return drawn(marks, Box(0, 0, height, width), height, width)[..., 0] == MARKED


def disc(across: float, down: float, radius: int = 28) -> Mask:
    return cv2.circle(np.zeros((HIGH, WIDE), np.uint8), (round(across * WIDE), round(down * HIGH)), radius, (1,), -1) > 0


def with_discs(*discs: tuple[Mask, tuple[float, float, float]]) -> Pixels:
    """On a ground that is soft, and not quite even."""
    down = np.linspace(0, 0.3, HIGH, dtype=np.float32)[:, None, None]
    picture = 0.25 + np.concatenate([down, 0 * down + 0.15, 0.3 - down], axis=2) + 0.05 * photograph(HIGH, WIDE)
    for mask, colour in discs:
        picture[mask] = colour
    return np.asarray(picture, np.float32)


def loop(across: float, down: float, radius: float = 40) -> list[Point]:
    turns = np.linspace(0, 2 * np.pi, 30, endpoint=False)
    return [(float(across + radius / WIDE * np.cos(turn)), float(down + radius / HIGH * np.sin(turn))) for turn in turns]


def frame(left: float, top: float, right: float, bottom: float) -> list[Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def likeness(one: Mask, other: Mask) -> float:
    """Intersection over union."""
    return float((one & other).sum() / max(1, (one | other).sum()))


@pytest.mark.parametrize("around", [[(0.45, 0.5)], loop(0.45, 0.5)], ids=["a click", "a loop"])
def test_a_thing_is_found(selected: Selected, around: list[Point]) -> None:
    thing = disc(0.45, 0.5)
    assert likeness(selected(selected_object, with_discs((thing, ORANGE)), *around), thing) > 0.9


@pytest.mark.parametrize("second", [ORANGE, BLUE])
def test_of_two_things_only_the_one_that_was_clicked_is_found(selected: Selected, second: tuple[float, float, float]) -> None:
    left, right = disc(0.28, 0.5), disc(0.72, 0.5)
    picture = with_discs((left, ORANGE), (right, second))
    assert likeness(selected(selected_object, picture, (0.28, 0.5)), left) > 0.9
    assert likeness(selected(selected_object, picture, (0.72, 0.5)), right) > 0.9
    assert likeness(selected(selected_object, picture, *loop(0.72, 0.5)), right) > 0.9


def test_a_thing_with_the_colours_of_what_is_around_the_line_is_found_by_its_edges(selected: Selected) -> None:
    picture = np.atleast_3d(CAMERA.load()).astype(np.float32) / 255
    turns = np.linspace(0, 2 * np.pi, 30, endpoint=False)
    line = [(float(0.825 + 0.045 * np.cos(turn)), float(0.31 + 0.14 * np.sin(turn))) for turn in turns]
    found = selected(selected_object, picture, *line)
    tower = np.zeros(picture.shape[:2], np.bool_)
    tower[128:198, 408:438] = True
    assert (found & tower).sum() > 0.3 * tower.sum()
    assert (found & tower).sum() > 0.8 * found.sum()


def test_a_thing_is_found_alike_every_time(selected: Selected) -> None:
    picture = photograph(HIGH, WIDE)
    first = selected(selected_object, picture, (0.6, 0.6))
    for seed in (1, 2, 3):
        cv2.setRNGSeed(seed)
        assert np.array_equal(selected(selected_object, picture, (0.6, 0.6)), first)


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (3, 3), (5, 4), (12, 12), (60, 80)])
@pytest.mark.parametrize("channels", [1, 3])
def test_where_there_is_no_thing_nothing_breaks(selected: Selected, size: tuple[int, int], channels: int) -> None:
    for picture in (np.full((*size, channels), 0.5, np.float32), photograph(*size, channels)):
        for around in ([(0.5, 0.5)], [(0.0, 1.0)], [(-0.2, 1.3)], [(0.5, 0.5)] * 3, frame(0.2, 0.2, 0.8, 0.8)):
            assert selected(selected_object, picture, *around).shape == size
            assert selected(selected_writing, picture, *around).shape == size


def test_around_everything_there_is_nothing_to_tell_apart(selected: Selected) -> None:
    picture = with_discs((disc(0.45, 0.5), ORANGE))
    assert not selected(selected_object, picture, *frame(-0.1, -0.1, 1.1, 1.1)).any()


@pytest.mark.parametrize(("channels", "scale"), [(3, 1), (1, 1), (3, 2)])
@pytest.mark.parametrize("ink", [0.95, 0.05], ids=["light on dark", "dark on light"])
def test_writing_is_found_within_the_frame_and_not_outside(selected: Selected, ink: float, channels: int, scale: int) -> None:
    canvas = np.zeros((HIGH, WIDE), np.uint8)
    for text, place in (("1931", (30, 110)), ("1947", (30, 190))):
        cv2.putText(canvas, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, (255,), 2 * scale)
    paper = 0.15 if ink > 0.5 else 0.5
    picture = paper + 0.3 * photograph(HIGH, WIDE, channels)
    letters, around = canvas > 127, cv2.dilate(canvas, np.ones((9, 9), np.uint8)) > 127
    picture[letters] = ink
    left, top, right, bottom = 20 / WIDE, (110 - 36 * scale) / HIGH, (20 + 110 * scale) / WIDE, 122 / HIGH
    line = [(left, top), (right, top), (right - 0.2 * scale, bottom), (left, bottom)]  # it cuts the last figure
    within, found = filled((tuple(line),), HIGH, WIDE), selected(selected_writing, picture, *line)
    assert found[letters & within].mean() > 0.97
    assert not found[cv2.dilate(within.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0].any(), "that was not asked for"
    assert found[within & ~around].mean() < 0.02


def shapes() -> dict[str, Mask]:
    box = np.zeros((HIGH, WIDE), np.bool_)
    box[20:180, 30:200] = True
    box[60:140, 70:160] = False
    island = box.copy()
    island[90:110, 100:130] = True
    ring = disc(0.5, 0.5, 90) & ~disc(0.5, 0.5, 40)
    return {"a frame": box, "an island": island, "a ring": ring, "two": disc(0.2, 0.5) | disc(0.8, 0.5), "all": box | ~box}


@pytest.mark.parametrize("name", shapes())
def test_outlines_drawn_are_what_they_go_around(name: str) -> None:
    mask, rings = shapes()[name], outlines(shapes()[name])
    assert len(rings) == {"a frame": 2, "an island": 3, "a ring": 2, "two": 2, "all": 1}[name]
    assert likeness(filled(rings, HIGH, WIDE), mask) > 0.98


def test_outlines_of_a_part_lie_where_the_part_does() -> None:
    mask, whole = shapes()["a ring"], np.zeros((500, 600), np.bool_)
    whole[130 : 130 + HIGH, 240 : 240 + WIDE] = mask
    part = Box(130, 240, 130 + HIGH, 240 + WIDE)
    assert likeness(filled(outlines(mask, part, 500, 600), 500, 600), whole) > 0.98
    twice = outlines(mask, part.enlarged(2), 1000, 1200)  # what was searched had half as many pixels
    assert likeness(filled(twice, 1000, 1200), whole.repeat(2, axis=0).repeat(2, axis=1)) > 0.97
    assert outlines(np.zeros_like(mask)) == ()
