"""The paths of graphics cards, on the processor with the same settings: what only a card can show is not tested here."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch

import engine.backends.half_precision as half_precision
import engine.devices.speeds as speeds
from engine.backends.backend import Session, Tiles
from engine.backends.onnx_cpu import OnnxCpu
from engine.backends.onnx_gpu import OPEN, STEP, CoreMl, DirectMl
from engine.backends.torch_half import TorchHalf
from engine.devices.device import Device
from engine.devices.machine import BACKENDS, CARDS, QUICKEST, cards, multiplies_bfloat16
from engine.errors import DeviceUnknown
from engine.packages import BUNDLED, find_package
from models.package import Package, read_package

PACKAGES = [read_package(folder) for folder in sorted(BUNDLED.iterdir()) if (folder / "model.toml").is_file()]
MODELS = [package.card.id for package in PACKAGES if package.card.network.runs]


class OnProcessor(DirectMl):
    """DirectML's settings, and the processor's provider."""

    name = "on-processor"
    provider = ("CPUExecutionProvider", {})

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[int, ...]] = []

    @property
    def providers(self) -> list[Any]:
        return ["CPUExecutionProvider"]

    def _opened(self, package: Package, fixed: Any = None) -> Session:
        self.opened.append(tuple((fixed or {}).values()))
        return super()._opened(package, fixed)


class HalfOnProcessor(TorchHalf):
    name = "half-on-processor"
    title = "Half precision"
    half = torch.bfloat16


def tiles_for(model: str, height: int, width: int, count: int = 1) -> Tiles:
    design = find_package(model).card.network
    tiles = np.random.default_rng(0).random((count, height, width, design.planes), np.float32)
    tiles[..., 3:] = 0.1
    return tiles


def answered(device: Device, model: str, tiles: Tiles) -> Tiles:
    network = device.network(model)
    return network(tiles, network.look(tiles[0]))


@pytest.mark.parametrize("model", MODELS)
def test_with_fixed_shapes_all_that_a_tile_is_for_is_answered_alike(model: str) -> None:
    halo = find_package(model).card.halo
    side = 2 * halo + 40
    tiles = tiles_for(model, side + 3, side + 18)
    plain, fixed = Device(OnnxCpu()), Device(OnProcessor())
    right, found = answered(plain, model, tiles), answered(fixed, model, tiles)
    plain.close()
    fixed.close()
    assert found.shape == right.shape
    scale = right.shape[1] // tiles.shape[1] if halo else 1
    inner = slice(halo * scale, right.shape[1] - halo * scale) if halo else slice(None)
    across = slice(halo * scale, right.shape[2] - halo * scale) if halo else slice(None)
    assert np.abs(found[:, inner, across] - right[:, inner, across]).max() < 1e-3  # what looks further does so faintly


def test_tiles_have_few_sizes_and_each_a_session_that_takes_no_other() -> None:
    backend, package = OnProcessor(), find_package("enlarger-x2")
    session = backend.open(package)
    for height, width in ((40, 50), (100, 128), (128, 129), (40, 50), (300, 20), (400, 20), (600, 20), (90, 90), (100, 200)):
        assert session(tiles_for("enlarger-x2", height, width)).shape == (1, 2 * height, 2 * width, 3)
    wanted = [(1, 1), (1, 2), (3, 1), (4, 1), (5, 1)]
    assert backend.opened[:5] == [(1, height * STEP, width * STEP) for height, width in wanted]
    assert len(backend.opened) == 6  # one was closed meanwhile, and is opened again
    assert len(set(backend.opened)) == OPEN + 1
    alone = backend._opened(package, {"batch": 1, "height": STEP, "width": STEP})
    with pytest.raises(Exception, match=r"(?i)invalid dimensions"):
        alone(tiles_for("enlarger-x2", STEP, 2 * STEP))


def test_directml_gets_the_settings_that_its_makers_ask_for() -> None:
    options = OnProcessor().options()
    assert not options.enable_mem_pattern
    assert options.execution_mode == onnxruntime.ExecutionMode.ORT_SEQUENTIAL


def test_a_provider_that_is_not_there_is_told_in_words() -> None:
    for kind in (DirectMl, CoreMl):
        if kind.provider[0] not in onnxruntime.get_available_providers():
            with pytest.raises(DeviceUnknown, match=kind.provider[0]) as raised:
                kind()
            assert raised.value.hint


def test_half_precision_is_near_enough_to_be_taken() -> None:
    plain, half = Device(OnnxCpu()), Device(HalfOnProcessor())
    tiles = tiles_for("restorer", 96, 96) * np.float32(0.5)
    error = np.abs(answered(plain, "restorer", tiles) - answered(half, "restorer", tiles))
    assert 0 < error.max() <= half_precision.LARGEST_ERROR
    assert error.mean() <= half_precision.MEAN_ERROR
    plain.close()
    half.close()


def test_numbers_that_half_precision_cannot_hold_are_computed_in_full() -> None:
    class Narrow(HalfOnProcessor):
        half = torch.float16

    class Loud(torch.nn.Module):
        def forward(self, tiles: torch.Tensor) -> torch.Tensor:
            large = torch.nn.functional.conv2d(tiles.movedim(3, 1)[:, :3], 1e6 * torch.eye(3)[:, :, None, None])
            return (large / 1e6).movedim(1, 3).float()

    tiles = torch.rand(1, 8, 8, 4)
    with torch.autocast("cpu", torch.float16):
        assert not torch.isfinite(Loud()(tiles)).all()
    assert torch.allclose(Narrow()._run(Loud(), [tiles]), tiles[..., :3], atol=1e-5)


def test_a_model_that_half_precision_would_spoil_is_run_in_full() -> None:
    """On the processor by onnxruntime, which is quicker there."""
    opened = {name: HalfOnProcessor().open(find_package(name)).__qualname__ for name in ("restorer", "colouriser")}
    assert opened["restorer"].startswith("TorchHalf")
    assert opened["colouriser"].startswith("OnnxCpu")


def test_processors_that_multiply_bfloat16_are_known_by_their_flags(tmp_path: Path) -> None:
    for flags, known in (("fpu avx2 avx512_bf16", True), ("fpu amx_bf16", True), ("fpu avx512f", False)):
        (tmp_path / "cpuinfo").write_text(f"flags\t: {flags}\n")
        assert multiplies_bfloat16(tmp_path / "cpuinfo") == known
    assert not multiplies_bfloat16(tmp_path / "nowhere")


@pytest.mark.parametrize("words", ["CUDA out of memory. Tried to allocate 20.00 GiB", "MPS backend out of memory"])
def test_a_full_card_is_a_lack_of_memory_and_not_a_broken_one(
    words: str, small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = HalfOnProcessor()
    session = backend.open(read_package(small_model))

    def full(*_: Any) -> Any:
        raise RuntimeError(words)

    monkeypatch.setattr(backend, "_run", full)
    with pytest.raises(MemoryError, match="memory"):
        session(tiles_for("restorer", 16, 16))


@pytest.mark.parametrize(
    ("system", "machine", "drivers", "found"),
    [
        ("linux", "x86_64", (), []),
        ("linux", "x86_64", ("libcuda.so.1",), ["cuda"]),
        ("linux", "x86_64", ("libamdhip64.so",), ["cuda"]),
        ("win32", "AMD64", (), ["directml"]),
        ("win32", "AMD64", ("nvcuda.dll",), ["cuda", "directml"]),
        ("darwin", "arm64", (), ["mps", "coreml"]),
        ("darwin", "x86_64", (), []),
    ],
)
def test_the_cards_that_a_machine_may_have(system: str, machine: str, drivers: tuple[str, ...], found: list[str]) -> None:
    assert cards(system, machine, lambda name: name in drivers) == found


# Which of them is taken ----------------------------------------------------------------------------------------------


@pytest.fixture
def with_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A machine that has the card of that class here and nothing else that is quick, with a cache of its own."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path))
    monkeypatch.setattr(speeds, "TIMED", 64)
    monkeypatch.setattr(speeds, "COMPARED", 32)
    _without(monkeypatch, *CARDS, *QUICKEST)

    def put_in(kind: str) -> None:
        monkeypatch.setitem(CARDS, "card", (__name__, kind))
        monkeypatch.setitem(BACKENDS, "card", (__name__, kind))

    return put_in


def _without(monkeypatch: pytest.MonkeyPatch, *devices: str) -> None:
    for name in devices:
        monkeypatch.delitem(BACKENDS, name, raising=False)


class Remembering(OnnxCpu):
    """Knows every answer: quicker than any card."""

    name = "card"
    title = "A quick card"

    def open(self, package: Package) -> Session:
        right, known = super().open(package), dict[bytes, Tiles]()

        def answer(*given: Tiles) -> Tiles:
            key = given[0].tobytes()
            if key not in known:
                known[key] = right(*given)
            return known[key]

        return answer


class Reset(OnnxCpu):
    name = "card"
    title = "A card without a driver"

    def open(self, package: Package) -> Session:
        raise RuntimeError("no driver for this kernel")


def test_a_card_is_measured_before_it_is_first_wanted_and_taken_where_it_is_quicker(
    with_card: Callable[[str], None], tmp_path: Path
) -> None:
    with_card("Remembering")
    speeds.measure_likely()
    assert speeds.best_device() == "card"
    kept = (tmp_path / "cache" / "devices.json").read_text("utf-8")
    assert set(json.loads(kept)["speeds"]) == {"cpu", "card"}
    speeds.measure_likely()
    assert (tmp_path / "cache" / "devices.json").read_text("utf-8") == kept


def test_a_card_that_cannot_be_used_is_left_alone_and_says_why(with_card: Callable[[str], None]) -> None:
    with_card("Reset")
    speeds.measure_likely()
    assert speeds.best_device() == "cpu"
    assert speeds.remembered()["card"].problem == "no driver for this kernel"


def test_where_there_is_no_card_the_quickest_of_the_processor_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATINA_HOME", str(tmp_path))
    _without(monkeypatch, *CARDS, *QUICKEST)
    monkeypatch.setitem(BACKENDS, QUICKEST[1], (__name__, "Remembering"))
    speeds.measure_likely()
    assert speeds.remembered().keys() == {"cpu", QUICKEST[1]}
    assert speeds.best_device() == QUICKEST[1]


def test_where_there_is_no_choice_nothing_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATINA_HOME", str(tmp_path))
    _without(monkeypatch, *CARDS, *QUICKEST)
    speeds.measure_likely()
    assert speeds.remembered() == {}
