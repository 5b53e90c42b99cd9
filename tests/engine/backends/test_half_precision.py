"""Whether half precision is good enough is asked once for each model, library and processor, and remembered."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from engine.backends.half_precision import LARGEST_ERROR, _file, agrees, alike, specimen
from engine.backends.onnx_cpu import OnnxCpu
from engine.backends.openvino_cpu import OpenVinoBf16
from engine.devices.machine import multiplies_bfloat16
from engine.model import Between
from engine.packages import BUNDLED, find_package
from models.package import Package, read_package


class Asked:
    """Says `verdict`, and counts how often it was asked."""

    def __init__(self, verdict: bool) -> None:
        self.verdict, self.times = verdict, 0

    def __call__(self) -> bool:
        self.times += 1
        return self.verdict


class Newer(OnnxCpu):
    """The next release of the library."""

    def versions(self) -> dict[str, str]:
        return {"onnxruntime": "2.0"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize("verdict", [True, False])
def test_a_verdict_is_remembered_for_the_model_and_the_library(small_model: Path, verdict: bool) -> None:
    asked, package = Asked(verdict), read_package(small_model)
    assert [agrees(OnnxCpu(), package, asked) for _ in range(3)] == [verdict] * 3
    assert asked.times == 1
    agrees(Newer(), package, asked)
    agrees(OnnxCpu(), read_package(BUNDLED / "restorer"), asked)
    assert asked.times == 3


def test_a_model_that_was_trained_on_is_asked_again(small_model: Path, tmp_path: Path) -> None:
    asked, package = Asked(True), read_package(Path(shutil.copytree(small_model, tmp_path / "mine")))
    agrees(OnnxCpu(), package, asked)
    card = msgspec.structs.replace(package.card, weights_sha256="0" * 64)
    agrees(OnnxCpu(), Package(package.folder, card), asked)
    assert asked.times == 2


def test_what_lies_between_two_models_is_asked_each_time() -> None:
    asked, package = Asked(True), find_package(Between("restorer", "restorer-crisp", 0.5))
    for _ in range(2):
        agrees(OnnxCpu(), package, asked)
    assert asked.times == 2
    assert not _file().exists()


@pytest.mark.parametrize("content", [b"", b"{", b'{"agree": {"a": 3}}'])
def test_a_damaged_memory_is_made_anew(small_model: Path, content: bytes) -> None:
    _file().parent.mkdir(parents=True)
    _file().write_bytes(content)
    asked, package = Asked(True), read_package(small_model)
    assert [agrees(OnnxCpu(), package, asked) for _ in range(2)] == [True, True]
    assert asked.times == 1


def test_where_nothing_can_be_kept_it_is_asked_again(small_model: Path, home: Path) -> None:
    home.write_bytes(b"a file where the folder should be")
    asked, package = Asked(True), read_package(small_model)
    assert [agrees(OnnxCpu(), package, asked) for _ in range(2)] == [True, True]
    assert asked.times == 2


def test_answers_are_alike_as_far_as_the_eye_forgives() -> None:
    design = find_package("restorer").card.network
    right = specimen(design)[..., :3]
    assert alike(design, right, right + np.float32(LARGEST_ERROR / 10))
    spot = right.copy()
    spot[0, 0, 0, 0] += 2 * LARGEST_ERROR
    assert not alike(design, right, spot)
    assert not alike(design, right, right + np.float32(LARGEST_ERROR / 2)), "everywhere half of it"
    assert not alike(design, right, np.full_like(right, np.nan))
    assert alike(design, 100 * right[..., 0], 100 * right[..., 0] + np.float32(0.05)), "numbers that are no picture"


@pytest.mark.skipif(not multiplies_bfloat16(), reason="this processor has no bfloat16")
def test_openvino_opens_a_model_that_it_knows_in_bfloat16_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, before = list[str](), OpenVinoBf16._opened

    def noted(self: OpenVinoBf16, package: object, numbers: str) -> object:
        opened.append(numbers)
        return before(self, package, numbers)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(OpenVinoBf16, "_opened", noted)
    tiles, package = specimen(find_package("restorer").card.network), find_package("restorer")
    first, second = (OpenVinoBf16().open(package)(tiles) for _ in range(2))
    assert opened == ["bf16", "f32", "bf16"]
    assert np.array_equal(first, second)
    monkeypatch.setattr("engine.backends.openvino_cpu.alike", lambda *answers: False)
    shutil.rmtree(_file().parent)
    opened.clear()
    third, fourth = (OpenVinoBf16().open(package)(tiles) for _ in range(2))
    assert opened == ["bf16", "f32", "f32", "bf16", "f32"], "what loses too much runs in float32, when it is known as well"
    assert np.array_equal(third, fourth)
    assert not np.array_equal(first, third)
