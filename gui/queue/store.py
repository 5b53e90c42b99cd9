"""The queues that the user has: kept on disk, so that they are there again after closing, and after a crash."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from engine.archive.naming import PLAIN, Conflict
from engine.errors import AppError
from engine.files.destination import write_whole
from engine.messages.requests import Submit
from engine.names import path_of, speakable
from engine.paths import user_folder

FORMAT = 1


class KeptQueue(msgspec.Struct, frozen=True, kw_only=True):
    """What was dropped, what is to be done with it, and whether it was under way."""

    id: str
    title: str
    sources: tuple[str, ...]  # URIs
    destination: str
    recipe: dict[str, Any]
    suffix: str | None = None
    template: str = PLAIN
    conflict: Conflict = "refuse"
    held: bool = False
    pyramid: bool = False
    runs: bool = False
    """Whether it is to go on by itself when it is opened."""

    def submission(self, begin: bool | None = None) -> Submit:
        """The request that opens it."""
        return Submit(
            self.id, self.sources, self.destination, self.recipe, self.suffix, template=self.template, conflict=self.conflict,
            held=self.held, begin=self.runs if begin is None else begin, pyramid=self.pyramid,
        )  # fmt: skip


class _File(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    queues: tuple[KeptQueue, ...] = ()


class QueueStore(QObject):
    failed = Signal(str)
    """A sentence: the list could not be written, or not be read."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path or user_folder() / "queues.json"
        self._queues: dict[str, KeptQueue] = {}
        self.remark = ""
        """What was wrong with the file that was read, for the user."""

        self._read()

    def __iter__(self) -> Iterator[KeptQueue]:
        return iter(tuple(self._queues.values()))

    def __len__(self) -> int:
        return len(self._queues)

    def __getitem__(self, queue: str) -> KeptQueue:
        return self._queues[queue]

    def __contains__(self, queue: str) -> bool:
        return queue in self._queues

    def at(self, destination: str) -> KeptQueue | None:
        """The queue whose results go there."""
        return next((queue for queue in self if queue.destination == destination), None)

    def add(self, title: str, **what: Any) -> KeptQueue:
        """A new queue, with an id of its own."""
        return self._keep(KeptQueue(id=uuid.uuid4().hex, title=title, **what))

    def change(self, queue: str, **what: Any) -> KeptQueue:
        kept = self._queues[queue]
        changed = msgspec.structs.replace(kept, **what)
        return kept if changed == kept else self._keep(changed)

    def remove(self, queue: str) -> None:
        del self._queues[queue]
        self._write()

    def _keep(self, queue: KeptQueue) -> KeptQueue:
        self._queues[queue.id] = queue
        self._write()
        return queue

    def _write(self) -> None:
        data = msgspec.json.encode(_File(queues=tuple(self)))  # not indented: there may be a hundred thousand sources
        try:
            write_whole(self.path, data + b"\n")
        except AppError as error:
            self.failed.emit(speakable(str(error)))

    def _read(self) -> None:
        try:
            found = msgspec.json.decode(self.path.read_bytes(), type=_File)
            if found.format > FORMAT:
                raise ValueError(f"format {found.format} is of a newer version")
            for queue in found.queues:
                path_of(queue.destination)
                if not all(source.startswith("file:") for source in queue.sources):
                    raise ValueError("a source is no address of a file")
        except FileNotFoundError:
            return
        except (OSError, ValueError, msgspec.DecodeError):
            aside = self.path.with_name(f"{self.path.name}.damaged")
            self.remark = self.tr("The list of queues could not be read. It was kept as “%1”; the pictures are untouched.")
            self.remark = self.remark.replace("%1", speakable(aside.name))
            self._set_aside(aside)
            return
        self._queues = {queue.id: queue for queue in found.queues}

    def _set_aside(self, aside: Path) -> None:
        try:
            self.path.replace(aside)
        except OSError as error:
            self.remark = f"{self.path}: {error.strerror}"
