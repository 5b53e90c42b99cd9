"""Whether a model answers in half precision as it does in float32: asked with one tile, and remembered in the user's cache."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.backends.backend import Backend, Tiles
from engine.errors import AppError
from engine.files.destination import write_whole
from engine.known import known
from engine.paths import cache_folder
from models.network import NetworkDesign
from models.package import BetweenPackages, Package

TESTED = 128  # pixels along the side of the tile
LARGEST_ERROR, MEAN_ERROR = 3 / 255, 0.5 / 255  # half precision has been seen to differ by 1.7 of 255
REMEMBERED = 1000  # answers; the oldest go


class _Verdicts(msgspec.Struct, frozen=True):
    """By a digest of all that an answer hangs on."""

    agree: dict[str, bool]


def specimen(design: NetworkDesign) -> Tiles:
    """The tile that is asked with: (1, side, side, planes), always the same."""
    side = -(-TESTED // design.multiple_of) * design.multiple_of
    return np.random.default_rng(0).random((1, side, side, design.planes), np.float32) * np.float32(0.5)


def alike(design: NetworkDesign, right: NDArray[np.float32], found: NDArray[np.float32]) -> bool:
    """Whether an answer is as good as the right one. What is no picture is measured by its own largest number."""
    picture = design.paints and right.ndim == 4 and right.shape[-1] == 3
    error = np.abs(found - right) / (1.0 if picture else max(float(np.abs(right).max()), 1e-6))
    return bool(error.max() <= LARGEST_ERROR and error.mean() <= MEAN_ERROR)  # False also where it is no number


def agrees(backend: Backend, package: Package, ask: Callable[[], bool]) -> bool:
    """What `ask` says, or said when the same model was opened by the same library on the same processor or card.

    It must open the model in float32 as well, which takes as long as all else that opening does.
    """
    if isinstance(package, BetweenPackages):  # a slider makes many of them, and hardly one again
        return ask()
    key = _digest(backend, package)
    if (before := _remembered().get(key)) is not None:
        return before
    verdict = ask()
    kept = [*_remembered().items(), (key, verdict)][-REMEMBERED:]
    with suppress(AppError, OSError):  # then it is asked again
        write_whole(_file(), msgspec.json.encode(_Verdicts(dict(kept))))
    return verdict


def _remembered() -> dict[str, bool]:
    try:
        return msgspec.json.decode(_file().read_bytes(), type=known(_Verdicts)).agree
    except (OSError, msgspec.DecodeError):
        return {}


def _digest(backend: Backend, package: Package) -> str:
    graph = package.graph.read_bytes() if package.graph.is_file() else b""
    about = [backend.name, backend.title, backend.versions(), _processor(), package.card]
    return hashlib.sha256(msgspec.json.encode(about) + graph).hexdigest()


def _processor(about: Path = Path("/proc/cpuinfo")) -> str:
    """What it calls itself; Linux says so there alone."""
    with suppress(OSError):
        found = re.search(r"^model\s+name.*", about.read_text("ascii", "replace"), re.MULTILINE)
        return found[0] if found else ""
    return platform.processor()


def _file() -> Path:
    return cache_folder() / "half-precision.json"
