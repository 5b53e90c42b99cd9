"""A worker: what restores photographs on one machine of a cluster, or on one of its graphics cards."""

from __future__ import annotations

import os
import platform
import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from engine.archive.address import Place
from engine.cluster.sharing import check_models, check_storage
from engine.control import Control
from engine.devices.opening import open_device
from engine.engine import CREW, scratch_folder
from engine.painting.tiles import TileLimit
from engine.photograph import Job, Services
from engine.priority import give_way
from engine.provenance import Record, program
from engine.remote.carrying import carry


@dataclass(frozen=True)
class Standing:
    """What a worker tells of itself when it begins."""

    host: str
    process: int
    device: str
    program: str
    mark: str
    """In the names of the drafts that it writes."""


@dataclass(frozen=True)
class Answer:
    record: Record
    said: tuple[str, ...]
    """What its device had to say since the last answer."""


class Worker:
    """Ray keeps one in a process of its own, and calls it from several threads: one picture is read while another is painted.

    Nothing is opened before `begin`: what fails there reaches the caller in words, and what fails in `__init__` would not.
    """

    def __init__(self, device: str, tile: int) -> None:
        """`device`: see `devices`; `tile`: pixels along the side of a tile, 0 as is best."""
        self._name, self._tile = device, tile
        self._said: list[str] = []
        self._under_way: dict[Place, Control] = {}

    def begin(self) -> Standing:
        """Open the device. Raises DeviceUnknown."""
        self._device = open_device(self._name)
        self._device.told = self._said.append
        self._crew = ThreadPoolExecutor(CREW * self._device.width, thread_name_prefix="crew", initializer=give_way)
        self._limit = TileLimit(self._said.append, self._tile)
        self._mark = secrets.token_hex(4)
        return Standing(platform.node(), os.getpid(), self._device.title, program(), self._mark)

    def restore(self, job: Job, models: Mapping[str, str]) -> Answer:
        """`models`: weights' sha256 by model id, where the batch was begun. Raises AppError, or Cancelled after `leave`."""
        control = self._under_way.setdefault(job.result, Control())
        try:
            check_storage(job)
            check_models(job, models)
            services = Services(self._device, self._crew, self._limit, scratch_folder(), control, self._mark)
            record = carry(job, services, lambda fraction: None)
        finally:
            del self._under_way[job.result]
        return Answer(record, tuple(self._said.pop(0) for _ in range(len(self._said))))

    def leave(self, result: Place) -> None:
        """Nobody wants this result any more. Ask again as long as it is not answered: it may not have been begun."""
        if control := self._under_way.get(result):
            control.stop()
