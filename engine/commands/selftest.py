"""The self-test: what this copy of the program has, and pictures of all kinds restored. A frozen one must say the same.

Of every kind, since libraries load what they need for one when the first of it comes: only then is it seen to be missing.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import imagecodecs
import msgspec
import numpy as np
import tifffile

from engine.ageing import Ageing
from engine.desks.describing import described
from engine.devices.opening import open_device
from engine.engine import Engine
from engine.events import Event, JobFailed, JobFinished
from engine.files.recognising import FORMATS
from engine.files.source import Metadata, Shape
from engine.pixels import Pixels
from engine.recipe import find_recipe


def selftest() -> dict[str, Any]:
    """What there is, by name, and whether aged pictures of all kinds were restored; raises what went wrong."""
    told = described(0)
    return {
        "stages": [stage.name for stage in told.stages],
        "recipes": [recipe.name for recipe in told.recipes],
        "models": {model.id: model.sound for model in told.models},
        "formats": list(told.formats),
        "devices": [device.name for device in told.devices if not device.problem],
        "restored": _restored(),
    }


def print_selftest() -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(selftest()), indent=2).decode() + "\n")


def _restored() -> bool:
    with tempfile.TemporaryDirectory(prefix="patina-") as folder:
        sources, results, events = Path(folder) / "in", Path(folder) / "out", list[Event]()
        sources.mkdir()
        _write(Ageing(grain=0.04, lift=(0.1, 0.1, 0.1), gain=(0.7, 0.7, 0.6)).aged(_hills(240, 320), seed=1), sources)
        device = open_device()
        engine = Engine(events.append, device)
        try:
            engine.submit([sources], find_recipe("restore"), results).wait()
        finally:
            engine.close()
            device.close()
        for event in events:
            if isinstance(event, JobFailed):
                raise RuntimeError(event.traceback or f"{event.source}: {event.message}")
        return sum(isinstance(event, JobFinished) for event in events) == len(list(sources.iterdir()))


def _hills(height: int, width: int) -> Pixels:
    """(height, width, 3): a landscape of three hills under a sky."""
    down, right = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    picture = np.stack([0.5 + 0.3 * down, 0.65 + 0.2 * down, np.full_like(down, 0.9)], axis=2)
    for place, (crest, colour) in enumerate([(0.45, (0.45, 0.55, 0.6)), (0.6, (0.3, 0.45, 0.3)), (0.8, (0.2, 0.3, 0.12))]):
        edge = crest + 0.08 * np.sin(right * (5 + 3 * place) + 2 * place)
        picture[down > edge] = colour
    return picture.astype(np.float32)


def _write(picture: Pixels, folder: Path) -> None:
    """In each format that we write, and as TIFFs that others have packed, with a profile of wide colours."""
    samples = np.rint(picture * 255).astype(np.uint8)
    height, width, _ = samples.shape
    for format in FORMATS:
        path = folder / f"aged{format.suffixes[0]}"
        sink = format.create(path, Shape(height, width, 3, False, 8), Metadata(), folder)
        sink.write(samples)
        sink.finish()
    wide = imagecodecs.cms_profile("adobergb")
    for packed in ("lzw", "packbits"):
        tifffile.imwrite(
            folder / f"{packed}.tif", samples, photometric="rgb", compression=packed, tile=(64, 64), iccprofile=wide
        )
