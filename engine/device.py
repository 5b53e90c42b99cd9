"""A device: one thread that owns it and runs all networks on it, tiles from several pictures together."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue

import numpy as np

from engine.backend import Backend, Facts, Interrupted, Session, Tiles
from engine.errors import Cancelled, ModelInvalid, OutOfDeviceMemory
from engine.model import Model
from engine.packages import find_package
from engine.pixels import Pixels
from models.package import Package, PackageDamaged

PREVIEW, BATCH, CLOSING = 0, 1, 2  # the smaller goes first
GLANCE = 0.05  # seconds between two looks whether tiles are still wanted
OPEN = 12  # models at most, on one device


@dataclass(order=True)
class _Request:
    priority: int
    turn: int
    package: Package | None = field(compare=False)
    given: tuple[Tiles, ...] = field(compare=False)  # tiles, and facts where the model needs them
    future: Future[Tiles] = field(compare=False)
    given_up: bool = field(default=False, compare=False)

    def fits(self, other: _Request) -> bool:
        """Whether both can run as one batch."""
        shapes = ([array.shape[1:] for array in request.given] for request in (self, other))
        return self.package is other.package and next(shapes) == next(shapes)


class Device:
    """Hands tiles to a backend in its own thread. `submit` may be called from any thread, and returns at once."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self._requests: PriorityQueue[_Request] = PriorityQueue()
        self._turns = itertools.count()
        self._sessions: dict[int, tuple[Package, Session]] = {}
        self._running: list[_Request] = []
        self._closed = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._own, name=f"device {backend.name}", daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        return self.backend.name

    def network(self, model: Model, priority: int = BATCH, stopped: Callable[[], bool] | None = None) -> Network:
        """A model, as a function that runs here, and raises Cancelled soon after it is `stopped`. Raises ModelInvalid, in
        words."""

        def run(package: Package, *given: Tiles) -> Tiles:
            return self._awaited(self.submit(package, *given, priority=priority), stopped)

        return Network(find_package(model), run)

    def submit(self, package: Package, *given: Tiles, priority: int = BATCH) -> Future[Tiles]:
        """Run a model on tiles (B, H, W, planes), and facts (B, facts) where it needs them; previews go before batches."""
        future: Future[Tiles] = Future()
        with self._door:
            if self._closed:
                raise RuntimeError("the device is closed")
            self._requests.put(_Request(priority, next(self._turns), package, given, future))
        return future

    def give_up(self, future: Future[Tiles]) -> None:
        """Nobody wants these tiles any more: they are not begun, or, where the backend can, not finished."""
        if future.cancel():
            return
        with self._door:
            if [request.future for request in self._running] == [future]:
                self._running[0].given_up = True
                self.backend.interrupt()

    def close(self) -> None:
        """Finish what was asked for, then let go of the models."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._requests.put(_Request(CLOSING, next(self._turns), None, (), Future()))
        self._thread.join()

    def _own(self) -> None:
        while (first := self._requests.get()).package is not None:
            batch = [request for request in self._gathered(first) if request.future.set_running_or_notify_cancel()]
            if not batch:
                continue
            try:
                answers = self._run(first.package, batch)
            except Interrupted:
                _fail(batch, Cancelled())
            except MemoryError as error:
                _fail(batch, OutOfDeviceMemory(f"{self.backend.title}: too little memory for a tile ({error})"))
            except PackageDamaged as error:
                _fail(batch, ModelInvalid(str(error), error.hint))
            except Exception as error:  # noqa: BLE001 (whoever waits for the tiles must hear of it)
                _fail(batch, error)
            else:
                ends = np.cumsum([len(request.given[0]) for request in batch])
                for request, answer in zip(batch, np.split(answers, ends[:-1]), strict=True):
                    request.future.set_result(answer)

    def _run(self, package: Package, batch: list[_Request]) -> Tiles:
        """Raises Interrupted where it was given up."""
        session = self._session(package)
        given = [np.concatenate(arrays) for arrays in zip(*(request.given for request in batch), strict=True)]
        with self._door:
            self._running = batch
        try:
            return session(*given)
        except Interrupted:
            if any(request.given_up for request in batch):
                raise
            return session(*given)  # it was meant for the run before, which had just ended
        finally:
            with self._door:
                self._running = []

    def _awaited(self, future: Future[Tiles], stopped: Callable[[], bool] | None) -> Tiles:
        while stopped is not None and not wait([future], GLANCE).done:
            if stopped():
                self.give_up(future)
                raise Cancelled
        return future.result()

    def _gathered(self, first: _Request) -> list[_Request]:
        """The request and those waiting that can run with it, up to the batch that is worth it."""
        batch, others = [first], list[_Request]()
        while len(batch) < self.backend.batch:
            try:
                request = self._requests.get_nowait()
            except Empty:
                break
            (batch if first.fits(request) else others).append(request)
        for request in others:
            self._requests.put(request)
        return batch

    def _session(self, package: Package) -> Session:
        """That of the package; the one that has rested longest is closed when there are too many (a slider opens many)."""
        known = self._sessions.pop(id(package), None) or (package, self.backend.open(package))
        self._sessions[id(package)] = known
        if len(self._sessions) > OPEN:
            self._sessions.pop(next(iter(self._sessions)))
        return known[1]


class Network:
    """A model as stages see it. What goes in and comes out is checked and padded here, once for all backends."""

    def __init__(self, package: Package, run: Callable[..., Tiles]) -> None:
        design = package.card.network
        self.planes = design.planes
        self.facts = design.facts
        self.multiple_of = design.multiple_of
        self.halo = package.card.halo
        self.styles = package.card.styles
        self._package = package
        self._run = run

    def __call__(self, tiles: Tiles, facts: Facts | None = None) -> Tiles:
        """float32 (B, H, W, planes) in 0 to 1, to (B, h, w, C); any H and W, padded by reflection where needed.

        `facts` (facts,), as `look` found them, where the network has some.
        """
        if (facts is None) == bool(self.facts):
            raise ValueError(f"the model “{self._package.card.id}” is to be told {self.facts} facts about the picture")
        height, width = tiles.shape[1:3]
        padded = self._padded(tiles)
        told = () if facts is None else (np.broadcast_to(facts, (len(tiles), self.facts)),)
        answer = self._answer(self._package, padded, *told)
        if padded.shape != tiles.shape:
            scale = answer.shape[1] / padded.shape[1]
            answer = answer[:, : round(height * scale), : round(width * scale)]
        return answer

    def look(self, picture: Pixels) -> Facts | None:
        """(H, W, planes) float32 in 0 to 1, a whole picture made small, to (facts,): what to tell with each of its tiles.

        None for a network that needs to be told nothing.
        """
        return None if not self.facts else self._answer(self._package.looking, self._padded(picture[None]))[0]

    def _padded(self, tiles: Tiles) -> Tiles:
        """Raises ValueError for tiles that are none."""
        if tiles.dtype != np.float32 or tiles.ndim != 4 or tiles.shape[3] != self.planes:
            raise ValueError(f"want float32 (B, H, W, {self.planes}), got {tiles.dtype} {tiles.shape}")
        below, right = (-side % self.multiple_of for side in tiles.shape[1:3])
        return np.pad(tiles, ((0, 0), (0, below), (0, right), (0, 0)), mode="symmetric") if below or right else tiles

    def _answer(self, package: Package, *given: Tiles) -> Tiles:
        answer = self._run(package, *given)
        if not np.isfinite(answer).all():
            raise ModelInvalid(f"the model “{package.card.id}” answered with numbers that are none (NaN)")
        return answer


def _fail(batch: list[_Request], error: Exception) -> None:
    for request in batch:
        request.future.set_exception(error)
