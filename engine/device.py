"""A device: one thread that owns it and runs all networks on it, tiles from several pictures together."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue

import numpy as np

from engine.backend import Backend, Interrupted, Session, Tiles
from engine.errors import Cancelled, ModelInvalid, OutOfDeviceMemory
from engine.model import Model
from engine.packages import find_package
from models.package import Package, PackageDamaged

PREVIEW, BATCH, CLOSING = 0, 1, 2  # the smaller goes first
GLANCE = 0.05  # seconds between two looks whether tiles are still wanted
OPEN = 12  # models at most, on one device


@dataclass(order=True)
class _Request:
    priority: int
    turn: int
    package: Package | None = field(compare=False)
    tiles: Tiles = field(compare=False)
    future: Future[Tiles] = field(compare=False)
    given_up: bool = field(default=False, compare=False)

    def fits(self, other: _Request) -> bool:
        """Whether both can run as one batch."""
        return self.package is other.package and self.tiles.shape[1:] == other.tiles.shape[1:]


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

        def run(package: Package, tiles: Tiles) -> Tiles:
            return self._awaited(self.submit(package, tiles, priority), stopped)

        return Network(find_package(model), run)

    def submit(self, package: Package, tiles: Tiles, priority: int = BATCH) -> Future[Tiles]:
        """Run a model on tiles (B, H, W, planes); previews go before batches."""
        future: Future[Tiles] = Future()
        with self._door:
            if self._closed:
                raise RuntimeError("the device is closed")
            self._requests.put(_Request(priority, next(self._turns), package, tiles, future))
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
            self._requests.put(_Request(CLOSING, next(self._turns), None, np.empty(0, np.float32), Future()))
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
                ends = np.cumsum([len(request.tiles) for request in batch])
                for request, answer in zip(batch, np.split(answers, ends[:-1]), strict=True):
                    request.future.set_result(answer)

    def _run(self, package: Package, batch: list[_Request]) -> Tiles:
        """Raises Interrupted where it was given up."""
        session, tiles = self._session(package), np.concatenate([request.tiles for request in batch])
        with self._door:
            self._running = batch
        try:
            return session(tiles)
        except Interrupted:
            if any(request.given_up for request in batch):
                raise
            return session(tiles)  # it was meant for the run before, which had just ended
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

    def __init__(self, package: Package, run: Callable[[Package, Tiles], Tiles]) -> None:
        design = package.card.network
        self.planes = design.planes
        self.multiple_of = design.multiple_of
        self.halo = package.card.halo
        self.styles = package.card.styles
        self._package = package
        self._run = run

    def __call__(self, tiles: Tiles) -> Tiles:
        """float32 (B, H, W, planes) in 0 to 1, to (B, h, w, C); any H and W, padded by reflection where needed."""
        if tiles.dtype != np.float32 or tiles.ndim != 4 or tiles.shape[3] != self.planes:
            raise ValueError(f"want float32 (B, H, W, {self.planes}), got {tiles.dtype} {tiles.shape}")
        height, width = tiles.shape[1:3]
        below, right = -height % self.multiple_of, -width % self.multiple_of
        if below or right:
            tiles = np.pad(tiles, ((0, 0), (0, below), (0, right), (0, 0)), mode="symmetric")
        answer = self._run(self._package, tiles)
        if not np.isfinite(answer).all():
            raise ModelInvalid(f"the model “{self._package.card.id}” answered with numbers that are none (NaN)")
        if below or right:
            scale = answer.shape[1] / tiles.shape[1]
            answer = answer[:, : round(height * scale), : round(width * scale)]
        return answer


def _fail(batch: list[_Request], error: Exception) -> None:
    for request in batch:
        request.future.set_exception(error)
