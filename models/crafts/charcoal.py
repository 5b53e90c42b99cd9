"""Charcoal: a drawing in charcoal on rough paper, smudged with the finger, its lights lifted with an eraser."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture
from models.filters import blurred, finished, grey, levelled, lightened, mixed, step
from models.papers import clouds, tooth
from models.strokes import along, contours, directions, hatching

PAPER, CHARCOAL = np.array([0.93, 0.915, 0.885], np.float32), np.array([0.075, 0.072, 0.07], np.float32)


class Charcoal(Craft, tag="charcoal", frozen=True):
    """Broad soft strokes, deep blacks, smudged mid tones, heavy contours, and a coarse tooth that stays white.

    Charcoal lies on the hills of the paper alone until it is rubbed in: the tone is a threshold on the heights of the paper
    (Sousa & Buchanan 1999; Majumder & Gopi 2002, Hardware Accelerated Real Time Charcoal Rendering).
    """

    grain: Annotated[float, Meta(gt=0, title="Grain of the paper", description="pixels")] = 1.1
    smudged: Annotated[float, Meta(ge=0, le=1, title="Smudged", description="rubbed into the paper")] = 0.5

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        tone = lightened(levelled(grey(picture), 2), 0.55)
        ways = directions(tone, 4.0)
        simple = along(blurred(tone, 1.0), ways, 4.0)
        dark = step(0.04, 1.0, 1 - simple + 0.04 * clouds(tone, 50, choose))
        strokes = hatching(tone, choose.normal(-0.8, 0.2), 35, 4.0, 5.0, choose) - 0.5
        stroked = np.clip(dark - 1.4 * dark * (1 - dark) * strokes, 0, 1)
        line = step(0.006, 0.04, contours(tone, 1.3, ways, 6.0))
        stroked = np.maximum(stroked, line * (0.9 - 0.3 * strokes))
        rough = tooth(tone, self.grain, choose) - 0.5
        lying = np.clip(stroked * 1.1 + 2.0 * rough * stroked * (1.08 - stroked), 0, 1)
        coal = np.clip(mixed(lying, blurred(dark, 3.0), self.smudged * (1 - stroked)), 0, 1)
        return finished(mixed(PAPER, CHARCOAL, coal[..., None]))
