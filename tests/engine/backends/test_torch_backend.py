"""The torch backend carries whole batches, as the others do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.backends.torch_cpu import TorchCpu
from engine.devices.device import Device
from engine.provenance import read_record
from engine.recipe import Recipe
from engine.stages.levels import Levels
from tests.engine.small_archive import drawn, restored, saved


@pytest.fixture
def device() -> Iterator[Device]:
    opened = Device(TorchCpu())
    yield opened
    opened.close()


def test_a_picture_is_restored_with_torch_and_its_record_says_so(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    told = drawn(restored(tmp_path / "in", tmp_path / "out", device, Recipe(title="Tones only", stages=(Levels(),))))
    assert told == ["1 queued, 0 done before", "✓ a.png"]
    record = read_record(tmp_path / "out" / "a.png")
    assert record is not None
    assert record.device == TorchCpu.title
    assert "torch" in record.versions
