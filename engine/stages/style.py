"""Style: paints a picture in the hand of one or several artists, as broad against the picture as it was learnt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import cv2
import numpy as np
from msgspec import Meta, field

from engine.edits.drawing import MARKED, drawn_on
from engine.edits.edit import Mark
from engine.errors import RecipeInvalid
from engine.overview import Overview
from engine.palette.brushes import Stroke, at_scale, lightness_of, shrink_for
from engine.pixels import Pixels, as_rgb
from engine.stage import Look, Stage, Tile

if TYPE_CHECKING:
    from engine.backends.backend import Facts
    from engine.stage import Networks, Packages

MODEL = "stylist"
SOFT = 2  # pixels over which a part that is painted passes into one that is not
Weight = Annotated[float, Meta(ge=0, le=1)]


@dataclass(frozen=True)
class StyleLook(Look):
    facts: Facts | None = None
    """What the network must know of the whole picture."""


class Style(Stage, tag="style", frozen=True):
    """Paints the picture in one style, or in a mixture of several."""

    styles: Annotated[dict[str, Weight], Meta(min_length=1, title="Styles", description="each with its weight")] = field(
        default_factory=lambda: {"monet": 1.0}
    )
    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the picture as it is")] = 1.0
    keep_colours: Annotated[bool, Meta(title="Keep colours", description="only brightness is painted")] = False
    stroke: Annotated[Stroke, Meta(title="Stroke", description="width against the picture")] = "medium"
    where: Annotated[tuple[Mark, ...], Meta(title="Where", description="the part that is painted; none: everywhere")] = ()
    outside: Annotated[bool, Meta(title="Outside", description="everything but that part is painted")] = False

    def __post_init__(self) -> None:
        if not any(self.styles.values()):
            raise ValueError("all weights of styles are 0")

    @property
    def models(self) -> tuple[str, ...]:
        return (MODEL,)

    @property
    def colours(self) -> bool:
        return not self.keep_colours

    def check(self, package: Packages) -> None:
        self.code(package(MODEL).card.styles)

    def look(self, overview: Overview, networks: Networks) -> Look:
        network = networks(MODEL)
        shrink = shrink_for(self.stroke, overview)
        mixed = ", ".join(f"{name} {weight:g}" for name, weight in self.styles.items() if weight)
        facts = network.look(self._with_code(at_scale(overview, shrink), network.styles))
        return StyleLook(shrink, network.halo, network.multiple_of, network.memory, (f"painted: {mixed}",), facts=facts)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        network, before = networks(MODEL), np.ascontiguousarray(as_rgb(tile.pixels))
        painted = np.clip(network(self._with_code(before, network.styles)[None], look.facts)[0], 0, 1)
        if self.keep_colours:
            painted = lightness_of(painted, before)
        if tile.pixels.shape[2] == 1 and self.keep_colours:
            painted, before = painted.mean(axis=2, dtype=np.float32, keepdims=True), tile.pixels
        return np.asarray(np.clip(before + self._share(tile) * (painted - before), 0, 1), np.float32)

    def _share(self, tile: Tile) -> float | Pixels:
        """How much of the painting is laid over the picture: a number, or (H, W, 1) where only a part is painted."""
        if not self.where:
            return self.strength
        inside = (drawn_on(self.where, tile) == MARKED).astype(np.float32)
        soft = np.asarray(cv2.blur(inside, (2 * SOFT + 1, 2 * SOFT + 1)), np.float32)[..., None]
        return np.float32(self.strength) * (1 - soft if self.outside else soft)

    def _with_code(self, picture: Pixels, names: tuple[str, ...]) -> Pixels:
        """(H, W, 3 + styles)."""
        code = np.broadcast_to(self.code(names), (*picture.shape[:2], len(names)))
        return np.concatenate([picture, code], axis=2, dtype=np.float32)

    def code(self, names: tuple[str, ...]) -> Pixels:
        """(styles,): the shares of the network's styles, 1 together. Raises RecipeInvalid for a style that is not there."""
        if unknown := sorted(self.styles.keys() - set(names)):
            raise RecipeInvalid(f"there is no style “{unknown[0]}”", f"There are: {', '.join(names)}.")
        weights = np.array([self.styles.get(name, 0.0) for name in names], np.float32)
        return np.asarray(weights / weights.sum(), np.float32)
