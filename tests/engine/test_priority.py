"""On a processor the threads of a network go first: crew and lanes let them."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import engine.files.tiff_segments as tiff_segments
import engine.files.tiled_level as tiled_level
from engine.backends.backend import Session, Tiles
from engine.backends.onnx_cpu import OnnxCpu
from engine.devices.device import Device
from engine.devices.runner import BATCH
from engine.engine import CREW, Engine
from engine.events import Event, JobFinished
from engine.files.source import Shape
from engine.priority import BEHIND, give_way
from engine.recipe import Recipe
from engine.stages.restore import Restore
from models.package import Package, read_package
from tests.engine.formats.pictures import painted, written
from tests.engine.small_archive import saved

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how a single thread stands")

SHAPE = Shape(height=80, width=80, channels=3, alpha=False, bits=8)


def standing() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_the_crew_and_the_lanes_give_way_and_nobody_else_does(device: Device, tmp_path: Path) -> None:
    before, lanes = standing(), list[int]()

    def hear(event: Event) -> None:  # in the lane that has finished a picture
        if isinstance(event, JobFinished):
            lanes.append(standing())

    engine = Engine(hear, device)
    try:
        together = threading.Barrier(CREW)
        crew = [engine._crew.submit(lambda: (together.wait(10), standing())[1]) for _ in range(CREW)]
        assert [future.result() for future in crew] == [BEHIND] * CREW
        saved(tmp_path / "in" / "a.png")
        engine.submit([tmp_path / "in"], Recipe(title="Restored", stages=(Restore(),)), tmp_path / "out").wait()
    finally:
        engine.close()
    assert lanes == [BEHIND]
    assert standing() == before


def test_what_packs_and_checks_a_result_gives_way_whoever_began_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not on Linux alone, where threads stand as those that begin them."""
    before, seen = standing(), dict[str, set[int]]()
    for module, name in ((tiled_level, "_packed"), (tiff_segments, "_content")):
        work = getattr(module, name)

        def watched(*given: Any, _name: str = name, _work: Callable[..., Any] = work, **named: Any) -> Any:
            seen.setdefault(_name, set()).add(standing())
            return _work(*given, **named)

        monkeypatch.setattr(module, name, watched)
    written(tmp_path / "a.tif", painted(SHAPE), SHAPE)
    assert seen == {"_packed": {BEHIND}, "_content": {BEHIND}}
    assert standing() == before


class Standing(OnnxCpu):
    """Writes down how its thread stands, or fails."""

    def __init__(self, seen: list[int], *, broken: bool = False) -> None:
        super().__init__()
        self._seen, self._broken = seen, broken

    def open(self, package: Package) -> Session:
        session = super().open(package)

        def run(*given: Tiles) -> Tiles:
            if self._broken:
                raise RuntimeError("the driver was reset")
            self._seen.append(standing())
            return session(*given)

        return run


def test_a_device_that_takes_over_does_not_give_way_as_whoever_asked(small_model: Path) -> None:
    before, seen, answers = standing(), list[int](), list[Tiles]()
    device, package = Device(Standing(seen, broken=True), [lambda: Standing(seen)]), read_package(small_model)
    tiles = np.full((1, 16, 16, package.card.network.planes), 0.5, np.float32)

    def asking() -> None:
        give_way()
        answers.append(device._answered(package, (tiles,), BATCH, None))

    try:
        (asker := threading.Thread(target=asking)).start()
        asker.join()
    finally:
        device.close()
    assert len(answers) == 1
    assert seen == [before]
