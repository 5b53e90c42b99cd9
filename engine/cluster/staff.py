"""The staff of a cluster: a worker in every place that there is for one, begun anew when it is lost."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

from engine.cluster.connection import ClusterUnavailable, Colleague, Connection, Machine, WorkerLost
from engine.cluster.worker import Standing
from engine.devices.machine import CARDS
from engine.errors import AppError
from engine.provenance import program

TRIES = 3  # times that a worker may fail to begin in one place
LOOK = 2.0  # seconds between two looks at which machines there are
PATIENCE = 300.0  # seconds that a cluster may be without any worker
Place: TypeAlias = tuple[Machine, int]
"""Where a worker is: the machine, and which of those on it."""


class Staff:
    """Tended by a thread of its own between `begin` and `end`."""

    def __init__(
        self,
        connection: Connection,
        device: str,
        tile: int,
        workers: int,
        came: Callable[[Colleague], None],
        tell: Callable[[str], None],
    ) -> None:
        """`device`, `tile`: see Worker; `workers`: see Cluster. `came` hears of each worker that has begun."""
        self._connection = connection
        self._device, self._tile, self._workers = device, tile, workers
        self._with_cards = device == "auto" or device.split(":")[0] in CARDS
        self._came, self._tell = came, tell
        self._engaged: dict[Place, Colleague] = {}
        self._places_of: dict[Colleague, Place] = {}  # also of those who are no more
        self._standings: dict[Colleague, Standing] = {}  # of those that have begun
        self._failures: Counter[Place] = Counter()
        self._machines: list[Machine] = []
        self._beginning: list[threading.Thread] = []
        self._tending = threading.Thread(target=self._tend, name="staff", daemon=True)
        self._changed = threading.Condition()
        self._ended = self._broken = False
        self.lost = 0
        """Workers that have begun, and are no more."""

        self.why: Exception | None = None
        """Why one could not begin, if any could not."""

    def begin(self) -> None:
        """Returns when the first worker is there. Raises what keeps them from beginning."""
        self._tending.start()
        with self._changed:
            self._changed.wait_for(lambda: self._standings or self.hopeless, PATIENCE)
        if not self._standings:
            raise self.why or ClusterUnavailable(f"no worker of the cluster has begun within {PATIENCE:.0f} seconds")

    def end(self) -> None:
        """End all workers, whatever they are doing."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        if self._tending.ident is not None:
            self._tending.join()
        with self._changed:  # who is lost, or cannot begin, goes by itself meanwhile
            engaged = list(self._engaged.values())
        for colleague in engaged:
            colleague.end()
        for thread in self._beginning:
            thread.join()

    @property
    def count(self) -> int:
        """Places, those included whose worker has not begun yet."""
        with self._changed:
            return sum(len(self._places(machine)) for machine in self._machines)

    @property
    def standings(self) -> list[Standing]:
        """Of those who are there."""
        with self._changed:
            return list(self._standings.values())

    @property
    def there(self) -> bool:
        """Whether anybody is."""
        return bool(self._standings)

    @property
    def hopeless(self) -> bool:
        """Whether there is nobody, nobody about to begin, and no place left where anybody could."""
        failed = bool(self._failures) and all(count >= TRIES for count in self._failures.values())
        return self._broken or (failed and not self._engaged)

    def standing(self, colleague: Colleague) -> Standing | None:
        """None once it was lost."""
        return self._standings.get(colleague)

    def lose(self, colleague: Colleague) -> bool:
        """It does not answer any more. Whether it was lost by itself: False where its machine was lost with it."""
        alone = self._places_of[colleague][0] in self._connection.machines()
        with self._changed:
            standing = self._standings.pop(colleague, None)
            if standing is None:  # with another picture
                return alone
            del self._engaged[self._places_of[colleague]]
            self.lost += 1
            self._changed.notify_all()
        colleague.end()  # it may only be out of reach
        self._tell(f"a worker on {standing.host} was lost; its pictures are given to others")
        return alone

    def _tend(self) -> None:
        try:
            self._look_after()
        except Exception as bug:  # noqa: BLE001 (whoever waits for workers hears of it)
            with self._changed:
                self._broken, self.why = True, bug
                self._changed.notify_all()

    def _look_after(self) -> None:
        while not self._ended:
            machines = self._connection.machines()
            for colleague in [one for one in list(self._standings) if self._places_of[one][0] not in machines]:
                self.lose(colleague)  # before a picture is given to it
            with self._changed:
                self._machines = machines
                for place in (place for machine in machines for place in self._places(machine)):
                    if place not in self._engaged and self._failures[place] < TRIES and self._may_begin(place):
                        self._engaged[place] = colleague = self._engage(place)
                        self._places_of[colleague] = place
                        thread = threading.Thread(target=self._welcome, args=(place, colleague), name="staff", daemon=True)
                        self._beginning.append(thread)
                        thread.start()
                self._beginning = [thread for thread in self._beginning if thread.is_alive()]
                if not self._ended:
                    self._changed.wait(LOOK)

    def _places(self, machine: Machine) -> list[Place]:
        if not machine.processors and not machine.cards:  # whoever set up the cluster wants no work done there
            return []
        cards = int(machine.cards) if self._with_cards else 0
        return [(machine, number) for number in range(self._workers or cards or 1)]

    def _may_begin(self, place: Place) -> bool:
        """The first on a machine measures its devices (auto), undisturbed, and the others find what it has remembered."""
        return self._device != "auto" or place[1] == 0 or self._engaged.get((place[0], 0)) in self._standings

    def _engage(self, place: Place) -> Colleague:
        machine = place[0]
        among = len(self._places(machine))
        cards = machine.cards / among if self._with_cards else 0
        cards = cards if cards < 1 else int(cards)  # Ray gives parts of one card, or whole ones
        return self._connection.engage(machine, 0 if cards else machine.processors // among, cards, self._device, self._tile)

    def _welcome(self, place: Place, colleague: Colleague) -> None:
        failures, why = 0, None
        try:
            standing = colleague.begin()
            if standing.program != program():
                raise ClusterUnavailable(f"{standing.host} has {standing.program}, and this is {program()}")
        except WorkerLost as error:
            failures, why = 1, ClusterUnavailable(f"a worker could not begin: {error}")
        except AppError as error:
            failures, why = TRIES, error  # it would not go better another time
        except Exception as bug:  # noqa: BLE001 (drivers have errors of all kinds; the other machines work)
            failures, why = TRIES, ClusterUnavailable(f"a worker could not begin: {bug!r}")
        else:
            with self._changed:
                self._standings[colleague] = standing
                self._changed.notify_all()
            self._came(colleague)
            return
        colleague.end()
        with self._changed:
            del self._engaged[place]
            self._failures[place] += failures
            self.why = why
            self._changed.notify_all()
            ended = self._ended
        if not ended:
            self._tell(str(why))
