"""Devices are measured once, compared with the processor, and the quickest that works is taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import engine.devices.speeds as speeds
from engine.backends.backend import Session, Tiles
from engine.backends.torch_cpu import TorchCpu
from engine.desks.describing import described_devices
from engine.devices.machine import BACKENDS, DEFAULT
from engine.devices.opening import open_device
from engine.devices.speeds import Speed, best_device, measured, remembered
from models.package import Package


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small tiles, and a cache of this test alone; its file."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path))
    monkeypatch.setattr(speeds, "TIMED", 64)
    monkeypatch.setattr(speeds, "COMPARED", 64)  # OpenVINO is shown no less (see shapes.py)
    return tmp_path / "cache" / "devices.json"


class Wrong(TorchCpu):
    name = "wrong"

    def open(self, package: Package) -> Session:
        right = super().open(package)

        def answer(tiles: Tiles) -> Tiles:
            return right(tiles)[:, ::-1].copy()

        return answer


def test_what_was_measured_is_remembered_until_a_library_or_the_model_changes(small: Path) -> None:
    assert remembered() == {}
    assert [device.megapixels_per_second for device in described_devices()] == [None] * len(BACKENDS)
    found = {name: measured(name) for name in BACKENDS}
    assert all(speed.megapixels_per_second > 0 and not speed.problem for speed in found.values())
    assert remembered() == found
    told = {device.name: device.megapixels_per_second for device in described_devices()}
    assert told == {name: speed.megapixels_per_second for name, speed in found.items()}
    kept = json.loads(small.read_text("utf-8"))
    kept["about"]["torch"] = "1.0"
    small.write_text(json.dumps(kept), "utf-8")
    assert remembered() == {}
    small.write_text("no JSON", "utf-8")
    assert remembered() == {}


def test_the_quickest_that_was_measured_is_taken_and_never_one_that_answers_otherwise(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert best_device() == DEFAULT
    monkeypatch.setitem(BACKENDS, "wrong", (__name__, "Wrong"))
    wrong = measured("wrong")
    assert wrong.problem.startswith("its answers differ from those of the processor, by up to ")
    assert best_device() == DEFAULT, "it was not measured itself"
    for name, speed in {"cpu": 1.0, "torch-cpu": 2.0, "wrong": 9.0}.items():
        found = Speed(speed, wrong.problem if name == "wrong" else "")
        monkeypatch.setattr(speeds, "_measured", lambda name, pause, found=found: found)
        measured(name)
    assert best_device() == "torch-cpu"
    device = open_device()
    assert device.name == "torch-cpu"
    device.close()
    monkeypatch.setattr(speeds, "_measured", lambda name, pause: Speed(1.1))
    measured("torch-cpu")
    assert best_device() == DEFAULT, "such a difference may be chance"
    monkeypatch.setattr(speeds, "_measured", lambda name, pause: Speed(2.0))
    measured("torch-cpu")
    shown = {device.name: (device.best, device.problem, device.megapixels_per_second) for device in described_devices()}
    assert shown["wrong"] == (False, wrong.problem, None)
    assert shown["torch-cpu"] == (True, "", 2.0)


def test_measuring_waits_where_it_is_told_to_and_can_be_ended(small: Path) -> None:
    asked = list[int]()

    def pause() -> None:
        asked.append(1)
        if len(asked) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measured("cpu", pause)
    assert remembered() == {}
