"""The program's own run, as `restore` does it, with its parts watched."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import engine.photograph
from engine.benchmark.parts import CHECKING, DECODING, ENCODING, LOOKING, NETWORK, PAINTING, WAITING, Parts
from engine.benchmark.seams import Borders
from engine.benchmark.trial import Run, Trial
from engine.devices.opening import open_device
from engine.engine import Engine
from engine.errors import AppError
from engine.events import Event, JobFailed, JobFinished
from engine.files.image_format import ImageFormat
from engine.files.sink import Sink
from engine.files.source import Source
from engine.painting.tiles import TileLimit
from engine.recipe import read_recipe

if TYPE_CHECKING:
    from engine.backends.backend import Backend, Session
    from engine.devices.device import Device
    from models.package import Package


def restored(trial: Trial) -> Run:
    """All pictures of the source, by the engine. Raises AppError where one fails."""
    parts, events, borders = Parts(), list[Event](), Borders()
    _watch_files(parts)
    borders.watch()
    recipe = read_recipe(Path(trial.recipe))
    with closing(open_device(trial.device)) as device:
        _watch_networks(device, parts)
        started, worked = time.perf_counter(), time.process_time()
        with closing(Engine(events.append, device)) as engine_at_work:
            engine_at_work.submit([Path(trial.source)], recipe, Path(trial.results)).wait()
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    for event in events:
        if isinstance(event, JobFailed):
            raise AppError(event.message, event.traceback or event.hint)
    done = [event for event in events if isinstance(event, JobFinished)]
    seen = tuple(remark for finding in done[0].findings for remark in finding.remarks) if done else ()
    pictures = tuple(event.result for event in done)
    return Run(
        seconds=seconds, cpu=cpu, parts=parts.seconds, pictures=pictures, seen=seen, rows=borders.rows, columns=borders.columns
    )


def _watch_files(parts: Parts) -> None:
    for kind in _kinds(ImageFormat):
        for name, part in (("open", DECODING), ("create", ENCODING), ("check", CHECKING)):
            _watch_own(parts, kind, name, part)
    for kind in _kinds(Source):
        _watch_own(parts, kind, "region", DECODING)
    for kind in _kinds(Sink):
        _watch_own(parts, kind, "write", ENCODING)
        _watch_own(parts, kind, "finish", ENCODING)
    parts.watch(engine.photograph, "_looked", LOOKING)
    parts.watch(engine.photograph, "sha256_of", CHECKING)
    parts.watch(TileLimit, "paint", PAINTING)


def _watch_networks(device: Device, parts: Parts) -> None:
    """Sessions where they run, in the device's thread; elsewhere it is waited for them."""
    backend: Backend = device.backend
    open_session = backend.open

    def opened(package: Package) -> Session:
        return parts.watched(open_session(package), NETWORK)

    setattr(backend, "open", parts.watched(opened, NETWORK))  # noqa: B010 (a method may not be assigned to)
    parts.watch(device, "_awaited", WAITING)


def _watch_own(parts: Parts, kind: type[Any], name: str, part: str) -> None:
    """The method where the class has one of its own: what it inherits is watched there."""
    if name in vars(kind):
        parts.watch(kind, name, part)


def _kinds(kind: type[Any]) -> Iterator[type[Any]]:
    """All that derive from it and are loaded."""
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)
