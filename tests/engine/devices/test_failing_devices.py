"""Devices that fail on purpose: every batch ends, with the pictures that a healthy device makes or with a clear error."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.backends.backend import Backend, Session, Tiles
from engine.backends.onnx_cpu import OnnxCpu
from engine.devices.device import Device
from engine.engine import Engine
from engine.errors import DeviceFailed, ModelInvalid
from engine.events import DeviceChanged, Event, JobFailed, JobFinished
from engine.recipe import Recipe, recipe_of
from models.package import Package
from tests.engine.small_archive import photograph, saved

COUNT = 2  # pictures
NTH = 4  # run that fails; each picture takes several
PATIENCE = 2.0  # seconds
Fault = Callable[[Session, tuple[Tiles, ...]], Tiles]


class Faulty(OnnxCpu):
    """Sound but for what it does from its nth run on; `once`: at that run alone."""

    title = "A faulty device"

    def __init__(self, fault: Fault, *, once: bool = False) -> None:
        super().__init__()
        self._fault, self._once, self.runs = fault, once, 0

    def open(self, package: Package) -> Session:
        session = super().open(package)

        def run(*given: Tiles) -> Tiles:
            self.runs += 1
            broken = self.runs == NTH if self._once else self.runs >= NTH
            return self._fault(session, given) if broken else session(*given)

        return run


released = threading.Event()


@pytest.fixture(autouse=True)
def release() -> Iterator[None]:
    """Threads that hang for a test end with it."""
    released.clear()
    yield
    released.set()


def resets(session: Session, given: tuple[Tiles, ...]) -> Tiles:
    raise RuntimeError("the driver was reset")


def answers_nan(session: Session, given: tuple[Tiles, ...]) -> Tiles:
    return np.full_like(session(*given), np.nan)


def answers_black(session: Session, given: tuple[Tiles, ...]) -> Tiles:
    return np.zeros_like(session(*given))


def hangs(session: Session, given: tuple[Tiles, ...]) -> Tiles:
    released.wait(60)
    return session(*given)


def is_full(session: Session, given: tuple[Tiles, ...]) -> Tiles:
    raise MemoryError("8 GB")


def box(folder: Path) -> Path:
    for number in range(COUNT):
        saved(folder / f"{number}.png", photograph(100, 120 + 10 * number))
    return folder


@pytest.fixture
def recipe(small_model: Path) -> Recipe:
    return recipe_of({"title": "Noise", "stages": [{"type": "restore", "noise": 12.0, "model": str(small_model)}]})


def restored(folder: Path, recipe: Recipe, device: Device, out: Path, tile: int = 64) -> tuple[list[np.ndarray], list[Event]]:
    """The results, and what was told."""
    told: list[Event] = []
    engine = Engine(told.append, device, tile=tile)
    engine.submit([folder], recipe, out).wait()
    engine.close()
    device.close()
    return [np.asarray(cv2.imread(str(file)), np.int64) for file in sorted(out.glob("*.png"))], told


def changes(told: list[Event]) -> list[str]:
    return [event.message for event in told if isinstance(event, DeviceChanged)]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (resets, "A faulty device failed: the driver was reset"),
        (answers_nan, "the model “small” answered with numbers that are none (NaN)"),
        (answers_black, "the model “small” answered with one tone for all"),
        (hangs, "A faulty device does not answer any more"),
    ],
)
def test_another_device_takes_over_and_no_picture_is_lost_or_spoilt(
    fault: Fault, why: str, tmp_path: Path, recipe: Recipe
) -> None:
    folder = box(tmp_path / "in")
    wanted, _ = restored(folder, recipe, Device(OnnxCpu()), tmp_path / "sound")
    faulty = Faulty(fault)
    found, told = restored(folder, recipe, Device(faulty, [OnnxCpu], PATIENCE), tmp_path / "out")
    assert faulty.runs >= NTH
    assert changes(told) == [f"{why}; CPU (onnxruntime) is used instead"]
    assert len([event for event in told if isinstance(event, JobFinished)]) == COUNT
    assert len(found) == len(wanted) == COUNT
    for one, other in zip(found, wanted, strict=True):
        assert np.abs(one - other).max() <= 1


def test_a_picture_whose_tones_were_answered_with_nothing_is_not_spoilt(tmp_path: Path) -> None:
    folder = box(tmp_path / "in")
    tones = recipe_of({"title": "Tones", "stages": [{"type": "levels"}], "only_needed": False})
    faulty = Faulty(answers_black)
    faulty.runs = NTH - 1
    wanted, _ = restored(folder, tones, Device(OnnxCpu()), tmp_path / "sound")
    found, told = restored(folder, tones, Device(faulty, [OnnxCpu]), tmp_path / "out")
    assert len(changes(told)) == 1
    for one, other in zip(found, wanted, strict=True):
        assert np.abs(one - other).max() <= 1


def test_a_device_that_fails_once_is_opened_anew(small_model: Path) -> None:
    opened: list[Faulty] = []

    def anew() -> Backend:
        opened.append(Faulty(resets, once=True))
        return opened[-1]

    device = Device(Faulty(resets, once=True), [anew, OnnxCpu])
    said: list[str] = []
    device.told = said.append
    network, tiles = device.network(str(small_model)), np.random.default_rng(0).random((1, 16, 16, 4), np.float32)
    answers = [network(tiles) for _ in range(3 * NTH)]
    assert all(np.array_equal(answer, answers[0]) for answer in answers)
    assert said == [
        "A faulty device failed: the driver was reset; A faulty device is used instead",
        "A faulty device failed: the driver was reset; CPU (onnxruntime) is used instead",
    ]
    assert len(opened) == 1
    device.close()


def test_too_little_memory_halves_the_tiles_and_changes_no_device(tmp_path: Path, recipe: Recipe) -> None:
    folder = box(tmp_path / "in")
    wanted, _ = restored(folder, recipe, Device(OnnxCpu()), tmp_path / "sound", tile=0)
    faulty = Faulty(is_full, once=True)
    faulty.runs = NTH - 2  # that of the second picture
    found, told = restored(folder, recipe, Device(faulty, [OnnxCpu]), tmp_path / "out", tile=0)
    assert [message.split(":")[0] for message in changes(told)] == ["too little memory"]
    for one, other in zip(found, wanted, strict=True):
        assert np.abs(one - other).max() <= 1


def test_where_no_device_does_better_it_is_the_model_and_the_batch_ends_in_words(tmp_path: Path, recipe: Recipe) -> None:
    spare: list[Faulty] = []

    def other() -> Backend:
        spare.append(Faulty(answers_nan))
        spare[-1].runs = NTH
        return spare[-1]

    device = Device(Faulty(answers_nan), [other, other])
    found, told = restored(box(tmp_path / "in"), recipe, device, tmp_path / "out")
    failed = [event for event in told if isinstance(event, JobFailed)]
    assert found == [] or len(found) + len(failed) == COUNT
    assert failed
    assert all("answered with numbers that are none" in event.message and not event.traceback for event in failed)
    assert changes(told) == []
    assert len(spare) == 2  # and not twice for every tile


def test_a_model_that_answers_with_one_tone_everywhere_is_believed(small_model: Path) -> None:
    class Plain(OnnxCpu):
        def open(self, package: Package) -> Session:
            session = super().open(package)
            return lambda *given: np.full_like(session(*given), 0.5)

    device = Device(Plain(), [Plain])
    said: list[str] = []
    device.told = said.append
    tiles = np.random.default_rng(0).random((1, 32, 32, 4), np.float32)
    assert (device.network(str(small_model))(tiles) == 0.5).all()
    assert said == []
    device.close()


def test_a_device_that_hangs_without_another_one_fails_in_words_and_is_not_waited_for(small_model: Path) -> None:
    faulty = Faulty(hangs)
    faulty.runs = NTH
    device = Device(faulty, [], 0.3)
    network = device.network(str(small_model))
    for _ in range(2):
        with pytest.raises(DeviceFailed, match="A faulty device does not answer any more") as raised:
            network(np.full((1, 16, 16, 4), 0.5, np.float32))
        assert raised.value.hint
    device.close()


def test_a_long_run_is_no_hanging_one_where_runs_are_long(small_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.devices.device.SLOWER", 1e6)  # times the first run, however short that was

    def dawdles(session: Session, given: tuple[Tiles, ...]) -> Tiles:
        released.wait(2.5)
        return session(*given)

    slow = Faulty(dawdles, once=True)
    slow.runs = NTH - 2
    device = Device(slow, [], 2.0)
    network = device.network(str(small_model))
    tiles = np.full((1, 16, 16, 4), 0.5, np.float32)
    assert np.array_equal(network(tiles), network(tiles))  # the second takes longer than the patience
    device.close()


def test_a_device_that_was_closed_opens_no_other_one(small_model: Path) -> None:
    opened: list[OnnxCpu] = []

    def spare() -> Backend:
        opened.append(OnnxCpu())
        return opened[-1]

    device = Device(OnnxCpu(), [spare])
    network = device.network(str(small_model))
    device.close()
    with pytest.raises(RuntimeError, match="closed"):
        network(np.full((1, 16, 16, 4), 0.5, np.float32))
    assert opened == []


def test_damaged_weights_are_no_reason_for_another_device(tmp_path: Path, small_model: Path) -> None:
    import shutil

    folder = Path(shutil.copytree(small_model, tmp_path / "mine"))
    (folder / "weights.safetensors").write_bytes(b"\0" * 100)
    device = Device(OnnxCpu(), [OnnxCpu])
    said: list[str] = []
    device.told = said.append
    with pytest.raises(ModelInvalid, match="is damaged"):
        device.network(str(folder))(np.full((1, 16, 16, 4), 0.5, np.float32))
    assert said == []
    device.close()
