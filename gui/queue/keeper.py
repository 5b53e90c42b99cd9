"""Keeps the queues that the user has in step: in the list on disk, in their tabs, and in each engine that is started."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.events import Event
from engine.messages.answers import EngineEnded
from engine.messages.queue_answers import QueueChanged
from engine.messages.requests import Close, PlainRecipe
from engine.names import path_of, speakable, uri_of
from gui.bridge import Bridge
from gui.queue.side import QueueSide
from gui.queue.store import KeptQueue, QueueStore
from gui.recipe.trials import Trials
from gui.start.batch import Batch
from gui.words import engine_text, filled


class QueueKeeper(QObject):
    shown = Signal()
    """There is a queue more, or less, or another one in front."""

    said = Signal(str)
    """A sentence for the line below."""

    def __init__(self, bridge: Bridge, store: QueueStore, trials: Trials, tabs: QueueSide) -> None:
        super().__init__(tabs)
        self._bridge, self._store, self._trials, self._tabs = bridge, store, trials, tabs
        tabs.close_wanted.connect(self.close)
        store.failed.connect(self.said)
        bridge.happened.connect(self._hear)
        for queue in store:
            self._open(queue)

    def begin(self, batch: Batch, recipe: PlainRecipe | None) -> None:
        """A queue for what was dropped; or the one that does it already."""
        if known := self._store.at(uri_of(batch.destination)):
            self._go_on_with(known, batch, recipe)
            return
        first = path_of(batch.sources[0])
        title = speakable(first.name if len(batch.sources) == 1 else first.parent.name)
        queue = self._store.add(
            title or str(batch.destination),
            sources=batch.sources,
            destination=uri_of(batch.destination),
            recipe=recipe,
            suffix=batch.suffix,
            template=batch.template,
            conflict=batch.conflict,
            held=batch.held,
            pyramid=batch.pyramid,
            runs=True,
        )
        self._open(queue)
        self.shown.emit()

    def take_tried(self, queue: str) -> None:
        """What was tried is the queue's recipe from now on. Only what the change concerns is done anew: the journal knows."""
        kept = self._store.change(queue, recipe=self._trials.recipe(queue), runs=True)
        self._trials.forget(queue)
        self._bridge.tell(kept.submission())

    def close(self, queue: str) -> None:
        self._bridge.tell(Close(queue))
        self._store.remove(queue)
        self._trials.forget(queue)
        self._tabs.remove(queue)
        self.shown.emit()

    def _go_on_with(self, known: KeptQueue, batch: Batch, recipe: PlainRecipe | None) -> None:
        """There is a queue whose results go to that place: it is that one, or another place must be found."""
        if set(known.sources) != set(batch.sources):
            self.said.emit(filled(self.tr("Results of “%1” go to that folder. Choose another one."), known.title))
            return
        naming = {"suffix": batch.suffix, "template": batch.template, "conflict": batch.conflict, "pyramid": batch.pyramid}
        called = self._store.change(known.id, **naming)
        if recipe is not None and recipe != known.recipe:
            self._trials.put(known.id, recipe)
        elif called != known or not self._tabs.works(known.id):  # other names, or there may be new pictures
            self._bridge.tell(self._store.change(known.id, runs=True).submission())
        self._tabs.show_queue(known.id)
        self.shown.emit()
        self.said.emit(filled(self.tr("“%1” is a queue already. Here it is."), known.title))

    def _open(self, queue: KeptQueue) -> None:
        self._tabs.add(queue)
        self._bridge.tell(queue.submission())

    def _hear(self, event: Event) -> None:
        match event:
            case QueueChanged(queue=queue, state=state) if queue in self._store and state != "opening":
                self._store.change(queue, runs=state == "running")
                if event.message:
                    self.said.emit(f"{engine_text(event.message)} {engine_text(event.hint)}".strip())
            case EngineEnded():
                for queue in self._store:  # the next engine reads it, even if it has to be started by hand
                    self._bridge.tell(queue.submission())
            case _:
                pass
