"""Tiles that were decoded are not decoded again where they are wanted soon, and take no more memory than is said."""

from __future__ import annotations

import threading

import numpy as np

from engine.files.tile_cache import TileCache
from engine.pixels import Samples

TILE = 100  # bytes
Place = tuple[int, int]


class Picture:
    """Decodes tiles, and counts them."""

    def __init__(self, most: int) -> None:
        self.cache = TileCache(most)
        self.decoded: list[Place] = []

    def tile(self, place: Place, again_below: bool = False) -> Samples:
        def decode() -> Samples:
            self.decoded.append(place)
            return np.full((1, TILE, 1), hash(place) % 251, np.uint8)

        found = self.cache.get(place, decode, again_below)
        assert found[0, 0, 0] == hash(place) % 251
        return found

    def read(self, top: int, left: int, height: int, width: int, shared: int) -> None:
        """A box of tiles, of which the lowest rows are shared with the box below."""
        for down in range(top, top + height):
            for across in range(left, left + width):
                self.tile((down, across), down >= top + height - shared)


def test_boxes_read_row_by_row_decode_each_tile_once() -> None:
    """Of 5 tiles by 5, with one in common, in a picture of 21 by 41: all kept, it would take 861 tiles."""
    picture = Picture(90 * TILE)
    for top in range(0, 20, 4):
        for left in range(0, 40, 4):
            picture.read(top, left, 5, 5, shared=1)
    assert len(picture.decoded) == 21 * 41


def test_with_one_shelf_those_below_would_be_gone() -> None:
    """What the test above is worth."""
    picture = Picture(90 * TILE)
    for top in range(0, 20, 4):
        for left in range(0, 40, 4):
            picture.read(top, left, 5, 5, shared=0)
    assert len(picture.decoded) > 21 * 41 + 100


def test_no_more_is_kept_than_is_said() -> None:
    picture = Picture(50 * TILE)
    places = [(down, across) for down in range(20) for across in range(20)]
    for place in places:
        picture.tile(place, again_below=place[0] % 2 == 0)
    before = len(picture.decoded)
    assert before == len(places)
    for place in reversed(places):
        picture.tile(place, again_below=place[0] % 2 == 0)
    assert len(picture.decoded) - before >= len(places) - 50


def test_a_tile_larger_than_the_cache_is_kept_until_the_next() -> None:
    picture = Picture(TILE // 2)
    picture.tile((0, 0))
    picture.tile((0, 0))
    assert picture.decoded == [(0, 0)]
    picture.tile((0, 1))
    picture.tile((0, 0))
    assert picture.decoded == [(0, 0), (0, 1), (0, 0)]


def test_nothing_is_left_after_clearing() -> None:
    picture = Picture(50 * TILE)
    picture.tile((0, 0), again_below=True)
    picture.tile((0, 1))
    picture.cache.clear()
    picture.tile((0, 0), again_below=True)
    picture.tile((0, 1))
    assert len(picture.decoded) == 4


def test_nobody_waits_for_what_another_decodes() -> None:
    picture, begun, go_on = Picture(50 * TILE), threading.Event(), threading.Event()

    def slow() -> Samples:
        begun.set()
        assert go_on.wait(10)
        return np.zeros((1, TILE, 1), np.uint8)

    thread = threading.Thread(target=lambda: picture.cache.get((9, 9), slow, False))
    thread.start()
    assert begun.wait(10)
    picture.tile((0, 0))  # while the other is still at it
    go_on.set()
    thread.join()
    assert picture.decoded == [(0, 0)]
