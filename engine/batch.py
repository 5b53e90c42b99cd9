"""A batch: the pictures of one call, carried from file to file by several lanes."""

from __future__ import annotations

import itertools
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from engine.archive.address import Place, on_disk
from engine.archive.naming import Naming
from engine.archive.places import size_of, there
from engine.archive.results import numbered
from engine.control import Control
from engine.devices.memory import give_back
from engine.editing import edit_path, edited, read_edit
from engine.errors import AppError, Cancelled, PlaceTaken
from engine.events import Event, JobFailed, JobFinished, JobProgressed
from engine.files.destination import release
from engine.findings import Finding
from engine.finished import finished_before, is_taken
from engine.journal.entries import Entry, Outcome
from engine.journal.journal import Journal
from engine.known import known
from engine.pace import Pace
from engine.painting.masks import mask_path
from engine.photograph import Carry, Job, Services
from engine.priority import give_way
from engine.provenance import job_key, record_path
from engine.recipe import Recipe
from engine.remote.carrying import carry

HELD = "held"  # the folder, beside the journal, where results wait until they are accepted


@dataclass
class Batch:
    """The pictures of one call. Several lanes carry them, one at a time each."""

    journal: Journal
    recipe: Recipe
    naming: Naming
    destination: Place
    services: Services
    emit: Callable[[Event], None]
    left_alone: int
    """Files among the sources that are no pictures."""

    masks: Path | None
    count: int
    """Lanes."""

    name: str = ""
    carry: Carry = carry
    """What restores a photograph: here, or somewhere else."""

    pace: Pace = field(default_factory=Pace)
    broken: list[BaseException] = field(default_factory=list[BaseException])
    _lanes: list[threading.Thread] = field(default_factory=list[threading.Thread])

    @property
    def control(self) -> Control:
        return self.services.control

    @property
    def working(self) -> bool:
        """Whether a lane is still there."""
        return any(lane.is_alive() for lane in self._lanes)

    def renew(self, control: Control) -> None:
        """After the lanes have ended: the next ones work under a new control."""
        self.services = replace(self.services, control=control)
        self.broken.clear()

    def start(self) -> None:
        """Let lanes carry what is queued, and what lanes that broke left half done. Call again after they have ended."""
        for entry in self.journal.entries("running"):
            self.journal.put_back(entry.id)
        self.pace.work()
        self._lanes = [threading.Thread(target=self._carry_all, name=f"lane {self.name}") for _ in range(self.count)]
        for lane in self._lanes:
            lane.start()

    def settle(self) -> None:
        """Until the lanes have ended. Raises what broke one, if anything did."""
        for lane in self._lanes:
            lane.join()
        self.pace.rest()
        if self.broken:
            raise self.broken[0]

    def wait(self) -> None:
        """Until all is done, or stopped; closes the journal. Raises what broke a lane, if anything did."""
        try:
            self.settle()
        finally:
            self.journal.close()

    def place(self, entry: Entry) -> Place:
        """Where the result of an entry lies."""
        return self.root(entry.held) / entry.result

    def root(self, held: bool) -> Place:
        """Below which results lie, or wait."""
        return self.journal.folder / HELD if held else self.destination

    def edit_of(self, entry: Entry) -> Path:
        """Where its edit lies, if it has one."""
        return edit_path(self.journal.folder, entry.result)

    def recipe_of(self, entry: Entry) -> Recipe:
        """Its own, or that of all; without its edit."""
        return self.recipe if entry.own is None else msgspec.json.decode(entry.own, type=known(Recipe))

    def judge(self, entry: Entry, verdict: str) -> None:
        """Note what a reviewer thinks. An accepted result that was held goes to its place in the destination.

        Raises DestinationNotWritable where that place is taken.
        """
        released = verdict == "accepted" and entry.held
        if released:
            self._release(entry)
        self.journal.judge(entry.id, verdict, entry.held and not released)

    def _release(self, entry: Entry) -> None:
        held, result, destination = on_disk(self.place(entry)), entry.result, on_disk(self.destination)
        if self.naming.conflict == "number" and is_taken(destination / result):
            result = self._renamed(entry, destination).result
        final = destination / result
        release(held, final)
        release(record_path(held), record_path(final))

    def _renamed(self, entry: Entry, folder: Place) -> Entry:
        """Its result with the first number that nobody has, in `folder` and in the journal."""
        for number in itertools.count(2):
            result = numbered(entry.result, number)
            if not is_taken(folder / result) and self.journal.rename(entry.id, result):
                renamed = replace(entry, result=result)
                with suppress(FileNotFoundError):  # few have an edit
                    self.edit_of(entry).rename(self.edit_of(renamed))
                return renamed
        raise AssertionError  # numbers do not end

    def _carry_all(self) -> None:
        give_way()
        try:
            while self.control.seated(self._carry_next):
                pass
            give_back()  # nothing more is painted for now
        except BaseException as error:  # noqa: BLE001 (`settle` raises it)
            self.broken.append(error)
            self.control.stop()

    def _carry_next(self) -> bool:
        """Carry one photograph; False if there is none left."""
        entry = self.journal.start_next()
        if entry is None:
            return False
        try:
            self._carry(entry)
        except Cancelled:
            self.journal.put_back(entry.id)
        except AppError as error:
            self._failed(entry, str(error), error.hint, None)
        except Exception as bug:  # noqa: BLE001 (one bad photograph never stops the batch)
            text = "".join(traceback.format_exception(bug))
            self._failed(entry, f"{entry.source.name}: {bug!r}", "This is our mistake. Please report it.", text)
        return True

    def _carry(self, entry: Entry) -> None:
        started = time.monotonic()
        mask = mask_path(self.masks, entry.result) if self.masks else None
        edit = read_edit(self.edit_of(entry))
        recipe = edited(self.recipe_of(entry), edit)
        key = job_key(recipe, self.naming.kind)
        job = Job(entry.source, self.place(entry), recipe, key, mask, self.naming.pyramid)
        try:
            record = finished_before(job)
        except PlaceTaken as taken:
            if self.naming.conflict == "skip" and there(job.result):
                return self._skip(entry, job, str(taken))
            if self.naming.conflict == "number":
                return self._carry(self._renamed(entry, self.root(entry.held)))
            raise
        if record is None:
            record = self.carry(job, self.services, lambda fraction: self.emit(JobProgressed(entry.id, fraction, self.name)))
        seconds, size = time.monotonic() - started, size_of(job.result)
        self._finish(entry, job, Outcome(record.said, record.megapixels, seconds, size, record.change))
        if read_edit(self.edit_of(entry)) != edit:  # somebody drew on it meanwhile
            self.journal.again([entry.id])
        return None

    def _skip(self, entry: Entry, job: Job, why: str) -> None:
        """What has the result's name stays, and stands for it."""
        self._finish(entry, job, Outcome((Finding(remarks=(f"not done: {why}",)),), result_bytes=size_of(job.result)))

    def _finish(self, entry: Entry, job: Job, outcome: Outcome) -> None:
        self.journal.finish(entry.id, outcome)
        self.pace.add(entry.bytes, outcome.megapixels)
        self.emit(
            JobFinished(
                entry.id, str(job.source), str(job.result), entry.bytes, outcome.megapixels, outcome.seconds, outcome.findings,
                self.name, outcome.result_bytes, outcome.change,
            )
        )  # fmt: skip

    def _failed(self, entry: Entry, message: str, hint: str, bug: str | None) -> None:
        self.pace.add(entry.bytes)
        self.emit(JobFailed(entry.id, str(entry.source), entry.bytes, message, hint, bug, self.name))
        self.journal.fail(entry.id, message, hint)  # last: on a full disk there is no room for that either
