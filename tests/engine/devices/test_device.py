"""Devices: one thread runs all, previews go first, and a failure stays where it is."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import numpy as np
import pytest

from engine.backends.backend import Backend, Session, Tiles
from engine.backends.half_precision import LARGEST_ERROR
from engine.backends.onnx_cpu import OnnxCpu
from engine.devices.device import Device
from engine.devices.machine import BACKENDS, PROCESSOR
from engine.devices.opening import open_device
from engine.devices.runner import BATCH, PREVIEW
from engine.errors import Cancelled, DeviceUnknown, ModelInvalid, OutOfDeviceMemory
from engine.packages import BUNDLED, find_package
from models.package import Package, PackageDamaged, read_package

PACKAGES = [read_package(folder) for folder in sorted(BUNDLED.iterdir()) if (folder / "model.toml").is_file()]
MODELS = [package.card.id for package in PACKAGES if package.card.network.runs]
BROKEN, FULL = 0.25, 0.75  # tiles of this value make the recorder fail


class Recorder(Backend):
    """A backend that waits until it may begin, and writes down what it runs."""

    name = "recorder"
    title = "A recorder"
    batch = 4

    def __init__(self) -> None:
        self.may_begin = threading.Event()
        self.begun = threading.Event()
        self.runs: list[list[float]] = []
        self.threads: set[int] = set()
        self.opened = 0

    def open(self, package: Package) -> Session:
        self.opened += 1
        self.threads.add(threading.get_ident())

        def answer(tiles: Tiles) -> Tiles:
            self.begun.set()
            self.may_begin.wait(10)
            self.threads.add(threading.get_ident())
            self.runs.append([round(float(tile[0, 0, 0]), 2) for tile in tiles])
            if (tiles[:, 0, 0, 0] == BROKEN).any():
                raise RuntimeError("the driver was reset")
            if (tiles[:, 0, 0, 0] == FULL).any():
                raise MemoryError("8 GB")
            return tiles[..., :3] / np.float32(2)

        return answer

    def versions(self) -> dict[str, str]:
        return {}


def tile(value: float, side: int = 16) -> Tiles:
    return np.full((1, side, side, 4), value, np.float32)


@contextmanager
def waiting(small_model: Path) -> Generator[tuple[Device, Recorder, Package]]:
    """A device that is busy with a first tile of value 0, so that whatever is asked of it waits in line."""
    recorder = Recorder()
    device, package = Device(recorder), read_package(small_model)
    device.submit(package, tile(0, side=8))
    assert recorder.begun.wait(10)
    try:
        yield device, recorder, package
    finally:
        recorder.may_begin.set()
        device.close()


def test_previews_go_before_batches_and_otherwise_first_come_first_served(small_model: Path) -> None:
    with waiting(small_model) as (device, recorder, package):
        recorder.batch = 1  # pyright: ignore[reportAttributeAccessIssue]
        for value, priority in ((0.1, BATCH), (0.2, BATCH), (0.5, PREVIEW), (0.3, BATCH), (0.6, PREVIEW)):
            device.submit(package, tile(value), priority=priority)
    assert recorder.runs == [[0], [0.5], [0.6], [0.1], [0.2], [0.3]]


def test_one_thread_runs_everything_whoever_asks(small_model: Path) -> None:
    with waiting(small_model) as (device, recorder, package):
        askers = [threading.Thread(target=device.submit, args=(package, tile(n / 10))) for n in range(6)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
    assert sum(len(run) for run in recorder.runs) == 7
    assert len(recorder.threads) == 1
    assert threading.get_ident() not in recorder.threads


def test_tiles_of_one_shape_make_batches_as_large_as_the_backend_likes(small_model: Path) -> None:
    with waiting(small_model) as (device, recorder, package):
        asked = [(n / 100, 16 if n % 2 else 24) for n in range(1, 12)]
        answers = [device.submit(package, tile(value, side)) for value, side in asked]
    assert sorted(value for run in recorder.runs[1:] for value in run) == [round(value, 2) for value, _ in asked]
    assert max(len(run) for run in recorder.runs) == 4
    sides = {round(value, 2): side for value, side in asked}
    assert all(len({sides[value] for value in run}) == 1 for run in recorder.runs[1:])
    for (value, side), answer in zip(asked, answers, strict=True):
        assert np.allclose(answer.result(), tile(value / 2, side)[..., :3])


def test_models_are_not_mixed_in_a_batch(small_model: Path, tmp_path: Path) -> None:
    other = read_package(Path(shutil.copytree(small_model, tmp_path / "other")))
    with waiting(small_model) as (device, recorder, package):
        for model, value in ((package, 0.1), (other, 0.9), (package, 0.2), (other, 0.8)):
            device.submit(model, tile(value))
    assert recorder.runs == [[0], [0.1, 0.2], [0.9, 0.8]]


@pytest.mark.parametrize(("value", "error"), [(BROKEN, RuntimeError), (FULL, OutOfDeviceMemory)])
def test_what_fails_fails_for_its_own_tiles_only(small_model: Path, value: float, error: type[Exception]) -> None:
    with waiting(small_model) as (device, _, package):
        before, broken, after = (device.submit(package, tile(v, s)) for v, s in ((0.1, 16), (value, 24), (0.2, 32)))
    with pytest.raises(error):
        broken.result(10)
    assert before.result(10).mean() == pytest.approx(0.05)
    assert after.result(10).mean() == pytest.approx(0.1)


def test_a_model_that_cannot_be_opened_fails_alone(small_model: Path, tmp_path: Path, device: Device) -> None:
    folder = Path(shutil.copytree(BUNDLED / "restorer", tmp_path / "mine"))
    (folder / "weights.safetensors").write_bytes(b"\0" * 100)
    with pytest.raises(ModelInvalid, match=r"mine/weights\.safetensors is damaged"):
        device.network(str(folder))(tile(0.5))
    assert device.network("restorer")(tile(0.5)).shape == (1, 16, 16, 3)


def test_a_network_is_opened_as_soon_as_somebody_asks_for_it_and_once(small_model: Path) -> None:
    recorder = Recorder()
    recorder.may_begin.set()
    device = Device(recorder)
    network = device.network(str(small_model))
    device.network(str(small_model))
    device.close()  # once all that was asked for is done
    assert recorder.opened == 1
    assert recorder.runs == []
    with pytest.raises(RuntimeError, match="closed"):
        network(tile(0.1))


def test_whoever_asks_for_a_network_of_a_closed_device_hears_of_it_with_the_tiles(small_model: Path) -> None:
    device = Device(Recorder())
    device.close()
    with pytest.raises(RuntimeError, match="closed"):
        device.network(str(small_model))(tile(0.1))


def test_a_request_that_was_withdrawn_harms_nobody(small_model: Path) -> None:
    with waiting(small_model) as (device, recorder, package):
        withdrawn, kept = device.submit(package, tile(0.1)), device.submit(package, tile(0.2))
        assert withdrawn.cancel()
    assert kept.result(10).mean() == pytest.approx(0.1)
    assert recorder.runs == [[0], [0.2]]


def test_closing_waits_for_what_was_asked_and_takes_no_more(small_model: Path) -> None:
    with waiting(small_model) as (device, _, package):
        answers = [device.submit(package, tile(n / 10)) for n in range(5)]
    assert all(answer.done() for answer in answers)
    with pytest.raises(RuntimeError, match="closed"):
        device.submit(package, tile(0))
    device.close()  # twice is no harm


def test_a_network_takes_tiles_of_any_size(device: Device) -> None:
    network = device.network("restorer")
    for height, width in ((1, 1), (7, 9), (16, 33), (40, 8)):
        assert network(np.full((1, height, width, 4), 0.5, np.float32)).shape == (1, height, width, 3)


@pytest.mark.parametrize(
    "wrong", [np.zeros((16, 16, 4), np.float32), np.zeros((1, 16, 16, 3), np.float32), np.zeros((1, 16, 16, 4))]
)
def test_a_network_says_what_it_wants(device: Device, wrong: Tiles) -> None:
    with pytest.raises(ValueError, match=r"want float32 \(B, H, W, 4\)"):
        device.network("restorer")(wrong)


def test_a_model_that_answers_with_no_numbers_is_named(small_model: Path) -> None:
    class Lost(Recorder):
        def open(self, package: Package) -> Session:
            return lambda tiles: np.full_like(tiles[..., :3], np.nan)

    lost = Device(Lost())
    with pytest.raises(ModelInvalid, match="“small” answered with numbers that are none"):
        lost.network(str(small_model))(tile(0.5))
    lost.close()


@pytest.mark.parametrize("model", MODELS)
def test_all_backends_answer_alike(model: str) -> None:
    design = find_package(model).card.network
    side = design.multiple_of if design.multiple_of >= 32 else 64
    tiles = np.random.default_rng(0).random((2, side, side, design.planes), np.float32)
    tiles[..., 3:] = 0.1
    answers: list[Tiles] = []
    for name in BACKENDS:
        device = open_device(name)
        network = device.network(model)
        answers.append(network(tiles, network.look(tiles[0])))
        device.close()
    scale = max(1.0, float(np.abs(answers[0]).max()))
    for name, answer in zip(BACKENDS, answers, strict=True):
        assert np.abs(answer - answers[0]).max() < (1e-4 if name in PROCESSOR else 2 * LARGEST_ERROR * scale), name


@pytest.mark.parametrize("name", BACKENDS)
def test_a_batch_is_answered_as_its_tiles_alone(name: str) -> None:
    device = open_device(name)
    network = device.network("restorer")
    tiles = np.random.default_rng(0).random((3, 32, 48, 4), np.float32) * np.array([1, 1, 1, 0.1], np.float32)
    alone = np.concatenate([network(tiles[index : index + 1]) for index in range(3)])
    assert np.abs(network(tiles) - alone).max() < (1e-5 if name in PROCESSOR else LARGEST_ERROR)
    device.close()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1000])


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def missing(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("name", BACKENDS)
@pytest.mark.parametrize("damage", [cut, flipped, missing])
def test_damaged_weights_are_never_used_and_named(name: str, damage: Callable[[Path], None], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BUNDLED / "restorer", tmp_path / "mine"))
    damage(folder / "weights.safetensors")
    device = open_device(name)
    with pytest.raises(ModelInvalid, match=r"mine/weights\.safetensors") as raised:
        device.network(str(folder))(tile(0.5))
    assert raised.value.hint
    device.close()


@pytest.mark.parametrize("name", BACKENDS)
def test_weights_of_another_network_are_refused_in_words(name: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BUNDLED / "restorer", tmp_path / "mine"))
    card = read_package(BUNDLED / "toner").card
    shutil.copy(BUNDLED / "toner" / "weights.safetensors", folder)
    mine = msgspec.structs.replace(read_package(folder).card, weights_sha256=card.weights_sha256)
    (folder / "model.toml").write_bytes(msgspec.toml.encode(mine))
    device = open_device(name)
    with pytest.raises(ModelInvalid, match="mine"):
        device.network(str(folder))(tile(0.5))
    device.close()


@pytest.mark.parametrize(
    ("card", "cause"),
    [
        ("", "missing required field"),
        ("format = 1\nid = 'x", "not a card"),
        ("format = 99", r"\$\.format"),
        ("format = 1\nid = 'Not Fit'", r"\$\.id"),
        ("\0\xff", "not a card"),
    ],
)
def test_a_broken_card_is_named_with_its_place(card: str, cause: str, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.toml").write_bytes(card.encode("latin-1"))
    with pytest.raises(ModelInvalid, match=rf"mine/model\.toml.*{cause}"):
        find_package(str(tmp_path / "mine"))


def test_a_card_for_a_network_that_cannot_be_is_refused(small_model: Path) -> None:
    card = (small_model / "model.toml").read_text()
    (small_model / "model.toml").write_text(card.replace("    12,\n", ""))
    with pytest.raises(PackageDamaged, match=r"widths and blocks.*\$\.network"):
        read_package(small_model)


def test_a_model_that_is_not_installed_is_told_with_those_that_are() -> None:
    with pytest.raises(ModelInvalid, match=r"no model “dreamer” .*restorer"):
        find_package("dreamer")


def test_the_users_own_model_goes_before_the_bundled_one(home: Path, small_model: Path) -> None:
    folder = home / "models" / "restorer"
    shutil.copytree(small_model, folder)
    try:
        assert find_package("restorer").folder == folder
    finally:
        shutil.rmtree(home / "models")
    assert find_package("restorer").folder == BUNDLED / "restorer"


def test_a_device_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(DeviceUnknown, match=r"no device “cuda9”.*cpu, torch-cpu"):
        open_device("cuda9")


# What nobody wants any more ---------------------------------------------------------------------------------------------


def test_what_waits_in_line_and_is_given_up_is_not_begun(small_model: Path) -> None:
    with waiting(small_model) as (device, recorder, package):
        unwanted, wanted = device.submit(package, tile(0.3)), device.submit(package, tile(0.4, side=24))
        device.give_up(unwanted)
        recorder.may_begin.set()
        wanted.result(10)
    assert unwanted.cancelled()
    assert recorder.runs == [[0.0], [0.4]]


def test_a_run_that_is_given_up_ends_early_and_the_next_is_right() -> None:
    """With onnxruntime itself: all of the tile would take many times as long."""
    device = Device(OnnxCpu())
    package = find_package("restorer")
    try:
        small = np.random.default_rng(0).random((1, 64, 64, 4), np.float32)
        right = device.submit(package, small).result(60)
        large = np.random.default_rng(1).random((1, 1024, 1024, 4), np.float32)
        began = time.monotonic()
        network = device.network("restorer", PREVIEW, stopped=lambda: time.monotonic() > began + 0.3)
        with pytest.raises(Cancelled):
            network(large)
        assert np.array_equal(device.submit(package, small).result(60), right)
        early = time.monotonic() - began
        device.submit(package, large).result(300)
        assert early < time.monotonic() - began - early
    finally:
        device.close()


def test_an_interruption_that_comes_late_does_no_harm_to_the_next_run() -> None:
    device = Device(OnnxCpu())
    package, tiles = find_package("restorer"), np.full((1, 64, 64, 4), 0.5, np.float32)
    try:
        right = device.submit(package, tiles).result(60)
        device.backend.interrupt()  # as for a run that has just ended
        assert np.array_equal(device.submit(package, tiles).result(60), right)
    finally:
        device.close()
