"""Pictures and small archives for the tests of the engine, and short ways to restore them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import skimage.data
import tifffile
from PIL import Image

from engine.archive.naming import Naming
from engine.devices.device import Device
from engine.engine import Engine
from engine.events import Event, JobFailed, JobFinished, JobsQueued
from engine.overview import Overview, small_copy
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.pixels import Box, Pixels
from engine.recipe import Recipe, find_recipe
from engine.stage import Stage

ROOT = Path(__file__).resolve().parents[2]


# Pictures ------------------------------------------------------------------------------------------------------------


def photograph(height: int, width: int, channels: int = 3, left: int = 100) -> Pixels:
    """A crop of a photograph, from which it differs only where it is larger: there it is mirrored."""
    levels = skimage.data.astronaut() if channels == 3 else skimage.data.camera()[..., None]
    picture: Pixels = levels.astype(np.float32) / np.float32(255)
    return mirrored(inside(picture), *picture.shape[:2])(Box(20, left, 20 + height, left + width))


def ramp(height: int, width: int, channels: int = 3) -> Pixels:
    return np.broadcast_to(np.linspace(0, 1, width, dtype=np.float32)[None, :, None], (height, width, channels)).copy()


def noise(height: int, width: int, channels: int = 3, seed: int = 0) -> Pixels:
    return np.random.default_rng(seed).random((height, width, channels), np.float32)


def enlarged(picture: Pixels, factor: int) -> Pixels:
    """As a scanner with more dots per inch sees it: larger, not sharper."""
    large = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return np.clip(large, 0, 1, dtype=np.float32).reshape(*large.shape[:2], -1)


def inside(picture: Pixels) -> Callable[[Box], Pixels]:
    return lambda box: picture[box.top : box.bottom, box.left : box.right]


def overview_of(picture: Pixels) -> Overview:
    height, width = picture.shape[:2]
    read = inside(picture)
    return Overview(height, width, lambda: small_copy(height, width, read), mirrored(read, height, width))


def painter_of(picture: Pixels, stages: Sequence[Stage], device: Device) -> Painter:
    """A painter for a picture whose stages have looked."""
    height, width = picture.shape[:2]
    reader = mirrored(inside(picture), height, width)
    return Painter(height, width, reader, device.network).looking(stages, small_copy(height, width, inside(picture)))


# Files ---------------------------------------------------------------------------------------------------------------


def saved(path: Path, picture: Pixels | None = None, bits: int = 8) -> Path:
    """Write a picture (any) as what its suffix says."""
    picture = photograph(40, 56) if picture is None else picture
    path.parent.mkdir(parents=True, exist_ok=True)
    levels = np.rint(picture * (2**bits - 1)).astype(np.uint16 if bits == 16 else np.uint8)
    levels = levels[..., 0] if levels.shape[2] == 1 else levels
    match path.suffix.lower():
        case ".tif" | ".tiff":
            tifffile.imwrite(path, levels, photometric="rgb" if levels.ndim == 3 else "minisblack", metadata=None)
        case ".png" if bits == 16:
            path.write_bytes(cv2.imencode(".png", levels[..., ::-1] if levels.ndim == 3 else levels)[1].tobytes())
        case suffix:
            kind = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}[suffix]
            with path.open("wb") as file:
                Image.fromarray(levels).save(file, format=kind, quality=90)
    return path


def decoded(path: Path) -> np.ndarray[Any, Any]:
    if path.suffix.lower() in (".tif", ".tiff"):
        return np.asarray(tifffile.imread(path))
    return np.asarray(cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED))


def small_archive(folder: Path) -> list[Path]:
    """Six pictures of all kinds in a small tree."""
    return [
        saved(folder / "a.tif", photograph(48, 64), bits=16),
        saved(folder / "album 1931" / "b.jpg", photograph(40, 72)),
        saved(folder / "album 1931" / "c.png", photograph(56, 40, 1)),
        saved(folder / "album 1931" / "café" / "d.jpg", photograph(33, 47, 1)),
        saved(folder / "e.png", photograph(64, 48), bits=16),
        saved(folder / "f.TIF", photograph(24, 96, 1)),
    ]


def tree(folder: Path) -> list[str]:
    """All files below a folder, hidden ones and records left out."""
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    visible = [name for name in names if not any(part.startswith(".") for part in name.parts)]
    return sorted(name.as_posix() for name in visible if name.suffix != ".json")


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".patina-part")]


# Restoring -----------------------------------------------------------------------------------------------------------


def restored(
    sources: Path | Sequence[Path],
    destination: Path,
    device: Device,
    recipe: Recipe | None = None,
    suffix: str | None = None,
    naming: Naming | None = None,
    hear: Callable[[Event], None] | None = None,
) -> list[Event]:
    """Restore all pictures in this process; what the engine told."""
    events: list[Event] = []

    def emit(event: Event) -> None:
        events.append(event)
        if hear is not None:
            hear(event)

    engine = Engine(emit, device)
    try:
        sources = [sources] if isinstance(sources, Path) else sources
        engine.submit(sources, recipe or find_recipe("restore"), destination, naming or Naming(suffix)).wait()
    finally:
        engine.close()
    return events


def drawn(events: Sequence[Event]) -> list[str]:
    """What the user sees at the end: how many were queued, then each picture in order of name."""
    queued = [f"{event.count} queued, {event.done_before} done before" for event in events if isinstance(event, JobsQueued)]
    done = [f"✓ {Path(event.source).name}" for event in events if isinstance(event, JobFinished)]
    failed = [f"✗ {event.message}" for event in events if isinstance(event, JobFailed)]
    return [*queued, *sorted(done), *sorted(failed)]


def main_program(*arguments: str | Path, timeout: float = 120) -> subprocess.CompletedProcess[bytes]:
    """`python main.py …`, run to its end."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL, check=False)


def lines_of(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The JSON lines that a command printed; any other line is an error."""
    return [json.loads(line) for line in done.stdout.decode().splitlines()]
