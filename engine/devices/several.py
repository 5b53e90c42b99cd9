"""Several devices as one: tiles of all pictures go to whichever has the least to do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from engine.backends.backend import Backend, Tiles
from engine.devices.device import Device
from engine.devices.runner import BATCH
from models.package import Package


class Several(Device):
    """Devices of one kind, as the cards of a machine are: which of them paints a tile makes no difference to it.

    Each has its own thread, its own models and its own spares, and is watched by itself.
    """

    def __init__(self, members: Sequence[Device]) -> None:
        self._members = tuple(members)
        self._busy = [0] * len(self._members)  # tiles that each was asked for, and has not answered
        self._last = -1
        self._door = threading.Lock()
        self.told: Callable[[str], None] = lambda message: None
        for member in self._members:
            member.told = lambda message: self.told(message)

    @property
    def backend(self) -> Backend:
        """The first; all are alike as long as none has failed."""
        return self._members[0].backend

    @property
    def width(self) -> int:
        return len(self._members)

    @property
    def title(self) -> str:
        titles = [member.title for member in self._members]
        return " and ".join(f"{titles.count(title)} × {title}" for title in dict.fromkeys(titles))

    def submit(self, package: Package, *given: Tiles, priority: int = BATCH) -> Future[Tiles]:
        place = self._taken()
        future = self._members[place].submit(package, *given, priority=priority)
        future.add_done_callback(lambda _: self._given_back(place))
        return future

    def prepare(self, package: Package) -> None:
        for member in self._members:
            member.prepare(package)

    def give_up(self, future: Future[Tiles]) -> None:
        for member in self._members:  # whoever does not know it does nothing
            member.give_up(future)

    def close(self) -> None:
        for member in self._members:
            member.close()

    def _answered(self, package: Package, given: tuple[Tiles, ...], priority: int, stopped: Callable[[], bool] | None) -> Tiles:
        place = self._taken()
        try:
            return self._members[place]._answered(package, given, priority, stopped)
        finally:
            self._given_back(place)

    def _taken(self) -> int:
        """The place of the least busy; of several, the one whose turn is next."""
        with self._door:
            count = len(self._members)
            order = [(self._last + 1 + step) % count for step in range(count)]
            place = min(order, key=lambda one: self._busy[one])
            self._busy[place] += 1
            self._last = place
            return place

    def _given_back(self, place: int) -> None:
        with self._door:
            self._busy[place] -= 1
