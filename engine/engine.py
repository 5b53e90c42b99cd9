"""The engine: takes folders of photographs, restores them on its own threads, and tells what happened."""

from __future__ import annotations

import os
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.destination import sweep
from engine.errors import AppError, Cancelled, DestinationNotWritable, RecipeInvalid
from engine.events import DeviceChanged, Event, JobFailed, JobFinished, JobProgressed, JobsQueued
from engine.journal import Entry, Journal
from engine.listing import Found, list_pictures, refuse_inside
from engine.masks import mask_path
from engine.names import speakable
from engine.packages import find_package
from engine.photograph import Job, Services, restore
from engine.provenance import Record, job_key, read_record, record_path, sha256_of, with_mask
from engine.recipe import Recipe
from engine.tiles import TileLimit

if TYPE_CHECKING:
    from engine.device import Device

LANES = 2  # photographs under way at a time: one is read or written while the other is painted
CREW = 3  # tiles being prepared or put together at a time, of all lanes


class Engine:
    """Restores batches. `submit` returns at once; facts come through `emit`, from several threads."""

    def __init__(self, emit: Callable[[Event], None], device: Device, lanes: int = LANES) -> None:
        self._emit = emit
        self._device = device
        self._stopped = threading.Event()
        self._crew = ThreadPoolExecutor(CREW, thread_name_prefix="crew")
        self._lanes = ThreadPoolExecutor(lanes, thread_name_prefix="lane")
        self._count = lanes
        self._limit = TileLimit(lambda message: emit(DeviceChanged(message)))

    def submit(
        self,
        sources: Sequence[Path],
        recipe: Recipe,
        destination: Path,
        suffix: str | None = None,
        masks: Path | None = None,
    ) -> Batch:
        """Restore all pictures of `sources` into `destination`; what an earlier call finished stays as it is.

        In the folder `masks`, what is found on the pictures is kept as pictures; what is there already is used (masks.py).

        Raises AppError where the whole call cannot be done: a source that is not there, a destination that cannot be
        written, a model that is missing.
        """
        if masks is not None:
            _check_masks(masks, sources, recipe, destination)
        for stage in recipe.stages:
            stage.check(find_package)
        key = job_key(recipe, suffix)
        listing = list_pictures(sources, destination, suffix)
        destination = Path(os.path.abspath(destination))
        journal = Journal(destination)
        try:
            sweep(destination)
            journal.begin(key, [(found.source, Path(found.result), *_fingerprint(found, masks)) for found in listing.pictures])
            for entry in journal.entries("done"):
                lacking = masks is not None and not mask_path(masks, entry.result).exists()
                if lacking or not (destination / entry.result).exists():
                    journal.put_back(entry.id)
            waiting = journal.entries("queued")
        except BaseException:
            journal.close()
            raise
        self._emit(JobsQueued(len(waiting), len(listing.pictures) - len(waiting), sum(entry.bytes for entry in waiting)))
        services = Services(self._device, self._crew, self._limit, _scratch_folder(), self._stopped)
        batch = Batch(journal, recipe, key, destination, services, self._emit, listing.left_alone, masks)
        batch.lanes = [self._lanes.submit(batch.carry) for _ in range(self._count)]
        return batch

    def stop(self) -> None:
        """Leave what is under way; it will be done at the next start."""
        self._stopped.set()

    def close(self) -> None:
        """Wait for what is under way and let go of the threads; the device belongs to the caller."""
        self._lanes.shutdown()
        self._crew.shutdown()


@dataclass
class Batch:
    """The pictures of one call. Several lanes carry them, one at a time each."""

    journal: Journal
    recipe: Recipe
    key: str
    destination: Path
    services: Services
    emit: Callable[[Event], None]
    left_alone: int
    """Files among the sources that are no pictures."""

    masks: Path | None
    lanes: list[Future[None]] = field(default_factory=list[Future[None]])

    def wait(self) -> None:
        """Until all is done, or stopped. Raises what broke a lane, if anything did."""
        wait(self.lanes)
        self.journal.close()
        for lane in self.lanes:
            lane.result()

    def carry(self) -> None:
        """A lane: carries one photograph after the other."""
        while not self.services.stopped.is_set() and (entry := self.journal.start_next()):
            try:
                self._carry(entry)
            except Cancelled:
                self.journal.put_back(entry.id)
            except AppError as error:
                self._failed(entry, str(error), error.hint, None)
            except Exception as bug:  # noqa: BLE001 (one bad photograph never stops the batch)
                text = "".join(traceback.format_exception(bug))
                self._failed(entry, f"{entry.source.name}: {bug!r}", "This is our mistake. Please report it.", text)

    def _carry(self, entry: Entry) -> None:
        started = time.monotonic()
        mask = mask_path(self.masks, entry.result) if self.masks else None
        job = Job(entry.source, self.destination / entry.result, self.recipe, self.key, mask)
        record = finished_before(job)
        if record is None:
            record = restore(job, self.services, lambda fraction: self.emit(JobProgressed(entry.id, fraction)))
        self.journal.finish(entry.id, record.source_sha256)
        self.emit(
            JobFinished(
                entry.id, str(job.source), str(job.result), entry.bytes, record.megapixels,
                time.monotonic() - started, record.remarks,
            )
        )  # fmt: skip

    def _failed(self, entry: Entry, message: str, hint: str, bug: str | None) -> None:
        self.emit(JobFailed(entry.id, str(entry.source), entry.bytes, message, hint, bug))
        self.journal.fail(entry.id, message)  # last: on a full disk there is no room for that either


def finished_before(job: Job) -> Record | None:
    """The record of a result that is up to date, or None if there is no result yet or an older one of the same picture.

    Raises DestinationNotWritable where the place is taken by a file that is not ours, or that was changed since, or by the
    result of another picture.
    """
    record = read_record(job.result)
    if not os.path.lexists(job.result):
        if record is None and os.path.lexists(record_path(job.result)):
            raise _taken(record_path(job.result), "is not as Patina wrote it")
        return None
    same = record is not None and record.source_sha256 == sha256_of(job.source)
    lacking = job.mask is not None and not job.mask.exists()
    if record is not None and same and not lacking and record.job == with_mask(job.key, job.mask):
        return record
    if record is None or record.result_sha256 != sha256_of(job.result):
        raise _taken(job.result, "is not as Patina wrote it")
    if not same and record.source != speakable(str(job.source)):
        raise _taken(job.result, f"was made of another picture ({record.source})")
    return None


def _taken(path: Path, why: str) -> DestinationNotWritable:
    return DestinationNotWritable(
        f"{path} is there already, and {why}", "It is left as it is. Move it away, or choose another folder."
    )


def _check_masks(masks: Path, sources: Sequence[Path], recipe: Recipe, destination: Path) -> None:
    if not any(stage.surveys for stage in recipe.stages):
        raise RecipeInvalid(f"{recipe.title} has no stage that marks anything", "Take the recipe “damaged”, for example.")
    refuse_inside(sources, masks, "folder for masks")
    if os.path.realpath(masks) == os.path.realpath(destination):
        raise DestinationNotWritable(f"masks and results would both lie in {masks}", "Choose another folder for the masks.")


def _fingerprint(found: Found, masks: Path | None) -> tuple[int, int]:
    """Size, and a number that is another one where the picture or its mask was changed."""
    changed = 0
    for file in (found.source, *([mask_path(masks, Path(found.result))] if masks else [])):
        with suppress(OSError):
            changed = (31 * changed + file.stat().st_mtime_ns) % 2**62
    return found.bytes, changed


def _scratch_folder() -> Path:
    return Path(tempfile.gettempdir())
