"""A cluster: workers on many machines, to whom the pictures of a batch are given. The journal stays where the batch was begun.

A worker that is lost, by itself or with its machine, is replaced as soon as there is a place for another, and its pictures are
given to whoever is free; what it had finished is not done again. So are machines taken in that join, or come back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

from engine.archive.places import remove_draft
from engine.cluster.connection import AT_ONCE, GLANCE, ClusterUnavailable, Colleague, Connection, WorkerLost
from engine.cluster.sharing import StorageNotShared, appears
from engine.cluster.staff import PATIENCE, Staff
from engine.cluster.worker import Standing
from engine.errors import AppError, Cancelled
from engine.files.destination import in_words
from engine.finished import finished_before
from engine.photograph import Job, Services
from engine.provenance import Record, model_hashes

TRIES = 3  # workers that a picture may end before it is blamed


class Cluster:
    """At work while it is entered. `restore` may be called from as many threads as there are `lanes`."""

    def __init__(self, connection: Connection, device: str = "auto", tile: int = 0, workers: int = 0) -> None:
        """`workers` on each machine; 0: one for each graphics card, or one where there is none or the device is no card."""
        self._connection = connection
        self._free: Queue[Colleague] = Queue()
        self.staff = Staff(connection, device, tile, workers, self._came, self._say)
        self.gone: ClusterUnavailable | None = None
        """Why the batch was stopped, if no worker was left."""

        self.told: Callable[[str], None] = lambda message: None
        """Hears, in words, what changes in the cluster; from any thread."""

    def __enter__(self) -> Cluster:
        """Once a worker is there. Raises ClusterUnavailable, or what keeps workers from beginning."""
        try:
            self.staff.begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.staff.end()
        self._connection.close()

    @property
    def lanes(self) -> int:
        """Pictures that are under way at a time, once all workers are there."""
        return AT_ONCE * self.staff.count

    def restore(self, job: Job, services: Services, report: Callable[[float], None]) -> Record:
        """As engine.photograph.restore does it, by some worker."""
        models = model_hashes(job.recipe)
        if isinstance(job.result, Path):
            with in_words(job.result.parent):
                job.result.parent.mkdir(parents=True, exist_ok=True)  # so that a worker can tell whether it sees it
        blamed = 0
        while blamed < TRIES:
            colleague, standing = self._freed(services)
            try:
                answer = colleague.restore(job, models, services.control)
            except WorkerLost:
                _take_away(job, standing)
                blamed += self.staff.lose(colleague)
                if before := finished_before(job):  # it was lost with the answer alone
                    return before
                continue
            except BaseException:
                _take_away(job, standing)  # where it was ended, because it did not leave the picture
                self._free.put(colleague)
                raise
            self._free.put(colleague)
            for message in answer.said:
                self.told(f"{standing.host}: {message}")
            if not appears(job.result):
                raise StorageNotShared(f"{standing.host} has written {job.result}, and it is not there on this machine")
            report(1.0)
            return answer.record
        raise AppError(
            f"{job.source.name} has ended {TRIES} workers, one after the other",
            "It may need more memory than they have: restore it by itself, with smaller tiles (--tile 256).",
        )

    def _freed(self, services: Services) -> tuple[Colleague, Standing]:
        """Whoever is free next. Stops the batch, and raises Cancelled, where there has been no worker for long."""
        since = time.monotonic()
        while True:
            services.control.check()
            with suppress(Empty):
                colleague = self._free.get(timeout=GLANCE)
                if standing := self.staff.standing(colleague):  # it may have been lost with another picture
                    return colleague, standing
            if self.staff.there:
                since = time.monotonic()
            elif self.staff.hopeless or time.monotonic() > since + PATIENCE:
                why = f": {self.staff.why}" if self.staff.why else ""
                self.gone = ClusterUnavailable(
                    f"the cluster has no worker any more{why}",
                    "What is done stays done, and the rest is queued: start again when its machines work.",
                )
                services.control.stop()
                raise Cancelled

    def _came(self, colleague: Colleague) -> None:
        for _ in range(AT_ONCE):
            self._free.put(colleague)

    def _say(self, message: str) -> None:
        self.told(message)


def _take_away(job: Job, standing: Standing) -> None:
    """The draft of a worker that is to write no more. One that is out of reach may still try, and cannot finish without it."""
    with suppress(OSError, AppError):
        remove_draft(job.result, standing.mark)
