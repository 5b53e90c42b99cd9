"""Enlarge: twice or four times as many pixels along each side, with the detail that a lens would have shown there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from msgspec import Meta

from engine.measures import working_shrink
from engine.overview import Overview
from engine.pixels import Pixels, as_rgb
from engine.stage import Look, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks


class Enlarge(Stage, tag="enlarge", frozen=True):
    """Gives a picture more pixels, and makes edges as sharp as they would be there."""

    factor: Annotated[Literal[2, 4], Meta(title="Factor", description="along each side")] = 2

    @property
    def model(self) -> str:
        return f"enlarger-x{self.factor}"

    @property
    def models(self) -> tuple[str, ...]:
        return (self.model,)

    @property
    def scale(self) -> int:
        return self.factor

    def look(self, overview: Overview, networks: Networks) -> Look:
        network = networks(self.model)
        shrink = working_shrink(overview.probes)
        said = f"enlarged {self.factor} times"
        if shrink > 1:  # whoever asks for it gets it; recipes that do only what is needed leave it out
            said += f", though its detail ends at 1/{shrink} of its size"
        return Look(halo=network.halo, multiple_of=network.multiple_of, remarks=(said,), needed=shrink == 1)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        painted = networks(self.model)(np.ascontiguousarray(as_rgb(tile.pixels))[None])[0]
        grey = tile.pixels.shape[2] == 1
        return np.clip(painted.mean(axis=2, dtype=np.float32, keepdims=True) if grey else painted, 0, 1)
