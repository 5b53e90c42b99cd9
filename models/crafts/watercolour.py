"""Watercolour: transparent paint that dries with dark rims, on rough white paper."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture, Plane
from models.filters import blurred, displaced, finished, grey, kuwahara, mixed, step
from models.papers import clouds, tooth

PAPER = np.array([0.985, 0.98, 0.96], np.float32)


class Watercolour(Craft, tag="watercolour", frozen=True):
    """Simplifies to washes, lightens, lets them wander, darkens their rims, and lets pigment settle in the paper.

    After Bousseau, Kaplan, Thollot & Sillion 2006 (Interactive Watercolor Rendering with Temporal Coherence and Abstraction):
    a density of pigment d turns a colour C into C - (C - C²)(d - 1); it is more at the rims (edge darkening), varies slowly
    (turbulent flow) and finely (granulation), and the paper's relief displaces the washes (wobbling).
    """

    wash: Annotated[float, Meta(gt=0, title="Breadth of a wash", description="pixels")] = 4.0
    rims: Annotated[float, Meta(ge=0, title="Dark rims")] = 1.0
    granulation: Annotated[float, Meta(ge=0, title="Granulation")] = 1.0

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        simple = kuwahara(picture, self.wash)
        rough = tooth(simple, 1.2, choose)
        simple = displaced(
            simple,
            1.2 * clouds(rough, 16, choose) + 0.4 * clouds(rough, 4, choose),
            1.2 * clouds(rough, 16, choose) + 0.4 * clouds(rough, 4, choose),
        )
        light = grey(simple)
        colour = np.clip(mixed(light[..., None], simple, 1.35), 0, 1)
        colour = 1 - (1 - colour) ** 1.2 * 0.77
        density = 1 + 0.2 * clouds(rough, 60, choose) + 0.18 * clouds(rough, 18, choose)
        density += self.rims * self._rims(simple) + self.granulation * 0.5 * (rough - 0.5)
        painted = colour - (colour - colour**2) * (density - 1)[..., None]
        dry = step(0.84, 0.92, light + 0.03 * clouds(rough, 25, choose))  # lights are paper left alone
        painted = painted + (1 - painted) * dry[..., None]
        relief = 1 + 0.05 * (rough - displaced(rough, 1, 1))[..., None]
        return finished(painted * PAPER * relief)

    def _rims(self, simple: Picture) -> Plane:
        """Dark along both sides of the borders of washes, darker on the dark side."""
        tone = grey(simple)
        difference = np.abs(blurred(simple, 1.0) - blurred(simple, 3.0)).sum(axis=2)
        dark_side = np.clip(blurred(tone, 2.0) - blurred(tone, 0.6), 0, 1)
        return np.clip(5.0 * difference + 6.0 * dark_side, 0, 1.2)
