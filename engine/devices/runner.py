"""A runner: one thread that owns a backend and runs all networks on it, tiles from several pictures together."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue

import numpy as np

from engine.backends.backend import Backend, Interrupted, Session, Tiles
from engine.devices.memory import give_back
from engine.errors import Cancelled, DeviceFailed, ModelInvalid, OutOfDeviceMemory
from models.package import Package, PackageDamaged

PREVIEW, BATCH, CLOSING = 0, 1, 2  # the smaller goes first
OPEN = 12  # models at most, on one backend
NO_TILES: Tiles = np.empty((0, 0, 0, 0), np.float32)


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


class Runner:
    """Hands tiles to a backend in its own thread. `submit` may be called from any thread, and returns at once."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self._requests: PriorityQueue[_Request] = PriorityQueue()
        self._turns = itertools.count()
        self._sessions: dict[int, tuple[Package, Session]] = {}
        self._running: list[_Request] = []
        self._since: float | None = None  # when the run under way began
        self._longest = 0.0
        self._closed = self._abandoned = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._own, name=f"device {backend.name}", daemon=True)
        self._thread.start()

    @property
    def longest(self) -> float:
        """Seconds of the longest run that has ended."""
        return self._longest

    @property
    def running_for(self) -> float:
        """Seconds since the run under way began; 0 if there is none."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def submit(self, package: Package, *given: Tiles, priority: int = BATCH) -> Future[Tiles]:
        """Run a model on tiles (B, H, W, planes), and facts (B, facts) where it needs them; previews go before batches."""
        future: Future[Tiles] = Future()
        request = _Request(priority, next(self._turns), package, given, future)
        with self._door:
            if self._closed:
                raise RuntimeError("the device is closed")
            if self._abandoned:
                future.set_exception(DeviceFailed(f"{self.backend.title} does not answer any more"))
            else:
                self._requests.put(request)
        return future

    def prepare(self, package: Package) -> None:
        """Open a model while its first tiles are being read. What is wrong with it is told with those."""
        if id(package) not in self._sessions:
            with suppress(RuntimeError):  # the device is closed
                self.submit(package, NO_TILES)

    def give_up(self, future: Future[Tiles]) -> None:
        """Nobody wants these tiles any more: they are not begun, or, where the backend can, not finished."""
        if future.cancel():
            return
        with self._door:
            if [request.future for request in self._running] == [future]:
                self._running[0].given_up = True
                self.backend.interrupt()

    def abandon(self) -> None:
        """It does not answer any more: whatever was asked of it fails with DeviceFailed, and its thread is left alone."""
        with self._door:
            self._abandoned, lost = True, list(self._running)
            self._running = []
            while True:
                try:
                    lost.append(self._requests.get_nowait())
                except Empty:
                    break
        _fail(lost, DeviceFailed(f"{self.backend.title} does not answer any more"))
        self._requests.put(_Request(CLOSING, next(self._turns), None, (), Future()))  # if it ever comes back

    def close(self) -> None:
        """Finish what was asked for, then let go of the models."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._requests.put(_Request(CLOSING, next(self._turns), None, (), Future()))
        if not self._abandoned:
            self._thread.join()

    def _own(self) -> None:
        while self._answer_next():
            pass

    def _answer_next(self) -> bool:
        """Wait for tiles, and answer them; False at the end. A function of its own lets go of them when it returns."""
        first = self._requests.get()
        if first.package is None:
            return False
        batch = [request for request in self._gathered(first) if request.future.set_running_or_notify_cancel()]
        if not batch:
            return True
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
                with suppress(InvalidStateError):  # it was abandoned meanwhile
                    request.future.set_result(answer)
        return True

    def _run(self, package: Package, batch: list[_Request]) -> Tiles:
        """Raises Interrupted where it was given up."""
        with self._door:
            self._running, self._since = batch, time.monotonic()
        try:
            session = self._session(package)
            given = _together(batch)
            if not given[0].size:  # it was only to be opened
                return given[0]
            try:
                return session(*given)
            except Interrupted:
                if any(request.given_up for request in batch):
                    raise
                return session(*given)  # it was meant for the run before, which had just ended
        finally:
            with self._door:
                self._longest = max(self._longest, self.running_for)
                self._running, self._since = [], None

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
        known = self._sessions.pop(id(package), None)
        if known is None:
            known = package, self.backend.open(package)
            give_back()
        self._sessions[id(package)] = known
        if len(self._sessions) > OPEN:
            self._sessions.pop(next(iter(self._sessions)))
        return known[1]


def _together(batch: list[_Request]) -> Sequence[Tiles]:
    """The tiles of all of them; those of one alone are copied only where torch would mind that they cannot be written to."""
    if len(batch) == 1:
        return [np.require(array, requirements=["C", "W"]) for array in batch[0].given]
    return [np.concatenate(arrays) for arrays in zip(*(request.given for request in batch), strict=True)]


def _fail(batch: list[_Request], error: Exception) -> None:
    for request in batch:
        with suppress(InvalidStateError):  # it was abandoned meanwhile, or withdrawn
            request.future.set_exception(error)
