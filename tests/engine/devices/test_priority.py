"""On a processor the threads of a network go first: crew and lanes let them."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from engine.backends.backend import Session, Tiles
from engine.backends.onnx_cpu import OnnxCpu
from engine.devices.device import Device
from engine.devices.priority import BEHIND, give_way
from engine.devices.runner import BATCH
from engine.engine import CREW, Engine
from engine.events import Event, JobFinished
from engine.recipe import Recipe
from engine.stages.restore import Restore
from models.package import Package, read_package
from tests.engine.small_archive import saved

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how a single thread stands")


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
