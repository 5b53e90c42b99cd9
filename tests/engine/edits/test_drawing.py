"""Drawing: shapes as pixels: the same place at every scale and in every box, holes, erasing, and what leaves the picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.edits.drawing import ERASED, MARKED, drawn
from engine.edits.edit import Area, Mark, Point, Ring, Stroke
from engine.pixels import Box

HIGH, WIDE = 150, 200
LASSO: Ring = ((0.2, 0.3), (0.7, 0.15), (0.85, 0.8), (0.4, 0.6))
LINE: tuple[Point, ...] = ((0.1, 0.8), (0.4, 0.3), (0.9, 0.35))


def stroke(*points: Point, width: float, erases: bool = False) -> Mark:
    return Mark(shape=Stroke(points=points, width=width), erases=erases)


def area(*rings: Ring, erases: bool = False) -> Mark:
    return Mark(shape=Area(rings=rings), erases=erases)


def square(half: float) -> Ring:
    return (0.5 - half, 0.5 - half), (0.5 + half, 0.5 - half), (0.5 + half, 0.5 + half), (0.5 - half, 0.5 + half)


def whole(*marks: Mark, height: int = HIGH, width: int = WIDE) -> NDArray[np.int8]:
    return drawn(marks, Box(0, 0, height, width), height, width)[..., 0]


def by_chance(seed: int, least: float, most: float) -> tuple[Mark, ...]:
    """Some strokes and areas; a few of them erase."""
    random = np.random.default_rng(seed)

    def ring(count: int) -> Ring:
        return tuple((across, down) for across, down in random.uniform(least, most, (count, 2)).tolist())

    shapes = [
        stroke(*ring(3), width=float(random.uniform(0.001, 0.2))), area(ring(4)), area(ring(3), ring(5), erases=True),
        stroke(*ring(1), width=0.2, erases=True), area(ring(5)),
    ]  # fmt: skip
    return tuple(shapes[place] for place in random.permutation(len(shapes)))


SHAPES = {
    "a line": [stroke(*LINE, width=0.05)],
    "a lasso": [area(LASSO)],
    "a frame": [area(square(0.4), square(0.25))],
    "an erased middle": [area(LASSO), stroke(*LINE, width=0.08, erases=True)],
}


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_places_are_marked_at_every_scale(name: str) -> None:
    finest = whole(*SHAPES[name], height=8 * HIGH, width=8 * WIDE)
    for factor in (1, 2, 4):
        coarse, step = whole(*SHAPES[name], height=factor * HIGH, width=factor * WIDE), 8 // factor
        assert (coarse == MARKED).mean() == pytest.approx((finest == MARKED).mean(), abs=0.02 / factor)
        assert (coarse != finest[step // 2 :: step, step // 2 :: step]).mean() < 0.03 / factor


@given(seed=st.integers(0, 999), reach=st.sampled_from([0, 0.4]), top=st.integers(0, HIGH - 1), left=st.integers(0, WIDE - 1))
def test_a_box_of_the_whole_is_the_same_place_of_the_whole(seed: int, reach: float, top: int, left: int) -> None:
    marks, box = by_chance(seed, -reach, 1 + reach), Box(top, left, top + 50, left + 40).clipped(HIGH, WIDE)
    assert np.array_equal(drawn(marks, box, HIGH, WIDE)[..., 0], whole(*marks)[box.inside(Box(0, 0, HIGH, WIDE))])


def test_outside_the_picture_it_is_mirrored_as_the_picture_is() -> None:
    marks, margin = by_chance(1, 0, 1), 30
    around = drawn(marks, Box(0, 0, HIGH, WIDE).grown(margin), HIGH, WIDE)
    assert np.array_equal(around[..., 0], np.pad(whole(*marks), margin, mode="reflect"))


@pytest.mark.parametrize("seed", range(8))
def test_of_shapes_that_leave_the_picture_the_part_inside_is_marked(seed: int) -> None:
    """As it would be in a picture that shows as much again on every side."""

    def placed(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(((across + 1) / 3, (down + 1) / 3) for across, down in points)

    def within(mark: Mark) -> Mark:
        if isinstance(mark.shape, Stroke):
            return stroke(*placed(mark.shape.points), width=mark.shape.width / 3, erases=mark.erases)
        return area(*map(placed, mark.shape.rings), erases=mark.erases)

    marks = by_chance(seed, -0.6, 1.6)
    outward = whole(*map(within, marks), height=3 * HIGH, width=3 * WIDE)
    assert np.array_equal(whole(*marks), outward[HIGH : 2 * HIGH, WIDE : 2 * WIDE])


def test_a_picture_a_million_pixels_wide_is_drawn_on_at_its_far_end_too() -> None:
    height, width = 1000, 1_000_000
    marks = [stroke((0.0, 0.5), (1.0, 0.5), width=1e-4), area(((0.5, 0.0), (1.0, 0.0), (1.0, 0.2), (0.5, 0.2)))]
    end = drawn(marks, Box(0, width - 50, height, width), height, width)[..., 0]
    assert abs(int((end[300:] == MARKED).sum()) - 100 * 50) <= 2 * 50
    assert (end[460:540] == MARKED).all()
    edge = drawn(marks, Box(50, width // 2 - 50, 60, width // 2 + 50), height, width)[..., 0]
    assert not edge[:, :49].any()
    assert (edge[:, 51:] == MARKED).all()


def test_a_single_point_is_a_disc_as_wide_as_the_brush() -> None:
    down, across = np.mgrid[0:HIGH, 0:WIDE] + 0.5
    distance = np.hypot(across - 0.3 * WIDE, down - 0.6 * HIGH)
    found = whole(stroke((0.3, 0.6), width=0.2)) == MARKED  # 40 pixels
    assert found[distance < 19].all()
    assert not found[distance > 21.2].any()


@pytest.mark.parametrize("end", [(0.8, 0.5), (0.5, 0.9), (0.8, 0.9)])
def test_a_stroke_is_as_wide_as_it_says(end: Point) -> None:
    found = whole(stroke((0.5, 0.5), end, width=0.1), height=200, width=200) == MARKED
    length = 200 * np.hypot(end[0] - 0.5, end[1] - 0.5)
    assert found.sum() == pytest.approx(20 * length + np.pi * 10**2, rel=0.08)


@pytest.mark.parametrize("size", [(30, 40), (150, 200), (1200, 900)])
@pytest.mark.parametrize("points", [((0.31, 0.2), (0.77, 0.9)), ((0.5, 0.5), (0.5, 0.5))])
def test_the_thinnest_stroke_marks_its_place(size: tuple[int, int], points: tuple[Point, ...]) -> None:
    found = whole(stroke(*points, width=1e-9), height=size[0], width=size[1]) == MARKED
    long = round((points[1][1] - points[0][1]) * size[0])
    assert max(1, long - 1) <= found.any(axis=1).sum() <= long + 3
    assert found.sum() <= 4 * max(1, long)


@pytest.mark.parametrize("edge", [0.0, 1.0])
def test_a_thin_stroke_along_an_edge_of_the_picture_marks_the_edge(edge: float) -> None:
    for points in ([(edge, 0.2), (edge, 0.8)], [(0.2, edge), (0.8, edge)]):
        assert (whole(stroke(*points, width=1e-4)) == MARKED).sum() >= 80


def test_what_lies_in_an_even_number_of_rings_is_a_hole() -> None:
    found = whole(area(square(0.4), square(0.3), square(0.1)), height=100, width=100)
    assert [int(found[50, column]) for column in (5, 15, 30, 50, 70, 85, 95)] == [0, 1, 0, 1, 0, 1, 0]
    assert not whole(area(((0.1, 0.1), (0.9, 0.9)))).any(), "two points enclose nothing"


def test_the_last_mark_counts() -> None:
    marks = area(square(0.4)), area(square(0.3), erases=True), area(square(0.2)), stroke((0.05, 0.05), width=0.05, erases=True)
    found = whole(*marks, height=100, width=100)
    assert [int(found[50, column]) for column in (5, 15, 25, 50)] == [0, MARKED, ERASED, MARKED]
    assert found[5, 5] == ERASED, "also where nothing was marked: damage may be found there"
    assert not whole().any()
