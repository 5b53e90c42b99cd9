"""Sketch: a drawing in pencil."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture
from models.filters import blurred, displaced, finished, grey, levelled, lightened, mixed, step
from models.papers import clouds, tooth
from models.strokes import contours, directions, hatching

PAPER, GRAPHITE = np.array([0.965, 0.96, 0.945], np.float32), np.array([0.16, 0.16, 0.17], np.float32)
LAYERS = ((0.12, 0.62, -0.95), (0.42, 0.85, -0.45), (0.62, 1.0, -1.5))
"""Of hatching: the darkness at which it begins and is closed, and its angle in radians; a right hand's strokes first."""


class Sketch(Craft, tag="sketch", frozen=True):
    """Contours drawn twice, hatching laid over hatching where it is darker, and paper whose tooth catches the graphite.

    Contours are differences of Gaussians smoothed along the shapes (Kang, Lee & Chui 2007); tones are lighter than in a
    photograph, and hatched in layers, as Lu, Xu & Jia 2012 (Combining Sketch and Tone) measured in drawings by hand.
    """

    length: Annotated[int, Meta(ge=3, title="Length of a stroke", description="pixels")] = 27
    tooth: Annotated[float, Meta(ge=0, le=1, title="Roughness of the paper")] = 0.55

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        tone = lightened(levelled(grey(picture)), 0.52)
        dark = 1 - blurred(tone, 1.0) ** 0.8
        ways = directions(tone, 2.5)
        line = step(0.006, 0.045, contours(tone, 0.8, ways))
        sway = [1.2 * clouds(tone, 40, choose) for _ in range(2)]  # the second contour misses the first a little
        line = np.maximum(line, 0.6 * displaced(line, *sway))

        turned = choose.normal(0, 0.12)
        light = np.ones_like(tone)
        for start, end, angle in LAYERS:
            strokes = hatching(tone, angle + turned, self.length, 1.0, 2.0, choose)
            pressure = 0.15 + 0.4 * step(start, 1.0, dark)
            light *= 1 - pressure * step(0.35, -0.35, strokes - step(start, end, dark)) * step(start, start + 0.15, dark)
        graphite = 1 - light * (1 - 0.8 * line)
        rough = self.tooth * (tooth(tone, 0.8, choose) - 0.5)
        caught = np.clip(graphite + 2.2 * rough * graphite * (1.1 - graphite), 0, 1)
        return finished(mixed(PAPER, GRAPHITE, caught[..., None]))
