"""A device: what runs networks, watched over. Where it fails, hangs or answers nonsense, the next one takes over.

A driver that was reset is mended by opening the backend anew; one that stays broken, by another device of the machine. The
tiles that were under way are asked for again, so no picture is lost, and none is painted with what a broken device gave.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

import numpy as np

from engine.backends.backend import Backend, Tiles
from engine.devices.runner import BATCH, Runner
from engine.errors import AppError, Cancelled, DeviceFailed, ModelInvalid
from engine.model import Model
from engine.network import Network
from engine.packages import find_package
from models.package import Package

GLANCE = 0.05  # seconds between two looks whether tiles are still wanted
WATCH = 0.5  # seconds between two looks whether they are still being worked on
PATIENCE = 300.0  # seconds that a run may take, if none before it has taken long
SLOWER = 20  # times as long as the longest run before it
PLAIN = 1e-3  # of a tile that may well be answered with one tone: the range of its values


class Device:
    """Runs networks on a backend, and on spare ones if it fails."""

    def __init__(self, backend: Backend, spares: Sequence[Callable[[], Backend]] = (), patience: float = PATIENCE) -> None:
        """`spares` open the backends that take its place, one after the other; `patience`: seconds that a run may take."""
        self._runner = Runner(backend)
        self._spares = list(spares)
        self._patience = patience
        self._own_fault: dict[int, Package] = {}  # models that fail on all backends alike
        self._door = threading.Lock()
        self._closed = False
        self._opener = ThreadPoolExecutor(1, "opener")
        self._opener.submit(lambda: None).result()  # its thread begins now: see _tried
        self.told: Callable[[str], None] = lambda message: None
        """Hears, in words, when another backend has taken over; from any thread."""

    @property
    def backend(self) -> Backend:
        """The one that works now."""
        return self._runner.backend

    @property
    def name(self) -> str:
        return self.backend.name

    @property
    def title(self) -> str:
        """For people: what computes."""
        return self.backend.title

    @property
    def width(self) -> int:
        """How many tiles, or batches of them, are computed at a time."""
        return 1

    def network(self, model: Model, priority: int = BATCH, stopped: Callable[[], bool] | None = None) -> Network:
        """A model, as a function that runs here, and raises Cancelled soon after it is `stopped`. Raises ModelInvalid, in
        words.

        Whoever asks for it is about to run it: it is opened meanwhile.
        """
        found = find_package(model)
        self.prepare(found)
        return Network(found, lambda package, *given: self._answered(package, given, priority, stopped))

    def prepare(self, package: Package) -> None:
        """Open a model before its first tiles come (see Runner.prepare)."""
        self._runner.prepare(package)

    def submit(self, package: Package, *given: Tiles, priority: int = BATCH) -> Future[Tiles]:
        """Run a model on tiles (see Runner.submit), whatever comes of it."""
        return self._runner.submit(package, *given, priority=priority)

    def give_up(self, future: Future[Tiles]) -> None:
        """Nobody wants these tiles any more."""
        self._runner.give_up(future)

    def close(self) -> None:
        """Finish what was asked for, then let go of the models."""
        with self._door:  # nobody takes over any more
            self._closed = True
        self._opener.shutdown(wait=False)
        self._runner.close()

    def _answered(self, package: Package, given: tuple[Tiles, ...], priority: int, stopped: Callable[[], bool] | None) -> Tiles:
        """From the backend that works now, or, where that fails, from the one that takes over."""
        while True:
            runner = self._runner
            try:
                return self._awaited(runner, package, given, priority, stopped)
            except (DeviceFailed, _Nonsense) as error:
                found = self._replaced(runner, package, given, error)
            except (AppError, Cancelled):
                raise
            except Exception as error:  # noqa: BLE001 (drivers have errors of all kinds)
                found = self._replaced(runner, package, given, error)
            if found is not None:
                return found

    def _awaited(
        self,
        runner: Runner,
        package: Package,
        given: tuple[Tiles, ...],
        priority: int = BATCH,
        stopped: Callable[[], bool] | None = None,
    ) -> Tiles:
        """Raises Cancelled; DeviceFailed where the run takes too long; _Nonsense for an answer that cannot be right."""
        future = runner.submit(package, *given, priority=priority)
        pause = min(WATCH, self._patience) if stopped is None else GLANCE
        while not wait([future], pause).done:
            if stopped is not None and stopped():
                runner.give_up(future)
                raise Cancelled
            if runner.running_for > max(self._patience, SLOWER * runner.longest):
                runner.abandon()
        answer = future.result()
        least, most = (float(answer.min()), float(answer.max())) if answer.size else (0.0, 0.0)  # NaN, if one of them is
        if not (math.isfinite(least) and math.isfinite(most)):
            raise _Nonsense(f"the model “{package.card.id}” answered with numbers that are none (NaN)")
        if answer.size > 1 and least == most and float(np.ptp(given[0][..., :3])) > PLAIN:  # as broken drivers do: black, often
            raise _Nonsense(f"the model “{package.card.id}” answered with one tone for all", answer)
        return answer

    def _replaced(self, runner: Runner, package: Package, given: tuple[Tiles, ...], error: Exception) -> Tiles | None:
        """Let the first spare backend that does better take over; its answer, or None where another has done so already.

        Where none does better it is not the backend: its own answer is taken, or its error raised.
        """
        with self._door:
            if runner is not self._runner:
                return None
            if id(package) not in self._own_fault and not self._closed:
                for place, spare in enumerate(self._spares):
                    answer = self._tried(spare, package, given)
                    if answer is not None:
                        del self._spares[: place + 1]
                        return self._take_over(*answer, error)
                self._own_fault[id(package)] = package
        if isinstance(error, _Nonsense) and error.answer is not None:
            return error.answer
        raise error

    def _tried(self, spare: Callable[[], Backend], package: Package, given: tuple[Tiles, ...]) -> tuple[Runner, Tiles] | None:
        """A spare backend with its answer; None where it fails too.

        Whoever asks may be a thread that gives way to others (see priority.py), and Linux hands that on to the threads that
        it starts; those of a network must not. So it is opened by a thread that is as old as the device.
        """
        try:
            runner = self._opener.submit(lambda: Runner(spare())).result()
        except (AppError, ImportError):
            return None
        try:
            return runner, self._awaited(runner, package, given)
        except Exception:  # noqa: BLE001 (whatever it is, it does not help)
            runner.close()
            return None

    def _take_over(self, spare: Runner, answer: Tiles, error: Exception) -> Tiles:
        before, self._runner = self._runner, spare
        threading.Thread(target=before.close, name="closing", daemon=True).start()  # tiles may still wait there
        why = str(error) if isinstance(error, DeviceFailed | _Nonsense) else f"{before.backend.title} failed: {error}"
        self.told(f"{why}; {spare.backend.title} is used instead")
        return answer


class _Nonsense(ModelInvalid):
    """An answer that cannot be right; it may be the model's own fault."""

    def __init__(self, message: str, answer: Tiles | None = None) -> None:
        super().__init__(message)
        self.answer = answer  # where it might be right all the same
