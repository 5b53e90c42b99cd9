"""The devices of this machine, by name."""

from __future__ import annotations

import ctypes
import importlib
import platform
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.backends.backend import Backend
    from engine.devices.device import Device

PROCESSOR = {  # module and class, so that naming them loads neither torch nor onnxruntime
    "cpu": ("engine.backends.onnx_cpu", "OnnxCpu"),
    "torch-cpu": ("engine.backends.torch_cpu", "TorchCpu"),
    "openvino": ("engine.backends.openvino_cpu", "OpenVino"),
}
HALF = {
    "torch-bf16": ("engine.backends.torch_half", "TorchBf16"),
    "openvino-bf16": ("engine.backends.openvino_cpu", "OpenVinoBf16"),
}
CARDS = {
    "cuda": ("engine.backends.torch_gpu", "TorchCuda"),
    "directml": ("engine.backends.onnx_gpu", "DirectMl"),
    "mps": ("engine.backends.torch_gpu", "TorchMps"),
    "coreml": ("engine.backends.onnx_gpu", "CoreMl"),
}
QUICKEST = ("openvino-bf16", "openvino")  # of the processor, most likely; the first that there is
NUMBERED = "cuda"  # cuda:0, cuda:1 and so on
DEFAULT = "cpu"  # float32, whose answers the others must give; onnxruntime leads torch there
DRIVERS = {"win32": ("nvcuda.dll",), "linux": ("libcuda.so.1", "libamdhip64.so")}
"""Libraries of drivers that torch's “cuda” runs on."""


def cards(
    system: str = sys.platform, machine: str = platform.machine(), driver: Callable[[str], bool] | None = None
) -> list[str]:
    """The graphics cards that there may be on such a machine. Whether one works is seen when it is opened, and measured."""
    there = driver or _loads
    found = ["cuda"] if any(there(name) for name in DRIVERS.get(system, ())) else []
    if system == "win32":
        found.append("directml")
    if system == "darwin" and machine == "arm64":
        found += ["mps", "coreml"]
    return found


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def multiplies_bfloat16(about: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor does so by itself; told by Linux alone, where elsewhere nobody knows without torch."""
    try:
        flags = about.read_text("ascii", "replace")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


BACKENDS = {
    **PROCESSOR,
    **(HALF if multiplies_bfloat16() else {}),
    **{name: CARDS[name] for name in cards()},
}
"""What this machine has."""


def device_named(name: str, *, alone: bool = False) -> Device:
    """One device. Unless it is to be `alone`, it is opened anew if it fails; if it fails again, others take over."""
    from engine.devices.device import Device

    spares = [] if alone else [name, *(other for other in BACKENDS if other != kind_of(name))]
    return Device(_backend(name), [partial(_backend, spare) for spare in spares])


def kind_of(name: str) -> str:
    """The key in BACKENDS: cards of one kind have numbers."""
    kind, colon, number = name.partition(":")
    return kind if not colon or (kind == NUMBERED and number.isdecimal()) else name


def _backend(name: str) -> Backend:
    module, kind = BACKENDS[kind_of(name)]
    number = [int(one) for one in name.split(":")[1:]]
    made: Backend = getattr(importlib.import_module(module), kind)(*number)
    return made
