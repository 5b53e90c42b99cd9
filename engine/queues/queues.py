"""The queues of the window, and their pictures: asked for, moved, taken out, done again, judged."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from engine.batch import Batch
from engine.journal.entries import Entry
from engine.journal.reading import STATES
from engine.messages.queue_answers import RowsRead
from engine.messages.requests import ReadRows
from engine.queues.runs import QueueRuns, QueueUnknown
from engine.queues.standing import row_of
from engine.recipe import Recipe


class Queues(QueueRuns):
    def rows(self, request: ReadRows) -> RowsRead:
        batch = self._found(request.queue).batch
        states = request.states or STATES
        counts = batch.journal.counts()
        rows = tuple(row_of(batch, entry) for entry in batch.journal.page(request.first, request.count, states, request.order))
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
