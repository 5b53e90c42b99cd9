"""How large tiles are: as little work as there is memory for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import engine.devices.memory as memory
from engine.benchmark.halos import areas
from engine.overview import Overview
from engine.painting.painter import Painter
from engine.painting.step import BEYOND, Step
from engine.painting.tiles import TileLimit, tile_rows
from engine.painting.tiling import HANDLED, LEAST, MOST, STEP, Room, best_side, cost_of
from engine.pixels import Box, Pixels
from engine.stage import Look, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks

MEGABYTES = 10**6


class Heavy(Stage, frozen=True, tag="heavy"):
    """Stands for a network."""

    def look(self, overview: Overview, networks: Networks) -> Look:
        return Look()

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        return tile.pixels


@dataclass(frozen=True)
class Picture:
    height: int
    width: int

    def painter(self, *looks: Look) -> Painter:
        def read(box: Box) -> Pixels:
            return np.zeros((box.height, box.width, 3), np.float32)

        def none(model: object) -> Any:
            raise AssertionError

        return Painter(self.height, self.width, read, none, tuple(Step(Heavy(), look) for look in looks))


RESTORED = Look(halo=96, multiple_of=8, memory=272)
LARGE = Picture(4082, 6124)


def boxes(painter: Painter, side: int) -> list[Box]:
    return [box for row in tile_rows(*painter.size, side) for box in row]


@pytest.mark.parametrize("megabytes", [150, 300, 640, 2000])
def test_of_the_sides_that_have_room_the_one_with_the_least_work_is_taken(megabytes: int) -> None:
    painter, room = LARGE.painter(RESTORED), Room(megabytes * MEGABYTES)
    side = best_side(painter, room)
    tiles = [painter.boxes_for(box)[-1] for box in boxes(painter, side)]
    assert max(box.height * box.width for box in tiles) * (272 + HANDLED) <= megabytes * MEGABYTES
    work = sum(areas(painter, boxes(painter, side)))
    for other in range(LEAST, MOST + 1, STEP):
        given = [painter.boxes_for(box)[-1] for box in boxes(painter, other)]
        fits = max(box.height * box.width for box in given) * (272 + HANDLED) <= megabytes * MEGABYTES
        assert not fits or sum(box.height * box.width for box in given) >= work


def test_more_room_is_less_work() -> None:
    painter = LARGE.painter(RESTORED)
    work = [cost_of(painter, best_side(painter, Room(room * MEGABYTES))).work for room in (100, 200, 400, 800, 1600)]
    assert work == sorted(work, reverse=True)
    assert work[0] > 1.4 * work[-1]


@pytest.mark.parametrize("looks", [(RESTORED,), (Look(halo=40, multiple_of=16, memory=136), Look(halo=8)), ()])
@pytest.mark.parametrize("side", [256, 704])
def test_work_is_reckoned_as_tiles_are_painted(looks: tuple[Look, ...], side: int) -> None:
    painter = Picture(1500, 2111).painter(*looks)
    given = areas(painter, boxes(painter, side))
    weighed = sum(look.memory * area for look, area in zip(looks, given, strict=True))
    assert cost_of(painter, side).work == (weighed or 1500 * 2111)


def test_a_small_picture_is_one_tile() -> None:
    painter = Picture(500, 700).painter(RESTORED)
    assert len(boxes(painter, best_side(painter, Room(640 * MEGABYTES)))) == 1


def test_a_stage_that_works_on_a_smaller_copy_gets_larger_tiles() -> None:
    room = Room(640 * MEGABYTES)
    coarse = Look(shrink=4, halo=96, multiple_of=8, memory=272)
    assert best_side(LARGE.painter(coarse), room) > best_side(LARGE.painter(RESTORED), room)


def test_a_card_holds_the_network_and_the_machine_the_tiles() -> None:
    painter = LARGE.painter(Look(halo=96, multiple_of=8, memory=2000))
    small, card = best_side(painter, Room(640 * MEGABYTES)), best_side(painter, Room(640 * MEGABYTES, 20_000 * MEGABYTES))
    assert card > 2 * small
    assert cost_of(painter, card).handled <= 640 * MEGABYTES


def test_hardly_any_room_is_enough_for_the_smallest_tiles() -> None:
    assert best_side(LARGE.painter(RESTORED), Room(1)) == LEAST


def test_what_the_user_wants_goes_first_and_what_was_learnt_goes_before_all() -> None:
    assert TileLimit(print, 320).side(lambda: 1024) == 320
    assert TileLimit(print).side(lambda: 1024) == 1024


def test_at_the_edge_of_the_picture_little_is_computed_of_what_is_not_there() -> None:
    painter = LARGE.painter(RESTORED)
    corner, inner = Box(0, 0, 512, 512), Box(1024, 1024, 1536, 1536)
    assert painter.boxes_for(corner)[-1] == Box(-BEYOND, -BEYOND, 512 + 96, 512 + 96)
    assert painter.boxes_for(inner)[-1] == inner.grown(96)
    whole = painter.boxes_for(Box(0, 0, *painter.size))[-1]
    assert (whole.top, whole.left) == (-BEYOND, -BEYOND)
    assert painter.height + BEYOND <= whole.bottom < painter.height + BEYOND + 8


def test_what_is_asked_for_outside_the_picture_is_there() -> None:
    outside = Box(-300, 40, -200, 100)
    given = LARGE.painter(RESTORED, Look(halo=8)).boxes_for(outside)
    assert all(box.around(outside) == box for box in given)


def test_little_free_memory_makes_little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: 800 * MEGABYTES)
    assert memory.free_room() == 100 * MEGABYTES
    monkeypatch.setattr(memory, "free_memory", lambda: None)
    assert memory.free_room() == memory.ROOM


def test_this_machine_says_how_much_is_free() -> None:
    free = memory.free_memory()
    assert free is not None
    assert free > 10 * MEGABYTES


def test_a_container_that_is_limited_has_what_is_left_of_its_limit(tmp_path: Path) -> None:
    (tmp_path / "memory.current").write_text("300\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert memory.left_of_group(tmp_path) == []
    (tmp_path / "memory.max").write_text("1000\n")
    assert memory.left_of_group(tmp_path) == [700]


def test_the_band_of_a_very_wide_picture_has_room_beside_its_tiles() -> None:
    painter, room = Picture(3000, 200_000).painter(RESTORED), Room(640 * MEGABYTES)
    side = best_side(painter, room, row_bytes=600_000)
    assert side < best_side(painter, room)
    assert side * 600_000 + (side + 192) ** 2 * (272 + HANDLED) <= 640 * MEGABYTES
