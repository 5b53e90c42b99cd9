"""Colourise: lays colours under the luminance of a black and white picture, seen once as a whole, and small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import cv2
import numpy as np
from msgspec import Meta
from msgspec.structs import replace
from numpy.typing import NDArray

from engine.edits.edit import Hint
from engine.errors import RecipeInvalid
from engine.overview import Overview
from engine.palette.placing import placed
from engine.palette.tint import scatter
from engine.pixels import Pixels, as_rgb
from engine.stage import Evidence, Look, Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.network import Network
    from engine.stage import Networks, Packages
    from models.card import Card

MODEL = "colouriser"
SIDE = 192
"""Pixels along the longer side of what the network sees; eyes see colour no finer than that (Mullen 1985)."""

LAB = 110.0  # a and b of CIELAB that are 1 for the network
POINT = 5  # pixels along the side of a hint
EDGE = 2.0  # units of lightness that colours do not run across
VERSIONS: tuple[Literal[1, 2, 3], ...] = (1, 2, 3)
CALMER = 7  # pixels that the network sees: finer than that its colours have a lattice of their own
APART = 30.0  # units of CIELAB between two guesses of which nothing is sure: red and orange are so far apart
TINTED = 3.0  # units of CIELAB: most toned prints scatter by less, and hardly any colour photograph does


@dataclass(frozen=True)
class Colours(Look):
    ab: Pixels | None = None
    """(h, w, 2): a and b of CIELAB, of the whole picture."""

    others: Callable[[], list[Pixels]] = list
    """Those of the other versions, as coarse as the network sees them, and of this one last; made for whoever asks."""


class Colourise(Stage, tag="colourise", frozen=True):
    """Gives a black and white or sepia picture colours: plausible ones, not evidence of what they were."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the picture as it is")] = 1.0
    colourful: Annotated[
        float, Meta(ge=0, le=1, title="Colourful", description="0.15 is faint, 0.4 as photographs mostly are, 0.7 gaudy")
    ] = 0.4
    version: Annotated[Literal[1, 2, 3], Meta(title="Version", description="1: the best guess; 2 and 3: others")] = 1
    hints: Annotated[tuple[Hint, ...], Meta(title="Hints", description="points whose colour is known")] = ()
    model: Annotated[
        str, Meta(title="Model", description="what colours; without one, the colouriser that came with Patina")
    ] = ""

    @property
    def colouriser(self) -> str:
        """The model that colours."""
        return self.model or MODEL

    @property
    def models(self) -> tuple[str, ...]:
        return (self.colouriser,)

    @classmethod
    def suits(cls, card: Card) -> bool:
        return card.network.colours

    def check(self, package: Packages) -> None:
        if self.model and not self.suits(package(self.model).card):
            raise RecipeInvalid(f"the model “{self.model}” does not colour", "Choose another one for the stage “colourise”.")

    @property
    def colours(self) -> bool:
        return True

    def look(self, overview: Overview, networks: Networks) -> Look:
        small = np.clip(as_rgb(overview.small), 0, 1)
        network = networks(self.colouriser)
        own, coarse = scatter(small), _coarse(small, network.multiple_of)
        guess = self._seen(coarse, network)
        ab = edge_aware(guess, lightness(small))
        others = [replace(self, version=version) for version in VERSIONS if version != self.version]
        hints = f"{len(self.hints)} hint{'s' * (len(self.hints) != 1)}"
        said = f"colours: a plausible guess (version {self.version}, {hints}), not evidence"
        if own >= TINTED:
            said = f"colours: it has its own (they scatter by {own:.0f}); any others are a guess, not evidence"
        return Colours(
            ab=ab,
            others=lambda: [*(other._seen(coarse, network) for other in others), guess],
            remarks=(said, f"model: {self.model}") if self.model else (said,),
            needed=own < TINTED,
        )

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Colours)
        assert look.ab is not None
        before = np.ascontiguousarray(as_rgb(tile.pixels))
        if not self.strength:
            return before
        own, ab = _lab(before), placed(look.ab, tile)
        change = _rgb(own[..., :1], ab) - _rgb(own[..., :1], own[..., 1:])  # what conversion costs falls out
        return (before + np.float32(self.strength) * change).clip(0, 1)

    def evidence(self, overview: Overview, look: Any, marks: Marks | None) -> Evidence | None:
        """Where the network would also give other colours, they are the less to be believed."""
        assert isinstance(look, Colours)
        *others, guess = (np.asarray(cv2.blur(one, (CALMER, CALMER)), np.float32) for one in look.others())
        apart = np.max([np.linalg.norm(other - guess, axis=2) for other in others], axis=0)
        shade = np.asarray((1 - apart / APART).clip(0, 1), np.float32)
        return Evidence("where other guesses would give the same colours", shade=shade[..., None], most="they all agree")

    def _seen(self, seen: Pixels, network: Network) -> Pixels:
        """(h, w, 2): the network's colours for the whole picture, which is as small as it sees it."""
        (height, width), step = seen.shape[:2], network.multiple_of
        told = np.zeros((height, width, 7), np.float32)
        told[..., :2] = 0.5
        for hint in self.hints:
            top, left = (
                int(np.clip(place * side - POINT / 2, 0, max(0, side - POINT)))
                for place, side in ((hint.down, height), (hint.across, width))
            )
            told[top : top + POINT, left : left + POINT, :3] = (*_ab_of(hint.colour) / LAB / 2 + 0.5, 1)
        told[..., 3] = self.colourful
        told[..., 3 + self.version] = 1
        around = ((step, step), (step, step), (0, 0))  # mirrored: at the end of what it sees it paints rims in odd colours
        answer = network(np.pad(np.concatenate([seen, told], axis=2), around, mode="symmetric")[None])[0]
        return _lab(np.clip(answer[step:-step, step:-step], 0, 1))[..., 1:]


def _coarse(small: Pixels, step: int) -> Pixels:
    """(h, w, 3): as small as the network sees it, h and w multiples of `step`."""
    longest = max(small.shape[:2])
    height, width = (max(step, round(side * SIDE / longest / step) * step) for side in small.shape[:2])
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_AREA), np.float32)


def lightness(pixels: Pixels) -> NDArray[np.float32]:
    """(H, W): L of CIELAB, 0 to 100."""
    return np.ascontiguousarray(_lab(as_rgb(pixels))[..., 0])


def edge_aware(ab: Pixels, guide: NDArray[np.float32]) -> Pixels:
    """(H, W, 2): colours as large as the guide, ending where its edges are (guided filter; He et al. 2013).

    In every window colours are a straight line of the lightness; so they follow it across what is small against a window.
    """
    height, width = guide.shape
    large = np.asarray(cv2.resize(ab, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
    side = 2 * round(1.5 * max(height / ab.shape[0], width / ab.shape[1])) + 1

    def mean(plane: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(cv2.blur(plane, (side, side)), np.float32)

    middle = mean(guide)
    spread = mean(guide * guide) - middle * middle + EDGE**2
    planes: list[NDArray[np.float32]] = []
    for plane in cv2.split(large):
        colour = np.asarray(plane, np.float32)
        slope = np.asarray((mean(guide * colour) - middle * mean(colour)) / spread, np.float32)
        level = np.asarray(mean(colour) - slope * middle, np.float32)
        planes.append(mean(slope) * guide + mean(level))
    return np.stack(planes, axis=2)


def _lab(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2LAB), np.float32)


def _rgb(lightness: Pixels, ab: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(np.concatenate([lightness, ab], axis=2), cv2.COLOR_LAB2RGB), np.float32)


def _ab_of(colour: str) -> NDArray[np.float32]:
    """(2,): a and b of a colour such as "#3060a0"."""
    rgb = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)], np.float32) / np.float32(255)
    return _lab(rgb.reshape(1, 1, 3))[0, 0, 1:]
