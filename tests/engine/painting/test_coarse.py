"""Stages that work at a coarse scale paint the picture once, small: the result is that of tiles with all their surroundings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

import engine.painting.coarse as coarse
import engine.painting.painter as painting
from engine.overview import Overview
from engine.painting.coarse import painted_ahead
from engine.painting.painter import Painter
from engine.painting.readers import read_from
from engine.painting.tiles import SMALLEST, tile_rows
from engine.pixels import Box, Pixels
from engine.stage import Look, Stage, Tile
from tests.engine.small_archive import photograph

if TYPE_CHECKING:
    from engine.stage import Networks

HALO, SHRINK = 24, 8
HIGH, WIDE = 700, 900  # no multiples of the shrink


class Smear(Stage, frozen=True, tag="smear"):
    """Blurs, and darkens to the left; as far-sighted as it says."""

    colours: Any = False
    gain: int = 1

    @property
    def scale(self) -> int:
        return self.gain

    def look(self, overview: Overview, networks: Networks) -> Look:
        return Look(shrink=SHRINK, halo=HALO)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        blurred = np.asarray(cv2.GaussianBlur(tile.pixels, (0, 0), 6), np.float32).reshape(tile.pixels.shape)
        if self.colours:
            blurred = blurred * np.array([1.0, 0.8, 0.6], np.float32)
        return np.kron(blurred, np.ones((self.gain, self.gain, 1), np.float32)).astype(np.float32)


class Sharp(Stage, frozen=True, tag="sharp"):
    """Works at the scale of the scan, before or after."""

    def look(self, overview: Overview, networks: Networks) -> Look:
        return Look(halo=3)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        blurred = cv2.GaussianBlur(tile.pixels, (0, 0), 1).reshape(tile.pixels.shape)
        return np.asarray(np.clip(tile.pixels + np.float32(0.5) * (tile.pixels - blurred), 0, 1), np.float32)


def none(model: object) -> Any:
    raise AssertionError


def painter_of(picture: Pixels, *stages: Stage) -> Painter:
    height, width = picture.shape[:2]
    return Painter(height, width, read_from(picture), none).looking(stages, picture)


def bands(height: int, width: int, paint: Callable[[Box], Pixels], tile: int) -> Iterator[Pixels]:
    for row in tile_rows(height, width, tile):
        yield np.concatenate([paint(box) for box in row], axis=1)


def ahead(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> Painter:
    monkeypatch.setattr(coarse, "FAR", HALO * SHRINK)
    found = painted_ahead(painter, bands)
    assert [step.change is not None for step in found.steps] == [step.look.shrink > 1 for step in painter.steps]
    return found


@pytest.mark.parametrize(
    "stages",
    [(Smear(),), (Sharp(), Smear()), (Smear(), Sharp()), (Smear(gain=2),), (Smear(colours=True),)],
    ids=["alone", "after", "before", "enlarging", "colouring"],
)
def test_painted_ahead_is_as_painted_with_all_surroundings(stages: tuple[Stage, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    picture = photograph(HIGH, WIDE, 1 if any(stage.colours for stage in stages) else 3)
    plain = painter_of(picture, *stages)
    quick = ahead(plain, monkeypatch)
    whole = Box(0, 0, *plain.size)
    wanted, found = plain.before_and_after(whole), quick.before_and_after(whole)
    assert np.array_equal(wanted[0], found[0])
    assert np.abs(wanted[1] - found[1]).max() <= 1e-4
    for box in (Box(0, 0, 64, 64), Box(301, 199, 420, 333), Box(plain.size[0] - 50, plain.size[1] - 70, *plain.size)):
        assert np.abs(quick.paint(box) - found[1][box.inside(whole)]).max() <= 1e-4


def test_two_of_them_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = painter_of(photograph(HIGH, WIDE), Smear(), Smear())
    whole = Box(0, 0, HIGH, WIDE)
    assert np.abs(plain.paint(whole) - ahead(plain, monkeypatch).paint(whole)).max() <= 1e-4


@pytest.mark.parametrize(
    "stages",
    [(Smear(),), (Sharp(), Smear()), (Smear(), Sharp()), (Smear(gain=2),), (Smear(), Smear())],
    ids=["alone", "after", "before", "enlarging", "twice"],
)
def test_a_single_box_is_painted_without_reading_all_its_surroundings_at_once(
    stages: tuple[Stage, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = photograph(HIGH, WIDE)
    plain = painter_of(picture, *stages)
    whole, box = Box(0, 0, *plain.size), Box(301, 399, 333, 480)
    wanted = plain.paint(whole)[box.inside(whole)]
    monkeypatch.setattr(coarse, "FAR", HALO * SHRINK)
    monkeypatch.setattr(coarse, "TILE", SMALLEST * SHRINK)
    monkeypatch.setattr(painting, "LARGE", 128 * 128)
    read, most = [0], (SMALLEST * SHRINK + 8) ** 2  # pixels: a piece with what lies around it

    def reading(asked: Box) -> Pixels:
        read[0] = max(read[0], asked.height * asked.width)
        return plain.read(asked)

    found = replace(plain, read=reading).paint(box)
    assert np.abs(found - wanted).max() <= 1e-4
    assert plain.boxes_for(box)[-1].height * plain.boxes_for(box)[-1].width > 2 * most
    assert 0 < read[0] <= most


def test_tiles_need_no_surroundings_then(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = painter_of(photograph(HIGH, WIDE), Smear())
    quick, box = ahead(plain, monkeypatch), Box(256, 256, 320, 320)
    assert plain.boxes_for(box)[-1].height > 64 + 2 * HALO * SHRINK
    assert quick.boxes_for(box) == [box, box]
    assert (plain.least_tile > 64, quick.least_tile) == (True, 0)


def test_it_is_done_only_where_surroundings_are_many_and_the_copy_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = painter_of(photograph(HIGH, WIDE), Smear())
    monkeypatch.setattr(coarse, "FAR", 2 * HALO * SHRINK)
    assert painted_ahead(plain, bands) is plain
    monkeypatch.setattr(coarse, "FAR", HALO * SHRINK)
    monkeypatch.setattr(coarse, "MOST", 1000)
    assert painted_ahead(plain, bands) is plain
    monkeypatch.undo()
    fine = replace(plain, steps=tuple(replace(step, look=replace(step.look, shrink=1, halo=9999)) for step in plain.steps))
    assert painted_ahead(fine, bands) is fine
