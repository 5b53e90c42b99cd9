"""Stained glass: a window of coloured panes in lead."""

from typing import Annotated

import cv2
import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture, Plane, Values
from models.filters import EYE, blurred, finished, kuwahara, mixed, shrunk, step
from models.papers import clouds, grain
from models.parts import Numbers, means, nearest, strewn

LEAD = np.array([0.07, 0.07, 0.08], np.float32)
FINE = 2  # leads are drawn on so many times finer a grid


class StainedGlass(Craft, tag="stained-glass", frozen=True):
    """Cuts the picture into panes along its contours, each of one glowing colour, joined by strips of lead.

    Panes grow from strewn seeds until they meet, first where the picture is even (watershed: Meyer 1992), as in Mould 2003 (A
    Stained Glass Image Filter); glass is pure in colour, streaked, and shines over the lead beside it (halation).
    """

    pane: Annotated[float, Meta(ge=4, title="Breadth of a pane", description="pixels")] = 20.0
    lead: Annotated[float, Meta(gt=0, title="Breadth of the lead", description="pixels")] = 2.4

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        simple = np.clip(kuwahara(picture, 4), 0, 1)
        panes = self._panes(simple, choose)
        light = self._glass(means(picture, panes))[panes]
        streaks = 0.10 * clouds(picture, 14, choose) + 0.05 * grain(picture, 1.5, choose)
        rim = self._rim(panes)
        light = np.clip(light * (1 + streaks)[..., None] * (1.06 - 0.30 * shrunk(blurred(rim, 5), FINE))[..., None], 0, 1)
        window = mixed(light, LEAD + 0.10 * light, shrunk(rim, FINE)[..., None])
        return finished(window + 0.10 * blurred(light, 5) * window)

    def _panes(self, simple: Values, choose: np.random.Generator) -> Numbers:
        """The number of the pane of each pixel."""
        rows, columns = (max(1, round(side / self.pane)) for side in simple.shape[:2])
        seeds = strewn(simple, rows, columns, choose)
        grown = np.pad(seeds + 1, 1).astype(np.int32)  # 0 is open; the watershed leaves the outermost pixels out
        cv2.watershed(np.pad(np.rint(simple * 255).astype(np.uint8), ((1, 1), (1, 1), (0, 0)), "edge"), grown)
        return nearest(np.maximum(grown[1:-1, 1:-1], 0).astype(np.intp) - 1).numbers  # where panes met there is none yet

    def _glass(self, colours: Values) -> Values:
        """Purer and brighter than what they stand for; (panes, 3)."""
        luminance = (colours @ np.array(EYE, np.float32))[:, None]
        return finished((luminance + 1.9 * (colours - luminance)) * 1.12 + 0.02)

    def _rim(self, panes: Numbers) -> Plane:
        """Where the lead is, 0 to 1, on the finer grid; rounded, as it is bent by hand."""
        fine = panes.repeat(FINE, axis=0).repeat(FINE, axis=1)
        border = np.zeros(fine.shape, np.float32)
        border[1:] = fine[1:] != fine[:-1]
        border[:, 1:] = np.maximum(border[:, 1:], fine[:, 1:] != fine[:, :-1])
        breadth = self.lead * FINE
        soft = blurred(border, breadth / 2)
        return step(0.16, 0.26, soft * np.float32(breadth / 2))
