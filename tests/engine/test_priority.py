"""On a processor the threads of a network go first: crew and lanes let them."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from engine.device import Device
from engine.engine import CREW, Engine
from engine.events import Event, JobFinished
from engine.priority import BEHIND
from engine.recipe import Recipe
from engine.stages.restore import Restore
from tests.engine.archive import saved

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
        assert [future.result() for future in crew] == [before + BEHIND] * CREW
        saved(tmp_path / "in" / "a.png")
        engine.submit([tmp_path / "in"], Recipe(title="Restored", stages=(Restore(),)), tmp_path / "out").wait()
    finally:
        engine.close()
    assert lanes == [before + BEHIND]
    assert standing() == before
