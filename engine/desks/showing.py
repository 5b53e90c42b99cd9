"""Shows what a model does: a sample picture in the public domain, before, and as the model paints it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from engine.desks.opened import as_bytes
from engine.desks.small import painted_whole
from engine.desks.thumbnails import encoded
from engine.errors import ModelInvalid
from engine.files.destination import write_whole
from engine.packages import find_package
from engine.paths import cache_folder
from engine.pixels import Box, Pixels
from engine.provenance import job_key
from engine.recipe import STAGES, Recipe
from engine.samples import SAMPLES, original
from engine.stage import Stage
from engine.stages.colourise import Colourise
from engine.stages.enlarge import Enlarge
from engine.stages.restore import CRISP, Restore

if TYPE_CHECKING:
    from engine.devices.device import Device
    from models.card import Card

VERSION = 1  # counts up when pictures are made otherwise, so that those of before are not taken
SIDE = 360  # pixels, of what is shown


class _Piece(NamedTuple):
    """A piece of a sample: its name, and where it lies."""

    sample: str
    box: Box
    scratched: bool = False
    new: bool = False
    """As it was before it aged."""


PIECES = {  # for each stage, one that shows what it does
    "restore": _Piece("family album 1931/man with a camera.png", Box(60, 150, 300, 390)),
    "enlarge": _Piece("family album 1931/the pilot.tif", Box(50, 170, 170, 290), new=True),
    "levels": _Piece("family album 1931/the pilot.tif", Box(0, 100, 300, 400)),
    "scratches": _Piece("family album 1931/the pilot.tif", Box(0, 100, 260, 360), scratched=True, new=True),
    "colourise": _Piece("glass plates/portrait, plate 7.tif", Box(0, 0, 240, 240)),
    "style": _Piece("family album 1931/Kätzchen.jpg", Box(0, 80, 300, 380)),
    "artwork": _Piece("family album 1931/Kätzchen.jpg", Box(0, 80, 300, 380)),
}


def model_shown(model: str, device: Device, crew: Executor, scratch: Path, stopped: Callable[[], bool]) -> tuple[Path, Path]:
    """JPEG files: a sample before and after, kept for the next time. Raises ModelInvalid where there are none; Cancelled."""
    stage = _stage_for(find_package(model).card)
    recipe = Recipe(title=model, stages=(stage,))
    key = hashlib.sha256(f"{VERSION} {SIDE} {job_key(recipe, None)}".encode()).hexdigest()
    before, after = (cache_folder() / "models" / f"{key}-{name}.jpg" for name in ("before", "after"))
    if not (before.exists() and after.exists()):
        piece = _pixels(PIECES[stage.name])
        painted = painted_whole(piece, recipe, device, crew, scratch, stopped)
        for path, picture in ((before, piece), (after, painted)):
            write_whole(path, encoded(_as_large(as_bytes(picture)), SIDE, path.name))
    return before, after


def _stage_for(card: Card) -> Stage:
    """The stage that shows this model best."""
    if card.id == CRISP:
        return Restore(crisp=1.0)
    stages = [kind() for kind in STAGES if card.id in kind().models and kind().name in PIECES]
    if stages:  # the one that it does most for: it names that model first
        return min(stages, key=lambda stage: stage.models.index(card.id))
    if Restore.suits(card):
        return Restore(model=card.id)
    if Enlarge.suits(card):
        return Enlarge(factor=4 if card.network.scale > 2 else 2, model=card.id)
    if Colourise.suits(card):
        return Colourise(model=card.id)
    raise ModelInvalid(f"the model “{card.id}” paints no pictures that could be shown", "")


def _pixels(piece: _Piece) -> Pixels:
    """The piece of the aged sample."""
    place = next(place for place, sample in enumerate(SAMPLES) if sample.name == piece.sample)
    sample = SAMPLES[place]
    aged = original(sample) if piece.new else sample.ageing.aged(original(sample), place)
    rows, columns = piece.box.clipped(*aged.shape[:2]).inside(Box(0, 0, *aged.shape[:2]))
    pixels = np.ascontiguousarray(aged[rows, columns])
    return _scratched(pixels) if piece.scratched else pixels


def _scratched(pixels: Pixels) -> Pixels:
    """With scratches from top to bottom, and dust; the same each time."""
    height, width = pixels.shape[:2]
    random, marks = np.random.default_rng(3), np.zeros((height, width), np.float32)
    down = np.arange(0, height + 12, 12)
    for start in np.linspace(0.06, 0.94, 6) * width:
        wave = start + random.uniform(-16, 16) * down / height + np.cumsum(random.normal(0, 0.7, len(down)))
        cv2.polylines(marks, [np.stack([wave, down], 1).astype(np.int32)], False, 1.0, 1, cv2.LINE_AA)
    for across, along in random.uniform(0, 1, (24, 2)) * (width, height):
        cv2.circle(marks, (int(across), int(along)), int(random.integers(1, 3)), 1.0, -1, cv2.LINE_AA)
    return np.asarray(pixels + (0.95 - pixels) * marks[..., None], np.float32)


def _as_large(picture: np.ndarray) -> np.ndarray:
    """At least SIDE pixels along the longer side, so that before and after are equally large."""
    factor = SIDE / max(picture.shape[:2])
    if factor <= 1:
        return picture
    size = round(picture.shape[1] * factor), round(picture.shape[0] * factor)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC))
