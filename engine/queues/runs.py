"""How the queues of the window run: batches by name, that are opened, begun, paused, ended and closed."""

from __future__ import annotations

import threading
from collections.abc import Callable

import msgspec

from engine.archive.naming import Naming
from engine.engine import Engine
from engine.errors import AppError
from engine.events import Event
from engine.messages.queue_answers import QueueChanged, RowsChanged
from engine.messages.requests import Submit
from engine.names import path_of, speakable
from engine.queues.standing import Queue, standing, troubled
from engine.recipe import recipe_of

TICK = 1.0  # seconds between two words about a queue that runs


class QueueUnknown(AppError):
    hint = "Open it again."


class QueueRuns:
    """Calls may come from any thread, for one queue from one at a time."""

    def __init__(self, engine: Engine, tell: Callable[[Event], None]) -> None:
        self._engine, self._tell = engine, tell
        self._queues: dict[str, Queue] = {}
        self._refused: dict[str, Submit] = {}  # what could not be opened; perhaps it can, once the user has helped
        self._lock = threading.RLock()
        self._closed = threading.Event()
        threading.Thread(target=self._tick, name="ticker", daemon=True).start()

    def submit(self, request: Submit) -> None:
        """Open a queue, and begin it if that is asked. What cannot be done is told, not raised."""
        self.close(request.queue)
        try:
            batch = self._engine.open(
                [path_of(source) for source in request.sources],
                recipe_of(request.recipe),
                path_of(request.destination),
                Naming(request.suffix, request.template, request.conflict, request.pyramid),
                path_of(request.masks) if request.masks else None,
                request.queue,
                request.held,
            )
        except AppError as error:
            self._refused[request.queue] = request
            said = speakable(str(error)), speakable(error.hint)
            return self._tell(QueueChanged(request.queue, "stopped", 0, 0, 0, 0, *said))
        with self._lock:
            self._queues[request.queue] = Queue(batch)
        if request.begin:
            self.resume(request.queue)
        else:
            self.say(request.queue)
        return None

    def resume(self, name: str) -> None:
        """Begin, or go on after a pause or a stop; what could not be opened is tried again."""
        if name in self._refused:
            return self.submit(msgspec.structs.replace(self._refused[name], begin=True))
        queue = self._found(name)
        if queue.batch.control.paused:
            queue.batch.control.go_on()
            queue.batch.pace.work()
        elif not queue.batch.working:
            queue.begun = True
            queue.batch.renew(self._engine.control())
            queue.batch.start()
            threading.Thread(target=self._watch, args=(name, queue), name=f"watch {name}", daemon=True).start()
        return self.say(name)

    def pause(self, name: str) -> None:
        queue = self._found(name)
        if queue.batch.working:
            queue.batch.control.pause()
            queue.batch.pace.rest()
        self.say(name)

    def stop(self, name: str, now: bool) -> None:
        control = self._found(name).batch.control
        if now:
            control.stop()
        else:
            control.end()
        self.say(name)

    def close(self, name: str) -> None:
        """Stop at once, and let go of the journal; nothing if there is no such queue."""
        with self._lock:
            self._refused.pop(name, None)
            queue = self._queues.pop(name, None)
        if queue:
            queue.batch.control.stop()
            self._engine.forget(queue.batch)

    def close_all(self) -> None:
        self._closed.set()
        for name in list(self._queues):
            self._queues[name].batch.control.stop()  # all at once, then wait for each
        for name in list(self._queues):
            self.close(name)

    @property
    def busy(self) -> bool:
        """Whether any of them works now."""
        with self._lock:
            return any(queue.batch.working and not queue.batch.control.paused for queue in self._queues.values())

    def rest(self) -> None:
        """A moment; it ends when the queues are closed."""
        self._closed.wait(TICK)

    def say(self, name: str) -> None:
        """Tell where a queue stands."""
        with self._lock:
            queue = self._queues.get(name)
            if queue:
                self._tell(standing(name, queue))

    def _found(self, name: str) -> Queue:
        with self._lock:
            if name not in self._queues:
                raise QueueUnknown(f"there is no queue “{name}”")
            return self._queues[name]

    def _changed(self, name: str, more: bool = False) -> None:
        """Rows are not what they were; with `more` to do, a queue whose lanes have ended goes on."""
        queue = self._found(name)
        if more and queue.begun and not queue.batch.working and not queue.batch.control.ending:
            self.resume(name)
        self._tell(RowsChanged(name))
        self.say(name)

    def _watch(self, name: str, queue: Queue) -> None:
        """Until the lanes of a queue have ended; what was queued in the last moment is done too."""
        try:
            queue.batch.settle()
        except Exception as error:  # noqa: BLE001 (a full disk under the journal, say: the window must hear of it)
            hint = error.hint if isinstance(error, AppError) else "This is our mistake. Please report it."
            if name in self._queues:
                self._tell(troubled(standing(name, queue), str(error), hint))
            return
        if self._queues.get(name) is queue:
            if queue.batch.journal.counts().get("queued") and not queue.batch.control.ending:
                self.resume(name)
            self.say(name)

    def _tick(self) -> None:
        while not self._closed.wait(TICK):
            for name, queue in list(self._queues.items()):
                if queue.batch.working:
                    self.say(name)
