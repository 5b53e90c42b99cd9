"""One photograph between addresses: its original is copied onto a disk, restored there, and the result copied back."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from engine.archive.address import Address
from engine.errors import DestinationNotWritable, PictureChanged, PlaceTaken
from engine.files.destination import in_words
from engine.files.scratch import SPARE_BYTES
from engine.finished import finished_before
from engine.photograph import Job, Services, restore
from engine.provenance import Record, record_path
from engine.remote.store import Stored, fetch, found, put, remove
from engine.running import is_running, running_in

ROOM = "patina-remote-"  # how folders for copies begin
NOTHING = (None, None)
YOUNG = 60.0  # seconds; one that is made just now may not have its lock yet


def restore_at(job: Job, services: Services, report: Callable[[float], None]) -> Record:
    """As photograph.restore, where the source, the result or both are at addresses. Raises StoreUnavailable too."""
    source, result = job.source, job.result
    before = _standing(result) if isinstance(result, Address) else NOTHING
    if before != NOTHING and (done := finished_before(job)):  # else it is ours, and may go
        return done
    with _room(services.scratch) as room:
        if isinstance(source, Address):
            source = _fetched(source, room / "original", services.control.check)
        copied = replace(job, source=source, origin=str(job.source))
        if not isinstance(result, Address):
            return restore(copied, services, report)
        made = room / "result" / _name(result)
        record = restore(replace(copied, result=made), services, report)
        services.control.check()
        _publish(made, result, before, services.mark)
    return record


def _standing(result: Address) -> tuple[Stored | None, Stored | None]:
    """Of a result and its record."""
    return found(result), found(record_path(result))


def _publish(made: Path, result: Address, before: tuple[Stored | None, Stored | None], mark: str) -> None:
    """In the order of photograph.restore, so that a kill leaves what it leaves there: an older result of ours goes first, then
    the record comes, then the result. Raises PlaceTaken where somebody else has been at the place meanwhile."""
    record = record_path(result)
    if _standing(result) != before:
        raise PlaceTaken(f"{result} was changed by somebody else while it was restored")
    for old, stood in zip((result, record), before, strict=True):
        if stood is not None:
            remove(old)
    put(record_path(made), record, mark)
    put(made, result, mark)


def _fetched(source: Address, folder: Path, check: Callable[[], None]) -> Path:
    stored = found(source)
    if stored is None:
        raise PictureChanged(f"{source.name} is not there any more")
    folder.mkdir()
    if shutil.disk_usage(folder).free < stored.size + SPARE_BYTES:
        raise DestinationNotWritable(f"{folder.parents[1]} has no room for a copy of {source.name}")
    copy = folder / _name(source)
    fetch(source, copy, check)
    return copy


def _name(address: Address) -> str:
    """What a copy is called: messages name it."""
    return re.sub(r'[<>:"/\\|?*]', "-", address.name) if os.name == "nt" else address.name


@contextmanager
def _room(scratch: Path) -> Generator[Path]:
    """A folder for the copies of one picture; those that killed runs left are removed."""
    _sweep(scratch)
    with in_words(scratch):
        room = Path(tempfile.mkdtemp(prefix=ROOM, dir=scratch))
    try:
        with running_in(room):
            yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _sweep(scratch: Path) -> None:
    for room in scratch.glob(f"{ROOM}*"):
        with suppress(OSError):  # its owner may have removed it meanwhile
            if room.stat().st_mtime < time.time() - YOUNG and not is_running(room):
                shutil.rmtree(room, ignore_errors=True)
