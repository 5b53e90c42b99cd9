"""A walk through the stages of a recipe without the engine: what looks, and where marks are kept, in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from engine.devices.device import Network
from engine.model import Model
from engine.packages import find_package
from engine.painting.painter import Painter
from engine.painting.readers import Keeper, MarksReader, Reader, mirrored, read_from
from engine.painting.tiles import tile_rows
from engine.recipe import Recipe
from models.package import Package

if TYPE_CHECKING:
    from engine.backends.backend import Tiles
    from engine.stage import Networks

Answer: TypeAlias = "Callable[..., Tiles]"
"""A package, tiles, and facts where it needs them, to answers."""


def networks_of(answer: Answer) -> Networks:
    """Models as stages see them, answered by a function at once."""

    def run(package: Package, *given: Tiles) -> Tiles:
        return answer(package, *given)

    def network(model: Model) -> Network:
        return Network(find_package(model), run)

    return network


def looked(height: int, width: int, inside: Reader, recipe: Recipe, networks: Networks, tile: int) -> Painter:
    """A painter whose stages have looked; `inside` reads boxes that lie inside the picture."""
    painter = Painter(height, width, mirrored(inside, height, width), networks)
    return painter.looking(recipe.stages, keep=_kept_in_tiles(tile), only_needed=recipe.only_needed)


def _kept_in_tiles(tile: int) -> Keeper:
    """Surveys tile by tile, and keeps the marks in memory."""

    def keep(height: int, width: int, shrink: int, survey: MarksReader) -> MarksReader:
        marks = np.empty((height, width, 1), np.uint8)
        for row in tile_rows(height, width, tile):
            for box in row:
                marks[box.top : box.bottom, box.left : box.right] = survey(box)
        return read_from(marks)

    return keep
