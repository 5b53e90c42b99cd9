"""One photograph, from file to file."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np

from engine.archive.address import Place, on_disk
from engine.control import Control
from engine.devices.memory import HEAPED, free_room, give_back
from engine.errors import DestinationNotWritable
from engine.files.colour import ColourSpace
from engine.files.destination import draft_of
from engine.files.image_format import ImageFormat
from engine.files.last_read import LastRead
from engine.files.recognising import format_named, format_of
from engine.files.sink import Sink
from engine.files.source import Shape, Source
from engine.files.untouched import Untouched
from engine.model import Model
from engine.painting.coarse import painted_ahead
from engine.painting.masks import Masks
from engine.painting.painter import Painter
from engine.painting.readers import Keeper, enlarged, mirrored
from engine.painting.surveys import Surveys
from engine.painting.tiles import TileLimit, painted_bands
from engine.painting.tiling import Room, best_side
from engine.pixels import Box, Pixels, Samples, as_rgb
from engine.priority import give_way
from engine.provenance import (
    Record,
    model_hashes,
    now,
    program,
    sha256_of,
    versions,
    with_mask_hash,
    write_record,
)
from engine.recipe import Recipe

if TYPE_CHECKING:
    from engine.devices.device import Device
    from engine.network import Network


@dataclass(frozen=True)
class Job:
    """A photograph, what to do with it, and where the result goes (a whole path)."""

    source: Place
    result: Place
    recipe: Recipe
    key: str  # see provenance.job_key
    mask: Path | None = None
    """Where the marks of a survey are kept as a picture; those that are there already are used (see masks.py)."""

    pyramid: bool = False
    """Whether the result holds reduced copies too, where its format can."""

    origin: str = ""
    """Where the original lies, if the source is a copy of it that was made to be read."""


@dataclass(frozen=True)
class Services:
    """What a job needs from the engine."""

    device: Device
    crew: Executor  # paints tiles
    limit: TileLimit
    scratch: Path
    control: Control
    mark: str = ""
    """In the names of drafts, where several machines write into one folder."""


Carry: TypeAlias = Callable[[Job, Services, Callable[[float], None]], Record]
"""What `restore` is: it reports how much is done, 0 to 1, and raises AppError, or Cancelled."""


def restore(job: Job, services: Services, report: Callable[[float], None]) -> Record:
    """Read, look, paint tile by tile, write, check, publish; on disks (see carrying.py). Raises AppError, or Cancelled."""
    started = time.monotonic()
    original, result = on_disk(job.source), on_disk(job.result)
    format = _format_for(job)
    untouched = Untouched(original, result)
    with (
        LastRead(format_of(original).open(original, services.scratch)) as source,
        draft_of(result, services.mark) as draft,
        Surveys(services.scratch, services.crew, services.limit, services.control.rest) as surveys,
        Masks(job.mask, source.shape, services.scratch, surveys.keep) as masks,
        ThreadPoolExecutor(1, "hashing", give_way) as hashing,
    ):
        shape, space = source.shape, ColourSpace.of(source)
        painter = painted_ahead(_looked(source, space, job.recipe, services, masks.keep), partial(_bands, services))
        source_sha256 = hashing.submit(sha256_of, original)
        channels = 3 if painter.colours else shape.channels
        target = format.fitting(replace(shape, height=painter.size[0], width=painter.size[1], channels=channels))
        sink = format.create(draft.path, target, source.metadata.enlarged(painter.scale), services.scratch)
        try:
            lost, change = _write(source, space, painter, services, sink, target, report)
        finally:
            sink.abandon()
        result_sha256 = hashing.submit(sha256_of, draft.path)
        format.check(draft.path, target)
        record = Record(
            program=program(),
            source=job.origin or str(original),
            source_sha256=source_sha256.result(),
            result=result.name,
            result_sha256=result_sha256.result(),
            job=with_mask_hash(job.key, masks.sha256),
            recipe=job.recipe,
            models=model_hashes(job.recipe),
            device=services.device.title,
            versions=versions() | services.device.backend.versions(),
            made=now(),
            megapixels=round(shape.height * shape.width / 1e6, 3),
            sizes=format.sizes(target),
            seconds=round(time.monotonic() - started, 3),
            change=round(change, 2),
            findings=painter.findings,
            remarks=(*source.metadata.remarks, *space.remarks, *_narrowed(shape, target, format), *lost),
        )
        untouched.check()
        # The record goes first: a result without one would be refused after a kill, a record without one does no harm.
        # An older result of ours goes before it: beside the new record, it would be taken for the new result.
        result.unlink(missing_ok=True)
        write_record(record, result)
        draft.publish()
    return record


def _looked(source: Source, space: ColourSpace, recipe: Recipe, services: Services, keep: Keeper) -> Painter:
    """A painter of the source, whose stages have looked."""
    height, width = source.shape.height, source.shape.width

    def read(box: Box) -> Pixels:
        services.control.check()
        return space.to_pixels(source.region(box))

    def networks(model: Model) -> Network:
        return services.device.network(model)

    painter = Painter(height, width, mirrored(read, height, width), networks)
    return painter.looking(recipe.stages, keep=keep, only_needed=recipe.only_needed)


def _bands(services: Services, height: int, width: int, paint: Callable[[Box], Pixels], tile: int) -> Iterator[Pixels]:
    return painted_bands(height, width, services.limit.within(paint), services.crew, tile, services.control.rest)


def _write(
    source: LastRead,
    space: ColourSpace,
    painter: Painter,
    services: Services,
    sink: Sink,
    target: Shape,
    report: Callable[[float], None],
) -> tuple[tuple[str, ...], float]:
    """Paint the whole source into the sink; what the file could not carry along, and how much was changed."""
    change, shape = _Change(), source.shape
    read = mirrored(source.again, shape.height, shape.width)

    def paint(box: Box) -> Samples:
        services.control.check()
        pixels, painted = painter.before_and_after(box)
        change.add(pixels, painted)
        return space.changed(enlarged(read, box, painter.scale), pixels, painted)

    done = 0
    room = Room(free_room(), services.device.backend.card_room())
    row_bytes = target.width * target.planes * target.dtype.itemsize
    tile = max(services.limit.side(lambda: best_side(painter, room, row_bytes)), painter.least_tile)
    paint_within, between = services.limit.within(paint), services.control.rest
    for band in painted_bands(target.height, target.width, paint_within, services.crew, tile, between):
        sink.write(_fitted(band, shape, target))
        done, large = done + band.shape[0], band.nbytes > HEAPED
        del band  # else it would stay until the next one is whole
        if large and done < target.height:
            give_back()  # the next one has no place in the heap
        report(done / target.height)
    return sink.finish(), change.levels


class _Change:
    """Adds up, from several threads, by how much tiles were changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._squares, self._samples = 0.0, 0

    def add(self, before: Pixels, after: Pixels) -> None:
        before = before if before.shape == after.shape else as_rgb(before)  # grey and RGB side by side
        squares = cv2.norm(after, before, cv2.NORM_L2SQR)
        with self._lock:
            self._squares += squares
            self._samples += after.size

    @property
    def levels(self) -> float:
        """Root mean square, in 8-bit levels."""
        return 255 * math.sqrt(self._squares / max(self._samples, 1))


def _format_for(job: Job) -> ImageFormat:
    format = format_named(job.result.suffix)
    if format is None:
        raise DestinationNotWritable(f"files named {job.result.suffix or job.result.name} cannot be written yet")
    return format.pyramidal() if job.pyramid else format


def _fitted(samples: Samples, shape: Shape, target: Shape) -> Samples:
    """The samples in the shape that the result's format can hold."""
    samples = samples[..., : target.planes]
    return np.rint(samples / 257).astype(np.uint8) if shape.bits > target.bits else samples


def _narrowed(shape: Shape, target: Shape, format: ImageFormat) -> list[str]:
    remarks: list[str] = []
    if shape.bits > target.bits:
        remarks.append(f"{format.title} holds {target.bits} of the {shape.bits} bits")
    if shape.alpha and not target.alpha:
        remarks.append(f"{format.title} holds no transparency")
    return remarks
