"""Kodachrome: slides of 1936 to 2010, their dyes formed in the bath."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture
from models.emulsions import curved
from models.filters import EYE, encoded, finished, linear, positions
from models.papers import grain

CURVES = (
    ((0, 0.0), (0.12, 0.04), (0.3, 0.21), (0.5, 0.52), (0.7, 0.8), (0.88, 0.955), (1, 1.0)),
    ((0, 0.0), (0.12, 0.035), (0.3, 0.185), (0.5, 0.465), (0.7, 0.745), (0.88, 0.925), (1, 0.985)),
    ((0, 0.01), (0.12, 0.05), (0.3, 0.18), (0.5, 0.425), (0.7, 0.69), (0.88, 0.87), (1, 0.94)),
)
"""Of red, green and blue: steep, as of a reversal film, and warm in the lights."""


class Kodachrome(Craft, tag="kodachrome", frozen=True):
    """Contrast, deep shadows, warm reds that stand out, dark greens and deep skies; hardly any grain.

    Its layers hold no couplers, which came with the developers (Mannes & Godowsky 1935), so they are thin and sharp, and the
    darkest density is above 3.5 (Lavédrine 2009, Photographs of the Past, for the process; the curves are ours, by eye).
    """

    warmth: Annotated[float, Meta(ge=0, title="Warm reds", description="0: as the photograph")] = 1.0

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        light = linear(picture)
        red, green, blue = light[..., 0], light[..., 1], light[..., 2]
        luminance = light @ np.array(EYE, np.float32)
        reds = np.clip(red - np.maximum(green, blue), 0, 1)
        greens = np.clip(green - np.maximum(red, blue), 0, 1)
        blues = np.clip(blue - np.maximum(red, green), 0, 1)
        # reds warm and strong, greens darker, skies deeper
        pure = luminance[..., None] + (light - luminance[..., None]) * (0.96 + 0.55 * self.warmth * reds)[..., None]
        pure += self.warmth * reds[..., None] * np.array([0.18, -0.01, -0.06], np.float32)
        pure += greens[..., None] * np.array([0.0, -0.22, -0.02], np.float32)
        pure += blues[..., None] * np.array([-0.08, -0.03, -0.1], np.float32)
        tones = encoded(np.maximum(pure, 0))
        slide = np.dstack([curved(tones[..., channel], CURVES[channel]) for channel in range(3)])
        y, x = positions(picture)
        middle = (picture.shape[0] - 1) / 2, (picture.shape[1] - 1) / 2
        far = ((y - middle[0]) ** 2 + (x - middle[1]) ** 2) / np.float32(middle[0] ** 2 + middle[1] ** 2 + 1)
        slide = slide * (1 - 0.18 * far**1.5)[..., None] + 0.008 * grain(picture, 0.6, choose)[..., None]
        return finished(slide)
