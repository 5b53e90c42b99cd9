"""Technicolor: three strips of film through three filters, printed over each other in dense dyes (1932 to 1955)."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture
from models.filters import blurred, displaced, encoded, finished, linear
from models.papers import grain


class Technicolor(Craft, tag="technicolor", frozen=True):
    """Pure records with no overlap, dyes of high contrast, and three matrices that do not lie quite over each other.

    Behind a prism, one strip took green and a pair of strips blue and red, the red one through the blue one's emulsion and so
    softer; the matrices printed cyan, magenta and yellow by imbibition (Ball 1935, The Technicolor Process of Three-Color
    Cinematography; Haines 1993, Technicolor Movies).
    """

    purity: Annotated[float, Meta(ge=0, title="Purity of the records", description="what each loses of the other two")] = 0.22
    register: Annotated[float, Meta(ge=0, title="Out of register", description="pixels")] = 0.6

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        light = linear(picture)
        others = light.sum(axis=2, keepdims=True) - light
        records = encoded(np.maximum(light * (1 + 2 * self.purity) - others * self.purity, 0.0))
        planes = [records[..., channel] for channel in range(3)]
        planes = [blurred(plane, sigma) for plane, sigma in zip(planes, (0.8, 0.4, 0.6), strict=True)]
        moves = choose.normal(0, self.register, (3, 2)) * np.array([[1], [0.0], [1]])  # the green one is the guide
        printed = np.dstack([displaced(plane, *move) for plane, move in zip(planes, moves, strict=True)])
        printed = np.clip((printed - 0.03) / 0.95, 0, 1)
        printed = printed + 0.55 * printed * (1 - printed) * (printed - 0.42) * 2.2
        printed = printed * np.array([1.0, 0.975, 0.93], np.float32) + np.array([0.02, 0.008, 0.012], np.float32)
        return finished(printed + 0.012 * grain(picture, 0.6, choose)[..., None])
