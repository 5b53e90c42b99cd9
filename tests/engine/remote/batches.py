"""Batches between addresses, in this process, and what lies in the stores of the tests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from fsspec.implementations.memory import MemoryFileSystem

from engine.archive.address import Address, Place
from engine.archive.naming import Naming
from engine.devices.device import Device
from engine.engine import Engine
from engine.events import Event, JobFailed
from engine.provenance import Record, record_of
from engine.recipe import Recipe, with_options
from engine.stages.levels import Levels
from tests.engine.small_archive import photograph

TONES = Recipe(title="Tones only", stages=(Levels(),))
GENTLE = with_options(TONES, "levels", strength=0.5)
IN, OUT = Address("memory://archive/in"), Address("memory://archive/out")


def run(
    sources: Place | Sequence[Place],
    destination: Place,
    device: Device,
    journal: Path | None,
    recipe: Recipe = TONES,
    naming: Naming = Naming(),  # noqa: B008 (it is frozen)
    hear: Callable[[Event], None] = lambda event: None,
    masks: Path | None = None,
) -> list[Event]:
    told: list[Event] = []
    engine = Engine(lambda event: (told.append(event), hear(event))[1], device)
    try:
        sources = sources if isinstance(sources, Sequence) else [sources]
        engine.submit(sources, recipe, destination, naming, masks, journal).wait()
    finally:
        engine.close()
    return told


def upload(folder: Path, store: MemoryFileSystem, place: str) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            store.pipe_file(f"{place}/{path.relative_to(folder).as_posix()}", path.read_bytes())


def put(store: MemoryFileSystem, *names: str, size: int = 40) -> None:
    """Pictures into the folder of originals, each another one."""
    for number, name in enumerate(names):
        store.pipe_file(f"/archive/in/{name}", encoded(size + number))


def encoded(size: int) -> bytes:
    """A PNG, so many pixels high."""
    levels = np.rint(photograph(size, 56) * 255).astype(np.uint8)
    return cv2.imencode(".png", levels[..., ::-1])[1].tobytes()


def contents(kind: Any, folder: str = "/archive/out") -> dict[str, bytes]:
    return {
        name.removeprefix(folder + "/"): file.getvalue()
        for name, file in sorted(kind.store.items())
        if name.startswith(folder + "/")
    }


def created(kind: Any, folder: str = "/archive/out") -> dict[str, Any]:
    return {name: file.created for name, file in kind.store.items() if name.startswith(folder + "/")}


def record(data: bytes) -> Record:
    found = record_of(data)
    assert found is not None
    return found


def said(events: Sequence[Event]) -> list[tuple[str, str, str | None]]:
    return [(event.message, event.hint, event.traceback) for event in events if isinstance(event, JobFailed)]


def whole(made: dict[str, bytes], count: int) -> None:
    """As many results as pictures, each with the record that belongs to it."""
    assert len(made) == 2 * count
    for name, data in made.items():
        if not name.endswith(".json"):
            assert record(made[f"{name}.json"]).result_sha256 == hashlib.sha256(data).hexdigest()
