"""The decoded tiles of a picture that is read in boxes, one row of boxes after the other, from left to right."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeAlias

from engine.pixels import Samples

Place: TypeAlias = tuple[int, int]  # row and column of a tile


class TileCache:
    """Keeps tiles in two shelves, of each those that were wanted last.

    A box shares tiles with the one beside it, which is read next, and with the one below it, which is read when all of its row
    have been: on one shelf, the tiles of a whole row of boxes would have to fit, for any of the latter still to be there.
    """

    def __init__(self, most: int) -> None:
        """`most`: bytes that are kept."""
        self._soon, self._later = _Shelf(most - most * 4 // 5), _Shelf(most * 4 // 5)
        self._lock = threading.Lock()

    def get(self, place: Place, decode: Callable[[], Samples], again_below: bool) -> Samples:
        """The tile of that place, decoded where it is not kept; `again_below`: whether the box below will want it too.

        Decoded outside the lock: two threads may decode the same tile, but none waits for another's.
        """
        with self._lock:
            tile = self._soon.take(place)
            tile = self._later.take(place) if tile is None else tile
            if tile is not None:
                (self._later if again_below else self._soon).put(place, tile)
                return tile
        tile = decode()
        with self._lock:
            (self._later if again_below else self._soon).put(place, tile)
        return tile

    def clear(self) -> None:
        with self._lock:
            self._soon.clear()
            self._later.clear()


class _Shelf:
    def __init__(self, most: int) -> None:
        self._most = most
        self._tiles: OrderedDict[Place, Samples] = OrderedDict()
        self._bytes = 0

    def take(self, place: Place) -> Samples | None:
        tile = self._tiles.pop(place, None)
        if tile is not None:
            self._bytes -= tile.nbytes
        return tile

    def put(self, place: Place, tile: Samples) -> None:
        """At least the last one is kept, however large it is."""
        self.take(place)
        self._tiles[place] = tile
        self._bytes += tile.nbytes
        while self._bytes > self._most and len(self._tiles) > 1:
            self._bytes -= self._tiles.popitem(last=False)[1].nbytes

    def clear(self) -> None:
        self._tiles.clear()
        self._bytes = 0
