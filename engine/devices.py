"""The devices of this machine, by name."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from engine.errors import DeviceUnknown

if TYPE_CHECKING:
    from engine.device import Device

BACKENDS = {  # module and class, so that naming them loads neither torch nor onnxruntime
    "cpu": ("engine.backends.onnx_cpu", "OnnxCpu"),
    "torch-cpu": ("engine.backends.torch_cpu", "TorchCpu"),
}
DEFAULT = "cpu"  # onnxruntime leads torch on the CPU in float32


def open_device(name: str = "auto") -> Device:
    """The device of that name, or the quickest of those that were measured; raises DeviceUnknown."""
    from engine.device import Device

    if name == "auto":
        from engine.speeds import best_device

        name = best_device()
    if name not in BACKENDS:
        raise DeviceUnknown(f"there is no device “{name}” on this machine (there are: {', '.join(BACKENDS)})")
    module, kind = BACKENDS[name]
    return Device(getattr(importlib.import_module(module), kind)())
