"""Autochrome: the Lumières' plates (1907 to the 1930s), colour through a mosaic of dyed potato starch."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture, Values
from models.filters import EYE, blurred, encoded, enlarged, finished, linear, shrunk
from models.papers import clouds
from models.parts import Numbers, nearest, strewn

DYES = np.array([[0.97, 0.25, 0.07], [0.25, 0.74, 0.20], [0.32, 0.25, 0.88]], np.float32)
"""Orange red, green, blue violet: the linear sRGB that each grain lets through; together they are nearly grey."""

FINE = 2  # grains are strewn on so many times finer a grid


class Autochrome(Craft, tag="autochrome", frozen=True):
    """Each grain shows the light of one dye, as bright as that part of the picture is: an additive screen, soft and dark.

    Grains of 10 to 15 micrometres, orange, green and violet, lie at random, their gaps filled with lampblack (which here only
    darkens the whole); behind them is a fine panchromatic emulsion, reversed (Lavédrine & Gandolfo, The Lumière Autochrome,
    Getty 2013). Grains of a kind clump, and clumps are what the eye sees: those are as large as `grain`.
    """

    grain: Annotated[float, Meta(gt=0, title="Grain of starch", description="pixels")] = 0.6
    soft: Annotated[float, Meta(gt=0, title="Softness", description="of lens and plate, pixels")] = 0.9

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        light = linear(blurred(picture, self.soft)) * np.array([1.04, 1.0, 0.86], np.float32)  # a yellow filter before the lens
        halo = blurred(light, 7)
        light = light * 0.86 + halo * 0.14
        luminance = (light @ np.array(EYE, np.float32))[..., None]
        light = np.clip(luminance + (light - luminance) * 1.5, 0, 1)  # the dyes overlap and take as much back
        light = 0.012 + 0.95 * light**1.06
        light = enlarged(light, FINE)
        dye = self._grains(light, choose)
        through = np.take_along_axis(light, dye[..., None], axis=2) * DYES[dye] * np.float32(1.9)
        light = blurred(shrunk(through, FINE), 0.45) * (1 + 0.03 * clouds(picture, 60, choose))[..., None]
        return finished(encoded(light))

    def _grains(self, light: Values, choose: np.random.Generator) -> Numbers:
        """Which dye each pixel's grain has: the nearest of seeds that were strewn at random."""
        rows, columns = (max(1, round(side / (self.grain * FINE))) for side in light.shape[:2])
        return choose.integers(3, size=rows * columns)[nearest(strewn(light, rows, columns, choose)).numbers]
