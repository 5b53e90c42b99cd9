"""Artwork: paints a photograph as a painter might have, by a network that learnt from paintings without pairs.

Which network: engine/training/games (CycleGAN: Zhu et al. 2017; CUT: Park et al. 2020). It has one hand; `style` has many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from msgspec import Meta

from engine.overview import Overview
from engine.palette.brushes import Stroke, at_scale, lightness_of, shrink_for
from engine.pixels import Pixels, as_rgb, blended
from engine.stage import Look, Stage, Tile

if TYPE_CHECKING:
    from engine.backends.backend import Facts
    from engine.stage import Networks

MODEL = "painter"


@dataclass(frozen=True)
class Canvas(Look):
    facts: Facts | None = None
    """What the network must know of the whole picture."""


class Artwork(Stage, tag="artwork", frozen=True):
    """Paints a photograph as Claude Monet might have painted it."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the picture as it is")] = 1.0
    keep_colours: Annotated[bool, Meta(title="Keep colours", description="only brightness is painted")] = False
    stroke: Annotated[Stroke, Meta(title="Stroke", description="width against the picture")] = "medium"

    @property
    def models(self) -> tuple[str, ...]:
        return (MODEL,)

    @property
    def colours(self) -> bool:
        return not self.keep_colours

    def look(self, overview: Overview, networks: Networks) -> Look:
        network, shrink = networks(MODEL), shrink_for(self.stroke, overview)
        facts = network.look(at_scale(overview, shrink))
        return Canvas(shrink, network.halo, network.multiple_of, network.memory, ("painted as Monet might have",), facts=facts)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Canvas)
        before = np.ascontiguousarray(as_rgb(tile.pixels))
        painted = np.clip(networks(MODEL)(before[None], look.facts)[0], 0, 1)
        if self.keep_colours:
            painted = lightness_of(painted, before)
        return blended(tile.pixels if self.keep_colours else before, painted, self.strength)
