"""Small paintings: a small copy of a whole picture, as a recipe paints it, kept for the next time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from engine.desks.opened import Opened, as_bytes
from engine.desks.thumbnails import encoded, place_for
from engine.devices.runner import PREVIEW
from engine.errors import Cancelled
from engine.files.destination import write_whole
from engine.files.recognising import format_of
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.surveys import Surveys
from engine.painting.tiles import TileLimit
from engine.pixels import Box, Pixels
from engine.provenance import job_key
from engine.recipe import Recipe

if TYPE_CHECKING:
    from engine.devices.device import Device
    from engine.model import Model
    from engine.network import Network


def painted_small(
    path: Path, recipe: Recipe, side: int, device: Device, crew: Executor, scratch: Path, stopped: Callable[[], bool]
) -> Path:
    """A JPEG of the picture, painted at the size of an overview, its longer side at most `side`. Raises AppError, Cancelled."""
    format_of(path).shape(path)
    kept = place_for(path, f"{side} {job_key(recipe, None)}")
    if not kept.exists():
        opened = Opened(path, scratch)
        try:
            painted = painted_whole(opened.small, recipe, device, crew, scratch, stopped)
        finally:
            opened.close()
        write_whole(kept, encoded(as_bytes(painted), side, path.name))
    return kept


def painted_whole(
    small: Pixels, recipe: Recipe, device: Device, crew: Executor, scratch: Path, stopped: Callable[[], bool]
) -> Pixels:
    """A small picture (H, W, 1 or 3), painted at once. Raises AppError, Cancelled."""
    height, width = small.shape[:2]

    def read(box: Box) -> Pixels:
        if stopped():
            raise Cancelled
        return small[box.inside(Box(0, 0, height, width))]

    def networks(model: Model) -> Network:
        return device.network(model, PREVIEW, stopped)

    with Surveys(scratch, crew, TileLimit(lambda _: None)) as surveys:
        painter = Painter(height, width, mirrored(read, height, width), networks)
        painter = painter.looking(recipe.stages, small, surveys.keep, recipe.only_needed)
        return painter.paint(Box(0, 0, *painter.size))
