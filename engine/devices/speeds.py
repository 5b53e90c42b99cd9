"""How fast each device of this machine is with the bundled restorer, and whether it answers as the processor does in float32.

Measured once, and remembered in the user's cache for as long as the libraries and the model stay as they are.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
import numpy as np

from engine.backends.half_precision import LARGEST_ERROR, MEAN_ERROR
from engine.devices.device import Device
from engine.devices.machine import BACKENDS, CARDS, DEFAULT, QUICKEST, device_named
from engine.devices.runner import PREVIEW
from engine.errors import Cancelled
from engine.files.destination import write_whole
from engine.known import known
from engine.network import Network
from engine.packages import find_package
from engine.paths import cache_folder

MODEL = "restorer"
COMPARED, TIMED = 128, 448  # pixels along the side of a tile
RUNS = 3  # the quickest counts: whatever else the machine does only slows it down
CLEARLY = 1.15  # times as quick as the default a device must be to be taken instead: less may be chance
LIBRARIES = ("torch", "onnxruntime", "onnxruntime-directml", "openvino")


class Speed(msgspec.Struct, frozen=True):
    megapixels_per_second: float
    problem: str = ""
    """Why the device is not to be used, or nothing."""


class _Remembered(msgspec.Struct, frozen=True):
    about: dict[str, str]
    speeds: dict[str, Speed]


def remembered() -> dict[str, Speed]:
    """By the name of the device; nothing where anything has changed since."""
    try:
        kept = msgspec.json.decode(_file().read_bytes(), type=known(_Remembered))
    except (OSError, msgspec.DecodeError):
        return {}
    return kept.speeds if kept.about == _about() else {}


def measured(name: str, pause: Callable[[], None] = lambda: None) -> Speed:
    """Measure a device, and remember it. `pause` is called before each run: it may wait for a better moment, or raise."""
    try:
        speed = _measured(name, pause)
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001 (drivers have errors of all kinds; whatever it is, the device is no good)
        speed = Speed(0, str(error))
    remember({name: speed})
    return speed


def remember(speeds: Mapping[str, Speed]) -> None:
    """Beside what is remembered already."""
    kept = _Remembered(_about(), remembered() | dict(speeds))
    write_whole(_file(), msgspec.json.format(msgspec.json.encode(kept), indent=2))


def measure_likely() -> None:
    """Measure what may well be quicker than the default and was not measured yet, beside the default: cards, and the quickest
    of the processor. It takes two seconds or so, once, and saves hours."""
    there = [*[name for name in QUICKEST if name in BACKENDS][:1], *(name for name in CARDS if name in BACKENDS)]
    for name in [DEFAULT, *there] if there else []:
        if name not in remembered():
            measured(name)


def best_device() -> str:
    """The name of the quickest that works; the default, until it was measured."""
    speeds = {name: speed for name, speed in remembered().items() if name in BACKENDS and not speed.problem}
    if DEFAULT not in speeds:
        return DEFAULT
    first = max(speeds, key=lambda name: speeds[name].megapixels_per_second)
    clearly = speeds[first].megapixels_per_second > CLEARLY * speeds[DEFAULT].megapixels_per_second
    return first if clearly else DEFAULT


def _measured(name: str, pause: Callable[[], None]) -> Speed:
    random = np.random.default_rng(0)
    small = random.random((1, COMPARED, COMPARED, 4), np.float32) * np.float32(0.5)
    large = random.random((1, TIMED, TIMED, 4), np.float32) * np.float32(0.5)
    pause()
    reference, device = device_named(DEFAULT, alone=True), device_named(name, alone=True)
    try:
        wanted, network = _network(reference)(small), _network(device)
        error = np.abs(network(small) - wanted)
        if not (error.max() <= LARGEST_ERROR and error.mean() <= MEAN_ERROR):  # also where it is no number
            return Speed(0, f"its answers differ from those of the processor, by up to {255 * error.max():.0f} of 255")
        seconds = list[float]()
        for _ in range(RUNS):
            pause()
            started = time.perf_counter()
            network(large)
            seconds.append(time.perf_counter() - started)
    finally:
        reference.close()
        device.close()
    return Speed(round(TIMED**2 / 1e6 / min(seconds), 3))


def _network(device: Device) -> Network:
    return device.network(MODEL, PREVIEW)


def _about() -> dict[str, str]:
    """What must be as it was, so that what was measured still holds."""
    found = {"model": find_package(MODEL).card.weights_sha256, "processors": str(os.cpu_count())}
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found


def _file() -> Path:
    return cache_folder() / "devices.json"
