"""Ink wash: a painting in ink and water on rice paper, as of China, Korea and Japan."""

from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture, Plane
from models.filters import blurred, enlarged, finished, grey, kuwahara, levelled, lightened, mixed, shrunk, step
from models.papers import clouds, fibres, grain
from models.strokes import Directions, along, contours, directions

PAPER, INK = np.array([0.955, 0.925, 0.86], np.float32), np.array([0.09, 0.09, 0.1], np.float32)
WASHES = ((0.30, 0.13), (0.48, 0.22), (0.66, 0.34), (0.84, 0.65))
"""The darkness from which each wash is laid, and how much of the light it takes: "the five colours of ink" with the paper."""

FINE = 2  # lines are drawn on so many times finer a grid


class InkWash(Craft, tag="ink-wash", frozen=True):
    """Four greys laid over each other, running out softly where the paper is wet and drying with a rim where not; brush lines.

    Ink spreads along fibres and leaves its rim at the end of the water (Chu & Tai 2005, MoXi: real-time ink dispersion in
    absorbent paper); much stays white; a dry brush leaves flying white in its lines (Strassmann 1986, Hairy Brushes).
    """

    wet: Annotated[float, Meta(gt=0, title="Diffusion", description="how far ink runs in wet paper, pixels")] = 6.0
    line: Annotated[float, Meta(gt=0, title="Brush", description="breadth of a line, pixels")] = 1.4

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        simple = lightened(levelled(grey(kuwahara(picture, 3)), 2), 0.6)
        ways = directions(simple, 3.0)
        dark = 1 - along(simple, ways, 3.0) + 0.05 * clouds(simple, 30, choose) + 0.025 * clouds(simple, 7, choose)
        wet = step(-0.6, 1.0, clouds(simple, 70, choose))
        light = np.ones_like(simple)
        for start, strength in WASHES:
            light *= 1 - strength * self._wash(step(start - 0.025, start + 0.025, dark), wet)
        light **= 1 + 0.12 * grain(simple, 1.5, choose) + 0.15 * clouds(simple, 40, choose)
        light *= 1 - 0.9 * self._brushed(simple, ways, choose)
        paper = PAPER * (1 + 0.012 * clouds(simple, 90, choose) - 0.05 * fibres(simple, 22, choose))[..., None]
        return finished(mixed(INK, paper, light[..., None]))

    def _brushed(self, tone: Plane, ways: Directions, choose: np.random.Generator) -> Plane:
        """Contours, broad where the hand presses and streaked where the brush runs dry; 0 to 1."""
        hairs = along(grain(tone, 0.5, choose), ways, 8.0)
        pressure = 1 + 0.35 * clouds(tone, 45, choose) - 0.12 * hairs / (hairs.std() + np.float32(1e-9))
        broad, fine = contours(tone, self.line, ways, 7.0), contours(tone, self.line * 0.6, ways, 3.0)
        inked = step(0.015, 0.03, enlarged(broad * pressure, FINE)), 0.7 * step(0.014, 0.04, enlarged(fine * pressure, FINE))
        return shrunk(np.maximum(*inked), FINE)

    def _wash(self, laid: Plane, wet: Plane) -> Plane:
        """Spread where it is wet; with a rim where it dried."""
        spread = mixed(blurred(laid, self.wet * 0.4), blurred(laid, self.wet), wet)
        rim = np.clip(laid - blurred(laid, 2.0), 0, 1) * 0.5
        return np.clip(mixed(laid * 0.9 + rim, spread, 0.25 + 0.75 * wet), 0, 1)
