"""Mosaic: rows of small stones in mortar."""

import math
from typing import Annotated

import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture, Plane
from models.filters import blurred, displaced, enlarged, finished, grey, levelled, mixed, positions, shrunk, step
from models.papers import clouds, grain
from models.parts import Numbers, means

MORTAR = np.array([0.56, 0.53, 0.48], np.float32)
FINE = 2  # stones are cut on so many times finer a grid


class Mosaic(Craft, tag="mosaic", frozen=True):
    """Stones of one colour each, in rows that bend round the forms, no two of one tone, a little tilted in their bed.

    Rows that follow the outlines are the opus vermiculatum of Roman floors (Hausner 2001, Simulating Decorative Mosaics); here
    they are level lines of the height that brightness stands for.
    """

    stone: Annotated[float, Meta(ge=3, title="Stone", description="breadth, pixels")] = 6.5
    joint: Annotated[float, Meta(gt=0, lt=1, title="Joint", description="share of a stone's breadth")] = 0.2

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        stones, edge = self._laid(levelled(grey(picture)), choose)
        colours = means(enlarged(picture, FINE), stones)
        mean = colours.mean(axis=1, keepdims=True)
        colours = mean + 1.3 * (colours - mean)
        tones = choose.normal(1.0, 0.07, (len(colours), 1)) + choose.normal(0, 0.03, colours.shape)
        stone = (colours * tones).astype(np.float32)[stones]
        there = step(self.joint * 0.35, self.joint * 0.8, edge)
        tilted = choose.normal(0, 0.04, len(colours)).astype(np.float32)[stones]
        height = blurred(there, FINE * 0.7)
        relief = displaced(height, -FINE, -FINE) - displaced(height, FINE, FINE)  # light from the top left
        shaded = stone * (1 + tilted - 0.16 * relief + 0.03 * grain(there, FINE, choose))[..., None]
        mortar = MORTAR * (0.8 + 0.08 * grain(there, FINE, choose))[..., None]
        return finished(shrunk(mixed(mortar, shaded, there[..., None]), FINE))

    def _laid(self, tone: Plane, choose: np.random.Generator) -> tuple[Numbers, Plane]:
        """On the finer grid: the number of each pixel's stone, and how far its edge is, as a share of its breadth."""
        form = enlarged(blurred(tone, 8) * 3.5 + 0.3 * clouds(tone, 50, choose), FINE)
        y, x = positions(form)
        angle, pitch = choose.uniform(-0.4, 0.4), self.stone * FINE
        first = (y * math.cos(angle) - x * math.sin(angle)) / pitch + form
        row = np.floor(first).astype(np.intp)
        row -= row.min()
        shift = choose.uniform(0, 1, row.max() + 1).astype(np.float32)
        second = (x * math.cos(angle) + y * math.sin(angle)) / pitch + shift[row]
        second += 0.12 * np.sin(second * 2.4 + 5 * shift[row])  # longer stones and shorter ones
        column = np.floor(second).astype(np.intp)
        column -= column.min()
        one, other = first - np.floor(first), second - np.floor(second)
        edge = np.minimum(np.minimum(one, 1 - one), np.minimum(other, 1 - other))
        return row * (column.max() + 1) + column, edge.astype(np.float32)
