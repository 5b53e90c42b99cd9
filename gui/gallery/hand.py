"""A hand: which styles in which shares, how strong and how broad. From it follow the recipe and what is asked of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from engine.messages.requests import MakeThumbnail, PaintSmall, PlainRecipe, Request
from gui.gallery.groups import mixture_title

Stroke = Literal["fine", "medium", "broad"]
STROKES: tuple[Stroke, ...] = ("fine", "medium", "broad")
STEP = 0.05  # of strength, for a notch of the wheel or a press of a key


class Brush(msgspec.Struct, frozen=True):
    """What is the same for all styles, unless one has a strength of its own."""

    strength: float = 1.0
    keep_colours: bool = False
    stroke: Stroke = "medium"

    def strong(self, strength: float) -> Brush:
        return msgspec.structs.replace(self, strength=round(min(max(strength, 0.0), 1.0), 2))


class Hand(msgspec.Struct, frozen=True):
    """One column of a sheet, one tile, or the mixture."""

    weights: tuple[tuple[str, float], ...]
    """Styles in the order in which they were chosen; the engine makes the weights 1 together."""

    brush: Brush = Brush()

    @property
    def title(self) -> str:
        return mixture_title([style for style, _ in self.weights])

    @property
    def recipe(self) -> PlainRecipe:
        brush = self.brush
        stage = {
            "type": "style",
            "styles": dict(self.weights),
            "strength": brush.strength,
            "keep_colours": brush.keep_colours,
            "stroke": brush.stroke,
        }
        return {"title": self.title, "stages": [stage]}


class Wish(msgspec.Struct, frozen=True):
    """A small picture that is wanted: a source as a hand paints it at full strength, or as it is.

    Strength is the share of the painting that is laid over the picture. The window does that itself, so that every tile
    follows a slider at once, and nothing is painted twice for it.
    """

    source: str
    side: int
    weights: tuple[tuple[str, float], ...] = ()
    keep_colours: bool = False
    stroke: Stroke = "medium"

    def request(self, number: int) -> Request:
        if not self.weights:
            return MakeThumbnail(number, self.source, self.side)
        hand = Hand(self.weights, Brush(1.0, self.keep_colours, self.stroke))
        return PaintSmall(number, self.source, hand.recipe, self.side)


def wish_for(source: str, hand: Hand, side: int) -> Wish:
    total = sum(weight for _, weight in hand.weights) or 1
    shares = tuple(sorted((style, round(weight / total, 2)) for style, weight in hand.weights))
    return Wish(source, side, shares, hand.brush.keep_colours, hand.brush.stroke)


def mixed(weights: Mapping[str, float], brushes: Mapping[str, Brush]) -> Hand:
    """The strength of a mixture is that of its styles, by their shares."""
    total = sum(weights.values())
    strength = sum(weight / total * brushes[style].strength for style, weight in weights.items())
    first = next(iter(weights))
    return Hand(tuple(weights.items()), brushes[first].strong(strength))
