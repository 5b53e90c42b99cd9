"""Woodcut: a chiaroscuro print from two or three blocks of wood."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture, Plane
from models.filters import (
    blurred,
    displaced,
    enlarged,
    finished,
    grey,
    kuwahara,
    levelled,
    lightened,
    mixed,
    positions,
    shrunk,
    step,
)
from models.papers import bands, clouds, grain
from models.strokes import along, contours, directions, waves

PAPER, KEY = np.array([0.935, 0.9, 0.815], np.float32), np.array([0.11, 0.1, 0.1], np.float32)
TONES = ((0.78, 0.62, 0.36), (0.78, 0.5, 0.36), (0.55, 0.63, 0.5), (0.52, 0.62, 0.7), (0.66, 0.6, 0.52))
"""Of the tone block: ochre, red ochre, green earth, indigo thinned, umber."""

SHARPNESS = 2.8  # of the shapes
FINE = 2  # cuts are made on so many times finer a grid


class Woodcut(Craft, tag="woodcut", frozen=True):
    """A key block in black, a tone block in one earth colour, paper for the lights; knife cuts and the grain of the plank.

    Shapes are even and sharp (the extended difference of Gaussians as a threshold: Winnemöller, Kyprianidis & Olsen 2012);
    mid tones are cut as tapering lines that follow the forms (Mello, Jung & Walter 2007, Virtual Woodcuts from Images). Two
    blocks with white cut out of the tone block: the chiaroscuro of Ugo da Carpi and Hans Burgkmair, from about 1508.
    """

    period: Annotated[float, Meta(gt=1.5, title="From cut to cut", description="pixels")] = 6.0
    grain: Annotated[float, Meta(ge=0, le=1, title="Grain of the wood")] = 0.5

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        tone = lightened(levelled(grey(kuwahara(picture, 3)), 1), 0.5)
        ways = directions(tone, 5.0)
        simple = along(tone, ways, 3.0)
        dark = 1 - np.clip(simple + SHARPNESS * np.clip(simple - blurred(simple, 6), -0.15, 0.15), 0, 1)
        bent = enlarged(3.0 * blurred(tone, 8) + 0.25 * clouds(tone, 60, choose), FINE)
        cuts = waves(bent, 0.35, self.period * FINE, bent)
        fine, edge = enlarged(dark, FINE), enlarged(contours(tone, 1.2, ways, 6.0), FINE)
        key = np.maximum(step(-0.03, 0.03, fine - 0.5 - 0.3 * cuts), step(0.02, 0.028, edge))
        middle = step(-0.03, 0.03, fine - 0.12 - 0.22 * cuts)
        wood = self._wood(tone, choose)
        key, middle = shrunk(key, FINE), displaced(shrunk(middle, FINE), *choose.normal(0, 0.7, 2))
        tint = np.array(TONES[choose.integers(len(TONES))], np.float32)
        printed = mixed(PAPER, tint, (middle * (0.9 - 0.5 * self.grain * wood))[..., None])
        return finished(mixed(printed, KEY, (key * (0.97 - 0.35 * self.grain * wood))[..., None]))

    def _wood(self, tone: Plane, choose: np.random.Generator) -> Plane:
        """Where the ink lies thinner: streaks along the plank, wavy round its knots, 0 to 1."""
        y, x = positions(tone)
        rings = y / 5.5 + 2.2 * clouds(tone, 120, choose) + 0.3 * np.sin(x / 60)
        streaks = 0.2 * bands(tone, 0.6, choose) + 0.12 * grain(tone, 0.7, choose)
        return np.clip(0.5 + 0.35 * np.sin(2 * np.pi * rings) + streaks, 0, 1)
