"""The bare networks: the program's own tiles through a backend's sessions, one after the other, with nothing else at work."""

from __future__ import annotations

import importlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from engine.benchmark.halos import areas, halos
from engine.benchmark.trial import Run, Trial
from engine.benchmark.walk import looked, networks_of
from engine.devices.machine import BACKENDS
from engine.devices.memory import free_room
from engine.engine import scratch_folder
from engine.evaluation.selection import spread
from engine.files.colour import ColourSpace
from engine.files.recognising import format_of
from engine.painting.tiles import TILE, tile_rows
from engine.painting.tiling import Room, best_side
from engine.pixels import Box, Pixels
from engine.recipe import read_recipe

if TYPE_CHECKING:
    from engine.backends.backend import Backend, Session, Tiles
    from models.package import Package

MOST = 64  # tiles that are run; of more, every so-and-so-many-th, and the seconds of all are reckoned by their pixels


def bare(trial: Trial) -> Run:
    """Seconds are those within the sessions alone, once each has been warmed up: looking, surveying and painting."""
    backend = _backend(trial.device)
    clock = _Clock(backend)
    source_path = Path(trial.source)
    with format_of(source_path).open(source_path, scratch_folder()) as source:
        space, shape = ColourSpace.of(source), source.shape

        def read(box: Box) -> Pixels:
            return space.to_pixels(source.region(box))

        recipe = read_recipe(Path(trial.recipe))
        painter = looked(shape.height, shape.width, read, recipe, networks_of(clock.answer), TILE)
        looking, looking_cpu = clock.seconds, clock.cpu
        row_bytes = painter.size[1] * shape.planes * shape.dtype.itemsize
        tile = max(best_side(painter, Room(free_room(), backend.card_room()), row_bytes), painter.least_tile)
        boxes = [box for row in tile_rows(*painter.size, tile) for box in row]
        some = [boxes[index] for index in spread(len(boxes), MOST)]
        for box in some:
            painter.paint(box)
    of_all = sum(areas(painter, boxes)) / max(sum(areas(painter, some)), 1)
    seconds = looking + (clock.seconds - looking) * of_all
    cpu = looking_cpu + (clock.cpu - looking_cpu) * of_all
    return Run(seconds=seconds, cpu=cpu, halos=halos(painter, boxes), tiles=len(boxes))


class _Clock:
    """Runs networks in the calling thread, and adds up how long they take."""

    def __init__(self, backend: Backend) -> None:
        self.seconds = self.cpu = 0.0
        self._backend = backend
        self._open: dict[int, tuple[Package, Session]] = {}

    def answer(self, package: Package, *given: Tiles) -> Tiles:
        if id(package) not in self._open:
            self._open[id(package)] = (package, self._backend.open(package))
            self._open[id(package)][1](*given)  # warms up
        session = self._open[id(package)][1]
        started, worked = time.perf_counter(), time.process_time()
        answered = session(*given)
        self.seconds += time.perf_counter() - started
        self.cpu += time.process_time() - worked
        return answered


def _backend(name: str) -> Backend:
    module, kind = BACKENDS[name]
    return getattr(importlib.import_module(module), kind)()
