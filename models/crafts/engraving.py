"""Engraving: lines cut into copper, that swell where it is darker."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture
from models.filters import blurred, enlarged, finished, grey, levelled, lightened, mixed, shrunk, step
from models.papers import clouds
from models.strokes import contours, directions, waves

PAPER, INK = np.array([0.955, 0.93, 0.865], np.float32), np.array([0.09, 0.08, 0.08], np.float32)
FINE = 3  # lines are drawn on so many times finer a grid


class Engraving(Craft, tag="engraving", frozen=True):
    """Waves of parallel lines that bend over the forms; a second set crosses them in the darks; nothing but ink and paper.

    The width of a line is the darkness (Ostromoukhov 1999, Digital Facial Engraving: a threshold that rises from the middle
    of the lines); crossed in layers, the lightest with one set alone (Winkenbach & Salesin 1994). The lines are pushed aside
    by the brightness as if it were height, which is how a banknote's portrait shows form.
    """

    period: Annotated[float, Meta(gt=1.5, title="From line to line", description="pixels")] = 4.0
    relief: Annotated[float, Meta(ge=0, title="Relief", description="how far white bends a line, lines")] = 3.0

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        tone = lightened(levelled(grey(picture), 0.5), 0.5)
        tone = np.clip(tone + 0.6 * (tone - blurred(tone, 3)), 0, 1)
        dark = enlarged(1 - tone, FINE)
        form = enlarged(blurred(tone, 8), FINE) * self.relief + 0.15 * enlarged(clouds(tone, 70, choose), FINE)
        angle, period = choose.uniform(-0.35, 0.35), self.period * FINE
        first = waves(dark, angle, period, form)
        second = waves(dark, angle + choose.choice([-1.0, 1.0]), period, -form)
        width = np.minimum(dark, 0.62 + 0.2 * (dark - 0.62))  # where lines would touch, the second set goes on
        crossed = 0.75 * np.clip((dark - 0.45) / 0.55, 0, 1)
        ink = np.maximum(step(-0.08, 0.08, width - first), step(-0.08, 0.08, crossed - second))
        edge = enlarged(contours(tone, 0.7, directions(tone, 2.0)), FINE)
        ink = np.maximum(ink, step(0.025, 0.035, edge)) * step(0.03, 0.06, dark)
        return finished(mixed(PAPER, INK, shrunk(ink, FINE)[..., None]))
