"""Cartoon: flat colours in steps, with dark outlines."""

from typing import Annotated

import cv2
import numpy as np
from msgspec import Meta

from models.craft import Craft, Picture, Plane
from models.filters import enlarged, finished, kuwahara, levelled, shrunk, step
from models.strokes import contours, directions

FINE = 2  # outlines are drawn on so many times finer a grid


class Cartoon(Craft, tag="cartoon", frozen=True):
    """Smooths areas and not their borders, sets lightness in steps, strengthens colours, and inks the outlines.

    After Winnemöller, Olsen & Gooch 2006 (Real-Time Video Abstraction), in CIELAB: bilateral filters, a quantised lightness,
    differences of Gaussians; the outlines smoothed along the shapes (Kang et al. 2007) and thresholded (XDoG, 2012).
    """

    steps: Annotated[int, Meta(ge=2, le=16, title="Steps of lightness")] = 6
    saturation: Annotated[float, Meta(ge=0, title="Saturation", description="1: the photograph's")] = 1.5
    outline: Annotated[float, Meta(gt=0, title="Outline", description="breadth, pixels")] = 1.1

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        lab = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2Lab), np.float32)
        for _ in range(4):
            lab = np.asarray(cv2.bilateralFilter(lab, 7, 9.0, 4.0), np.float32)
        lab = kuwahara(lab / 100, 3.0) * 100
        light = levelled(lab[..., 0] / 100, 1)
        colours = enlarged(lab, FINE)
        colours[..., 0] = 100 * (0.08 + 0.9 * self._stepped(enlarged(light, FINE)))
        colours[..., 1:] *= np.float32(self.saturation)
        flat = np.clip(np.asarray(cv2.cvtColor(colours, cv2.COLOR_Lab2RGB), np.float32), 0, 1)
        ink = step(0.016, 0.024, enlarged(contours(light, self.outline, directions(light, 3.0), 5.0), FINE))
        return finished(shrunk(flat * (1 - 0.93 * ink[..., None]), FINE))

    def _stepped(self, light: Plane) -> Plane:
        scaled = np.clip(light, 0, 1) * (self.steps - 1)
        whole = np.floor(scaled)
        return (whole + step(0.46, 0.54, scaled - whole)) / np.float32(self.steps - 1)
