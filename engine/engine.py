"""The engine: takes folders of photographs, restores them on its own threads, and tells what happened."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from engine.archive.address import Place, whole
from engine.archive.found import Named, Pictures
from engine.archive.listing import list_pictures, refuse_inside
from engine.archive.naming import PLAIN, Naming
from engine.archive.places import presence_in, sweep_drafts
from engine.archive.presence import Presence
from engine.batch import Batch
from engine.control import Control
from engine.editing import edits_of
from engine.errors import DestinationNotWritable, NameInvalid, RecipeInvalid
from engine.events import DeviceChanged, Event, JobsQueued
from engine.journal.journal import Journal
from engine.painting.masks import mask_path
from engine.painting.tiles import TileLimit
from engine.photograph import Carry, Services
from engine.priority import give_way
from engine.provenance import job_key
from engine.recipe import Recipe, check
from engine.remote.carrying import carry
from engine.remote.journaling import claim, journal_folder

if TYPE_CHECKING:
    from engine.devices.device import Device

LANES = 3  # photographs under way at a time, for each device: one is read and one is written while another is painted
CREW = 2  # tiles being prepared or put together at a time, of all lanes, for each device


class Engine:
    """Restores batches; several at once share its seats. `submit` returns at once; facts come through `emit`, from several
    threads."""

    def __init__(
        self, emit: Callable[[Event], None], device: Device, lanes: int = 0, tile: int = 0, carry: Carry = carry
    ) -> None:
        """`tile`: pixels along the side of a tile; 0: as is best. `carry` restores photographs, `lanes` at a time; 0: LANES."""
        lanes = lanes or LANES * device.width
        self.emit = emit
        self.device = device
        device.told = lambda message: emit(DeviceChanged(message))
        self._crew = ThreadPoolExecutor(CREW * device.width, thread_name_prefix="crew", initializer=give_way)
        self._seats = threading.Semaphore(lanes)
        self._count = lanes
        self._limit = TileLimit(lambda message: emit(DeviceChanged(message)), tile)
        self._carry = carry
        self._batches: list[Batch] = []

    def submit(
        self,
        sources: Sequence[Place],
        recipe: Recipe,
        destination: Place,
        naming: Naming = Naming(),  # noqa: B008 (it is frozen)
        masks: Path | None = None,
        journal: Path | None = None,
    ) -> Batch:
        """Restore all pictures of `sources` into `destination`; what an earlier call finished stays as it is.

        In the folder `masks`, what is found on the pictures is kept as pictures; what is there already is used (masks.py).
        The journal is kept in `journal`, or in the destination, if that is on a disk.

        Raises AppError where the whole call cannot be done: a source that is not there, a destination that cannot be
        written, a model that is missing.
        """
        batch = self.open(sources, recipe, destination, naming, masks, journal=journal)
        batch.start()
        return batch

    def open(
        self,
        sources: Sequence[Place],
        recipe: Recipe,
        destination: Place,
        naming: Naming = Naming(),  # noqa: B008 (it is frozen)
        masks: Path | None = None,
        queue: str = "",
        held: bool = False,
        journal: Path | None = None,
    ) -> Batch:
        """The same, without beginning the work. `held` results wait beside the journal until they are accepted.

        What a queue's user took out of it stays out.
        """
        if masks is not None:
            masks = Path(os.path.abspath(masks))
            _check_masks(masks, sources, recipe, destination, naming)
        check(recipe)
        key = _renamed_key(job_key(recipe, naming.kind), naming.template)
        destination, journal = whole(destination), journal and Path(os.path.abspath(journal))
        if journal is not None:
            refuse_inside(sources, journal, "folder of the journal")
        folder = journal_folder(destination, journal)
        listing = list_pictures(sources, destination, naming, recipe.title)
        claim(folder, destination)
        kept = Journal(folder)
        edits = edits_of(kept.folder)
        services = Services(self.device, self._crew, self._limit, scratch_folder(), self.control())
        batch = Batch(
            kept, recipe, naming, destination, services, self.emit, listing.left_alone, masks, self._count, queue,
            self._carry,
        )  # fmt: skip
        try:
            sweep_drafts(destination)
            kept.begin(
                key,
                _fingerprinted(listing.pictures, masks, edits),
                held,
                keep_removed=bool(queue),
            )
            kept.put_back(*_lost(batch))
            waiting = kept.counts().get("queued", 0)
        except BaseException:
            kept.close()
            raise
        self.emit(JobsQueued(waiting, len(listing.pictures) - waiting, kept.bytes_left(), queue))
        self._batches.append(batch)
        return batch

    def control(self) -> Control:
        """For a batch, or for one that begins again after it was stopped."""
        return Control(self._seats)

    def forget(self, batch: Batch) -> None:
        """Wait for a batch that was stopped, and close its journal."""
        self._batches.remove(batch)
        with suppress(BaseException):  # whoever watched it has heard
            batch.settle()
        batch.journal.close()

    def stop(self) -> None:
        """Leave what is under way; it will be done at the next start."""
        for batch in self._batches:
            batch.control.stop()

    @property
    def stopped(self) -> bool:
        return any(batch.control.stopped for batch in self._batches)

    def close(self) -> None:
        """Wait for what is under way and let go of the threads; the device belongs to the caller."""
        for batch in self._batches:
            with suppress(BaseException):  # whoever waits for the batch hears of it
                batch.settle()
        self._crew.shutdown()


def _lost(batch: Batch) -> list[int]:
    """Entries that were done, and whose result, or mask, is not there any more."""
    results, presence, lost = presence_in(batch.destination), Presence(), list[int]()
    for shelf in batch.journal.walk("done"):
        gone = results.missing(str(batch.root(shelf.held) / shelf.path), shelf.results.keys())
        if masks := batch.masks:
            gone |= {name for name in shelf.results if not presence.there(mask_path(masks, Path(shelf.path, name)))}
        lost += [shelf.results[name] for name in gone]
    return lost


def _renamed_key(key: str, template: str) -> str:
    """The journal's key of a job: with other names, results are others."""
    return key if template == PLAIN else hashlib.sha256(f"{key}\n{template}".encode()).hexdigest()


def _check_masks(masks: Path, sources: Sequence[Place], recipe: Recipe, destination: Place, naming: Naming) -> None:
    if not any(stage.surveys for stage in recipe.stages):
        raise RecipeInvalid(f"{recipe.title} has no stage that marks anything", "Take the recipe “damaged”, for example.")
    if naming.conflict == "number":
        raise NameInvalid("masks have the names of results, and those are not to be numbered", "Leave out one of the two.")
    refuse_inside(sources, masks, "folder for masks")
    if isinstance(destination, Path) and os.path.realpath(masks) == os.path.realpath(destination):
        raise DestinationNotWritable(f"masks and results would both lie in {masks}", "Choose another folder for the masks.")


def _fingerprinted(pictures: Pictures, masks: Path | None, edits: Mapping[str, int]) -> Iterator[Named]:
    """For the journal: what changes with a picture's mask, or its edit, changes the picture."""
    if not masks and not edits:
        return pictures.named()
    return (
        picture._replace(changed=_fingerprint(Path(picture.shelf, picture.called), picture.changed, masks, edits))
        for picture in pictures.named()
    )


def _fingerprint(result: Path, changed: int, masks: Path | None, edits: Mapping[str, int]) -> int:
    """A number that is another one where the picture (which was changed then), its mask or its edit was changed."""
    if masks:
        with suppress(OSError):
            changed = (31 * changed + mask_path(masks, result).stat().st_mtime_ns) % 2**62
    if edit := edits.get(result.as_posix()):
        changed = (31 * changed + edit) % 2**62
    return changed


def scratch_folder() -> Path:
    return Path(tempfile.gettempdir())
