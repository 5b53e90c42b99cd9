"""Enlarge: twice or four times as many pixels along each side, with the detail that a lens would have shown there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from msgspec import Meta

from engine.errors import RecipeInvalid
from engine.model import Between, Model
from engine.overview import Overview, shrunk
from engine.palette.measures import Measures
from engine.palette.views import Views, averaged
from engine.pixels import Pixels, as_rgb
from engine.stage import Look, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks, Packages
    from models.card import Card


FAITHFUL, CRISP = "enlarger-x4", "enlarger-x4-crisp"
CRISPEST = 0.65  # of the way from one to the other: what the adversary taught further on is grain and coloured fringes


class Enlarge(Stage, tag="enlarge", frozen=True):
    """Gives a picture more pixels, and makes edges as sharp as they would be there."""

    factor: Annotated[Literal[2, 4], Meta(title="Factor", description="along each side")] = 2
    crisp: Annotated[
        float, Meta(ge=0, le=1, title="Crisp", description="0: faithful, nothing is made up; 1: looks as sharp as new")
    ] = 0.0
    views: Views = 1
    model: Annotated[str, Meta(title="Model", description="what paints; without one, the enlarger that came with Patina")] = ""

    @property
    def enlarger(self) -> Model:
        """The model that paints; what is crisp enlarges four times, whatever the factor."""
        if self.model or not self.crisp:
            return self.model or f"enlarger-x{self.factor}"
        return Between(FAITHFUL, CRISP, self.crisp * CRISPEST)

    @property
    def models(self) -> tuple[str, ...]:
        enlarger = self.enlarger
        return (enlarger.one, enlarger.other) if isinstance(enlarger, Between) else (enlarger,)

    @classmethod
    def suits(cls, card: Card) -> bool:
        return card.network.enlarges and card.network.scale % 2 == 0

    def check(self, package: Packages) -> None:
        if not self.model:
            return
        card = package(self.model).card
        if not self.suits(card):
            raise RecipeInvalid(f"the model “{self.model}” does not enlarge", "Choose another one for the stage “enlarge”.")
        if card.network.scale < self.factor:
            words = f"the model “{self.model}” enlarges {card.network.scale} times, and not {self.factor} times"
            raise RecipeInvalid(words, "Choose a smaller factor, or another model for the stage “enlarge”.")

    @property
    def scale(self) -> int:
        return self.factor

    def look(self, overview: Overview, networks: Networks) -> Look:
        network = networks(self.enlarger)
        shrink = Measures(overview.probes).working_shrink
        said = f"enlarged {self.factor} times"
        if shrink > 1:  # whoever asks for it gets it; recipes that do only what is needed leave it out
            said += f", though its detail ends at 1/{shrink} of its size"
        remarks = (said, f"model: {self.model}") if self.model else (said,)
        memory = network.memory
        return Look(halo=network.halo, multiple_of=network.multiple_of, memory=memory, remarks=remarks, needed=shrink == 1)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        painted = averaged(networks(self.enlarger), np.ascontiguousarray(as_rgb(tile.pixels))[None], self.views)[0]
        painted = shrunk(painted, painted.shape[0] // (tile.pixels.shape[0] * self.factor))  # of a model that enlarges more
        grey = tile.pixels.shape[2] == 1
        return np.clip(painted.mean(axis=2, dtype=np.float32, keepdims=True) if grey else painted, 0, 1)
