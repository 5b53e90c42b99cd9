"""Marks of a whole picture made small, for looking again."""

from typing import Any

import numpy as np
import pytest

from engine.model import Model
from engine.overview import small_copy
from engine.painting.painter import Painter
from engine.painting.readers import kept_in_memory, mirrored
from engine.painting.step import Step
from engine.pixels import Box
from engine.stage import Look, Marks, Stage, Tile
from tests.engine.small_archive import inside


def no_networks(model: Model) -> Any:
    raise AssertionError(model)


class Marker(Stage, tag="marker", frozen=True):
    """Marks pixels as strongly as they are light."""

    def survey(self, tile: Tile, look: Any, networks: Any) -> Marks:
        return np.rint(tile.pixels[..., :1] * 255).astype(np.uint8)


@pytest.mark.parametrize("shrink", [1, 2, 4])
@pytest.mark.parametrize(("height", "width"), [(1, 1), (7, 1030), (1025, 40), (2051, 96), (70, 4100)])
def test_small_marks_are_the_strongest_of_the_place_that_each_pixel_stands_for(shrink: int, height: int, width: int) -> None:
    picture = np.random.default_rng(2).random((height, width, 1), np.float32) ** 8
    small = small_copy(height, width, inside(picture))
    factor = -(-max(height, width) // 1024)
    painter = Painter(height, width, mirrored(inside(picture), height, width), no_networks)
    step = Step(Marker(), Look(shrink=shrink))
    marks = painter.surveyed(step, kept_in_memory)
    found = painter.small_marks(step, marks, small.shape[:2])
    assert found.shape == (*small.shape[:2], 1)
    full = marks(Box(0, 0, -(-height // shrink), -(-width // shrink)))
    full = full.repeat(shrink, axis=0).repeat(shrink, axis=1)[:height, :width, 0]
    rows, columns = (np.arange(0, side, factor) for side in (height, width))
    strongest = np.maximum.reduceat(np.maximum.reduceat(full, rows, axis=0), columns, axis=1)
    assert np.array_equal(found[..., 0], strongest)
