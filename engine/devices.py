"""The devices of this machine, by name."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING

from engine.errors import DeviceUnknown

if TYPE_CHECKING:
    from engine.backend import Backend
    from engine.device import Device

BACKENDS = {  # module and class, so that naming them loads neither torch nor onnxruntime
    "cpu": ("engine.backends.onnx_cpu", "OnnxCpu"),
    "torch-cpu": ("engine.backends.torch_cpu", "TorchCpu"),
}
DEFAULT = "cpu"  # onnxruntime leads torch on the CPU in float32


def open_device(name: str = "auto", *, alone: bool = False) -> Device:
    """The device of that name, or the quickest of those that were measured; raises DeviceUnknown.

    Unless it is to be `alone`, it is opened anew if it fails, and if it fails again, others of this machine take its place.
    """
    from engine.device import Device

    if name == "auto":
        from engine.speeds import best_device

        name = best_device()
    if name not in BACKENDS:
        raise DeviceUnknown(f"there is no device “{name}” on this machine (there are: {', '.join(BACKENDS)})")
    spares = [] if alone else [name, *(other for other in BACKENDS if other != name)]
    return Device(_backend(name), [partial(_backend, spare) for spare in spares])


def _backend(name: str) -> Backend:
    module, kind = BACKENDS[name]
    made: Backend = getattr(importlib.import_module(module), kind)()
    return made
