"""Stages that search: their marks, made over the whole picture, reach every tile."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.model import Model
from engine.overview import Overview
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.surveys import Surveys
from engine.painting.tiles import TileLimit, tile_rows
from engine.pixels import Box, Pixels
from engine.stage import Look, Marks, Stage, Tile


class Unspeckle(Stage, tag="unspeckle", frozen=True):
    """Marks what is much brighter than its surroundings, and paints it as they are."""

    shrink: int = 1

    def look(self, overview: Overview, networks: Any) -> Look:
        return Look(shrink=self.shrink, halo=4)

    def survey(self, tile: Tile, look: Any, networks: Any) -> Marks:
        around = cv2.blur(tile.pixels, (5, 5)).reshape(tile.pixels.shape)
        return ((tile.pixels - around).max(axis=2, keepdims=True) > 0.3).astype(np.uint8) * 255

    def paint(self, tile: Tile, look: Any, networks: Any) -> Pixels:
        assert tile.marks is not None
        assert tile.marks.shape == (*tile.pixels.shape[:2], 1)
        return np.where(tile.marks > 0, np.float32(0.25), tile.pixels)


def speckled(height: int, width: int) -> Pixels:
    random = np.random.default_rng(1)
    picture = np.full((height, width, 3), 0.25, np.float32)
    picture[random.integers(0, height, 30), random.integers(0, width, 30)] = 1
    return picture


def no_networks(model: Model) -> Any:
    raise AssertionError(model)


def painter_of(picture: Pixels) -> Painter:
    height, width = picture.shape[:2]
    whole = Box(0, 0, height, width)
    return Painter(height, width, mirrored(lambda box: picture[box.inside(whole)], height, width), no_networks)


@pytest.mark.parametrize(("height", "width", "tile"), [(1, 1, 32), (70, 45, 32), (130, 97, 64), (97, 300, 96)])
def test_marks_kept_on_disk_reach_the_tiles_as_they_reach_the_whole(tmp_path: Path, height: int, width: int, tile: int) -> None:
    picture = speckled(height, width)
    with ThreadPoolExecutor(2) as crew, Surveys(tmp_path, crew, TileLimit(print)) as surveys:
        painter = painter_of(picture).looking([Unspeckle()], picture, surveys.keep)
        tiles = [[painter.paint(box) for box in row] for row in tile_rows(height, width, tile)]
    painted = np.concatenate([np.concatenate(row, axis=1) for row in tiles])
    whole = painter_of(picture).looking([Unspeckle()], picture).paint(Box(0, 0, height, width))
    assert np.array_equal(painted, whole)
    if height > 1:
        assert (whole == np.float32(0.25)).all()
        assert (picture != whole).any()


def test_a_survey_sees_what_the_stages_before_have_painted(tmp_path: Path) -> None:
    picture = speckled(64, 64)
    with ThreadPoolExecutor(2) as crew, Surveys(tmp_path, crew, TileLimit(print)) as surveys:
        painter = painter_of(picture).looking([Unspeckle(), Unspeckle()], picture, surveys.keep)
        second = painter.steps[1].marks
        assert second is not None
        assert not second(Box(0, 0, 64, 64)).any()


def test_at_a_smaller_working_scale_the_marks_are_as_coarse_as_the_scale(tmp_path: Path) -> None:
    picture = cv2.resize(speckled(30, 41), (164, 120), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    with ThreadPoolExecutor(2) as crew, Surveys(tmp_path, crew, TileLimit(print)) as surveys:
        painter = painter_of(picture).looking([Unspeckle(shrink=4)], picture, surveys.keep)
        marks = painter.steps[0].marks
        assert marks is not None
        assert marks(Box(0, 0, 30, 41)).shape == (30, 41, 1)
        painted = painter.paint(Box(0, 0, 120, 164))
    assert np.abs(painted - 0.25).mean() < np.abs(picture - 0.25).mean() / 3


def test_scratch_files_go_with_the_picture(tmp_path: Path) -> None:
    picture = speckled(64, 64)
    with ThreadPoolExecutor(2) as crew, Surveys(tmp_path, crew, TileLimit(print)) as surveys:
        painter_of(picture).looking([Unspeckle()], picture, surveys.keep)
    assert list(tmp_path.iterdir()) == []
