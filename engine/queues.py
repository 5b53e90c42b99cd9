"""The queues of the window: batches by name, that are opened, begun, paused, ended, asked for rows and changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from engine.batch import Batch
from engine.engine import Engine
from engine.entries import Entry
from engine.errors import AppError
from engine.events import Event
from engine.findings import from_json
from engine.names import path_of, speakable, uri_of
from engine.naming import Naming
from engine.queue_answers import QueueChanged, QueueState, Row, RowsChanged, RowsRead
from engine.recipe import Recipe, recipe_of
from engine.requests import ReadRows, Submit

TICK = 1.0  # seconds between two words about a queue that runs
STATES = ("queued", "running", "done", "failed")


class QueueUnknown(AppError):
    hint = "Open it again."


@dataclass
class _Queue:
    batch: Batch
    begun: bool = False


class Queues:
    """Calls may come from any thread, for one queue from one at a time."""

    def __init__(self, engine: Engine, tell: Callable[[Event], None]) -> None:
        self._engine, self._tell = engine, tell
        self._queues: dict[str, _Queue] = {}
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
                Naming(request.suffix, request.template, request.conflict),
                path_of(request.masks) if request.masks else None,
                request.queue,
                request.held,
            )
        except AppError as error:
            self._refused[request.queue] = request
            said = speakable(str(error)), speakable(error.hint)
            return self._tell(QueueChanged(request.queue, "stopped", 0, 0, 0, 0, *said))
        with self._lock:
            self._queues[request.queue] = _Queue(batch)
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

    def rows(self, request: ReadRows) -> RowsRead:
        batch = self._found(request.queue).batch
        states = request.states or STATES
        counts = batch.journal.counts()
        rows = tuple(_row(batch, entry) for entry in batch.journal.page(request.first, request.count, states, request.order))
        return RowsRead(request.number, request.queue, request.first, sum(counts.get(state, 0) for state in states), rows)

    def move(self, name: str, jobs: Sequence[int]) -> None:
        self._found(name).batch.journal.move_first(jobs)
        self._changed(name)

    def retry(self, name: str, jobs: Sequence[int]) -> None:
        self._found(name).batch.journal.retry(jobs)
        self._changed(name, more=True)

    def redo(self, name: str, jobs: Sequence[int], recipe: Recipe | None) -> None:
        own = None if recipe is None else msgspec.json.encode(recipe).decode()
        self._found(name).batch.journal.redo(jobs, own)
        self._changed(name, more=True)

    def again(self, name: str, jobs: Sequence[int]) -> None:
        """Do pictures again that were done or have failed, with the recipe that they had."""
        self._found(name).batch.journal.again(jobs)
        self._changed(name, more=True)

    def entry(self, name: str, job: int) -> tuple[Batch, Entry]:
        """A picture, and the batch that it is of. Raises QueueUnknown."""
        batch = self._found(name).batch
        for entry in batch.journal.named([job]):
            return batch, entry
        raise QueueUnknown(f"there is no picture {job} in the queue “{name}”")

    def remove(self, name: str, jobs: Sequence[int]) -> None:
        self._found(name).batch.journal.remove(jobs)
        self._changed(name)

    def keep_failed(self, name: str) -> None:
        self._found(name).batch.journal.keep_failed()
        self._changed(name)

    def judge(self, name: str, jobs: Sequence[int], verdict: str) -> None:
        """Raises AppError for the first that cannot be released; those before it are."""
        batch = self._found(name).batch
        try:
            for entry in batch.journal.named(jobs):
                batch.judge(entry, verdict)
        finally:
            self._changed(name)

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
                self._tell(_standing(name, queue))

    def _found(self, name: str) -> _Queue:
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

    def _watch(self, name: str, queue: _Queue) -> None:
        """Until the lanes of a queue have ended; what was queued in the last moment is done too."""
        try:
            queue.batch.settle()
        except Exception as error:  # noqa: BLE001 (a full disk under the journal, say: the window must hear of it)
            hint = error.hint if isinstance(error, AppError) else "This is our mistake. Please report it."
            standing = _standing(name, queue)
            if name in self._queues:
                self._tell(_troubled(standing, speakable(str(error)), speakable(hint)))
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


def _troubled(standing: QueueChanged, message: str, hint: str) -> QueueChanged:
    return msgspec.structs.replace(standing, state="stopped", message=message, hint=hint)


def _standing(name: str, queue: _Queue) -> QueueChanged:
    batch = queue.batch
    counts = batch.journal.counts()
    queued, running, done, failed = (counts.get(state, 0) for state in STATES)
    return QueueChanged(
        name, _state(queue, queued + running), queued, running, done, failed,
        megapixels_per_second=batch.pace.megapixels_per_second, seconds_left=batch.pace.left(batch.journal.bytes_left()),
    )  # fmt: skip


def _state(queue: _Queue, left: int) -> QueueState:
    control = queue.batch.control
    if not queue.begun:
        return "resting" if left else "finished"
    if control.paused:
        return "paused"
    if queue.batch.working:
        return "stopping" if control.ending else "running"
    return "stopped" if left else "finished"


def _row(batch: Batch, entry: Entry) -> Row:
    place = entry.result.parent / entry.source.name
    return Row(
        job=entry.id,
        source=uri_of(entry.source),
        result=uri_of(batch.place(entry)),
        name=speakable(str(place)),
        state=entry.state,  # pyright: ignore[reportArgumentType] (one of STATES: others are not asked for)
        bytes=entry.bytes,
        note=entry.message,
        hint=entry.hint,
        megapixels=entry.megapixels,
        result_bytes=entry.result_bytes,
        seconds=entry.seconds,
        change=entry.change,
        verdict=entry.verdict,
        own=entry.own is not None,
        edited=batch.edit_of(entry).exists(),
        findings=from_json(entry.found) if entry.state == "done" else (),
        certainty=entry.certainty if entry.state == "done" else None,
    )

