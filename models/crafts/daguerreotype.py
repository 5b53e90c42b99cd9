"""Daguerreotype: an image of mercury and silver on a mirror (1839 to the 1850s)."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture, Plane
from models.emulsions import ORDINARY, curved, toned
from models.filters import blurred, finished, grey, levelled, lightened, positions
from models.papers import bands, clouds, grain

SCALE = (
    (0.0, (0.03, 0.03, 0.035)),
    (0.3, (0.235, 0.23, 0.225)),
    (0.6, (0.54, 0.53, 0.505)),
    (0.86, (0.79, 0.775, 0.735)),
    (1.0, (0.76, 0.80, 0.85)),
)
"""The black of the mirror, warm greys, and the blue of lights that were exposed too long (solarised)."""

CURVE = ((0, 0), (0.2, 0.13), (0.5, 0.48), (0.75, 0.77), (1, 1))
TARNISH = (
    (0.0, (1.0, 1.0, 1.0)),
    (0.3, (1.0, 0.93, 0.78)),
    (0.5, (0.86, 0.66, 0.56)),
    (0.66, (0.56, 0.55, 0.72)),
    (0.82, (0.42, 0.56, 0.66)),
    (1.0, (0.36, 0.31, 0.24)),
)
"""Silver sulphide, ever thicker: what it leaves of the light as its thin films interfere: yellow, magenta, blue, brown."""


class Daguerreotype(Craft, tag="daguerreotype", frozen=True):
    """Neutral greys without grain, deep blacks, bluish burnt lights, the lines of polishing, and rims tarnished in colours.

    A plate sees blue alone; tarnish creeps in from the edge of the mat, which may be oval (Lavédrine 2009, Photographs of the
    Past; Barger & White 1991, The Daguerreotype: Nineteenth-Century Technology and Modern Science).
    """

    oval: Annotated[float, Meta(ge=0, le=1, title="Oval mat", description="how often")] = 0.4
    tarnish: Annotated[float, Meta(ge=0, le=1, title="Tarnish")] = 0.75

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        tone = lightened(levelled(grey(picture, ORDINARY), 0.5), 0.36)
        tone = curved(np.clip(tone + 0.3 * (tone - blurred(tone, 2)), 0, 1), CURVE)
        polish = bands(tone, 0.5, choose)
        tone = tone + 0.010 * polish * (0.5 + 0.5 * clouds(tone, 40, choose)) + 0.006 * grain(tone, 0.4, choose)
        plate = toned(np.clip(tone, 0, 1), SCALE)
        rim = self._rim(tone, choose.random() < self.oval)
        spread = 0.25 * clouds(tone, 50, choose) + 0.1 * clouds(tone, 12, choose)
        film = np.clip(rim * (1 + spread), 0, 1) * self.tarnish
        plate = plate * toned(film, TARNISH)
        haze = np.array([0.30, 0.36, 0.44], np.float32) * (0.25 * np.clip(film - 0.35, 0, 1))[..., None]  # it shines by itself
        return finished(plate + haze)

    def _rim(self, tone: Plane, oval: bool) -> Plane:
        """How near the edge of the mat is: 0 in the middle, 1 at it and beyond."""
        y, x = positions(tone)
        height, width = tone.shape
        down, right = np.abs(2 * y / max(1, height - 1) - 1), np.abs(2 * x / max(1, width - 1) - 1)
        far = np.sqrt(down**2 + right**2) * 1.02 if oval else (down**8 + right**8) ** np.float32(1 / 8)
        return np.clip((far - 0.72) / 0.3, 0, 1) ** 1.5
