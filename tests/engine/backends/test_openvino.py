"""OpenVINO answers as the other backends do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.backends.backend import Backend, Interrupted, Tiles
from engine.backends.onnx_cpu import OnnxCpu
from engine.backends.openvino_cpu import PATIENT, OpenVino, OpenVinoBf16
from engine.devices.device import Device
from engine.devices.machine import multiplies_bfloat16
from engine.packages import find_package
from engine.provenance import read_record
from engine.recipe import Recipe
from engine.stages.restore import Restore
from tests.engine.small_archive import drawn, restored, saved


@pytest.fixture
def backend() -> Backend:
    return OpenVino()


@pytest.fixture
def half() -> Backend:
    if not multiplies_bfloat16():
        pytest.skip("this processor has no bfloat16")
    return OpenVinoBf16()


@pytest.fixture
def device(backend: Backend) -> Iterator[Device]:
    opened = Device(backend)
    yield opened
    opened.close()


@pytest.mark.parametrize("model", ["restorer", "finder", "inpainter", "enlarger-x2", "stylist"])
def test_it_answers_as_onnxruntime_does(backend: Backend, model: str) -> None:
    assert _difference(backend, model, 64, 192)[0] <= 1e-4


@pytest.mark.parametrize("model", ["restorer", "enlarger-x2"])
def test_in_bfloat16_it_answers_nearly_so(half: Backend, model: str) -> None:
    largest, mean = _difference(half, model, 128, 64)
    assert largest <= 4 / 255
    assert mean <= 0.5 / 255
    assert largest > 1e-5, "it was run in float32"


def _difference(backend: Backend, model: str, height: int, width: int) -> tuple[float, float]:
    """The largest and the mean, from onnxruntime's answer."""
    package, random = find_package(model), np.random.default_rng(1)
    given: list[Tiles] = [random.random((2, height, width, package.card.network.planes), np.float32) * np.float32(0.5)]
    given[0][..., 3:] /= package.card.network.planes  # styles are shares of one
    if package.card.network.facts:
        seen = OnnxCpu().open(package.looking)(given[0])
        assert np.abs(backend.open(package.looking)(given[0]) - seen).max() <= 0.02 * np.abs(seen).max()
        given.append(seen)
    error = np.abs(backend.open(package)(*given) - OnnxCpu().open(package)(*given))
    return float(error.max()), float(error.mean())


def test_a_run_that_nobody_wants_any_more_is_not_finished_and_the_next_one_is(backend: Backend) -> None:
    session = backend.open(find_package("restorer"))
    tiles = np.zeros((1, 64, 64, 4), np.float32)
    backend.interrupt()
    with pytest.raises(Interrupted):
        session(tiles)
    assert session(tiles).shape == (1, 64, 64, 3)


def test_what_a_model_works_in_is_given_back_while_another_one_paints_and_taken_again_when_it_is_wanted() -> None:
    backend, random = OpenVino(), np.random.default_rng(2)
    finder, restorer = (backend.open(find_package(name)) for name in ("finder", "restorer"))
    seen, noisy = random.random((1, 64, 64, 3), np.float32), random.random((1, 64, 64, 4), np.float32)
    found, painted = finder(seen), restorer(noisy)
    assert len(backend._awake) == 2
    for _ in range(PATIENT - 1):
        assert np.array_equal(restorer(noisy), painted)
    assert len(backend._awake) == 1
    assert np.array_equal(finder(seen), found)
    assert np.array_equal(restorer(noisy), painted)
    assert len(backend._awake) == 2


def test_a_picture_is_restored_with_it_and_its_record_says_so(tmp_path: Path, device: Device) -> None:
    saved(tmp_path / "in" / "a.png")
    told = drawn(restored(tmp_path / "in", tmp_path / "out", device, Recipe(title="Restored", stages=(Restore(),))))
    assert told == ["1 queued, 0 done before", "✓ a.png"]
    record = read_record(tmp_path / "out" / "a.png")
    assert record is not None
    assert record.device == device.backend.title
    assert "openvino" in record.versions
