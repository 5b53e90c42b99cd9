"""Strokes: where the shapes of a picture run, what is smeared along them, contours, and hatching."""

import math
from typing import NamedTuple

import cv2
import numpy as np

from models.craft import Plane
from models.filters import MIRRORED, blurred, displaced, positions


class Directions(NamedTuple):
    """Where lines run at every pixel, as the cosine and sine of twice the angle: a line has no front and no back."""

    cosine: Plane
    sine: Plane

    @property
    def angle(self) -> Plane:
        """Radians, -pi/2 to pi/2, from the right downwards."""
        return np.arctan2(self.sine, self.cosine) / 2


def directions(grey: Plane, sigma: float) -> Directions:
    """Along the contours: the smoothed structure tensor's smaller eigenvector (Brox et al. 2006); strong edges count more."""
    soft = blurred(grey, 0.8)
    across = np.asarray(cv2.Sobel(soft, cv2.CV_32F, 1, 0, borderType=MIRRORED))
    down = np.asarray(cv2.Sobel(soft, cv2.CV_32F, 0, 1, borderType=MIRRORED))
    cosine, sine = blurred(down * down - across * across, sigma), blurred(-2 * across * down, sigma)
    length = np.sqrt(cosine**2 + sine**2) + 1e-9
    return Directions(cosine / length, sine / length)


def along(values: Plane, ways: Directions, length: float) -> Plane:
    """Smoothed along the lines by a Gaussian of sigma `length`, pixels (line integral convolution: Cabral & Leedom 1993)."""
    y, x = positions(values)
    angle = ways.angle
    fields = np.dstack([ways.cosine, ways.sine, values]).astype(np.float32)
    stride = max(1.0, length / 8)  # longer ones would leave combs
    total, weights = values.copy(), 1.0
    for forward in (1, -1):
        right, down = forward * np.cos(angle), forward * np.sin(angle)
        here_x, here_y = x, y
        for number in range(1, round(2 * length / stride) + 1):
            here_x, here_y = here_x + np.float32(stride) * right, here_y + np.float32(stride) * down
            there = np.asarray(cv2.remap(fields, here_x, here_y, cv2.INTER_LINEAR, borderMode=MIRRORED))
            turned = np.arctan2(there[..., 1], there[..., 0]) / 2
            next_right, next_down = np.cos(turned), np.sin(turned)
            same = np.where(next_right * right + next_down * down < 0, np.float32(-1), np.float32(1))
            right, down = next_right * same, next_down * same
            weight = float(np.exp(-((number * stride / length) ** 2) / 2))
            total, weights = total + weight * there[..., 2], weights + weight
    return (total / weights).astype(np.float32)


def contours(grey: Plane, sigma: float, ways: Directions, length: float = 4.0) -> Plane:
    """How much darker it is than round it, on a scale of `sigma` pixels: the difference of Gaussians (Winnemöller et al. 2006).

    Smoothed along the shapes, so that dashes become lines (Kang et al. 2007). About -0.1 to 0.1, positive on the dark side.
    """
    return along(blurred(grey, 1.6 * sigma) - blurred(grey, sigma), ways, length)


def hatching(plane: Plane, angle: float, length: int, width: float, bent: float, choose: np.random.Generator) -> Plane:
    """Hand-drawn parallel strokes as a threshold: where less than a share is, so much of the area is stroked; 0 to 1, even.

    `angle`: of the strokes, radians; `length` and `width`: of a stroke, pixels; `bent`: how far strokes stray, pixels.
    """
    right, down, reach = math.cos(angle), math.sin(angle), length // 2
    stroke = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    ends = [(round(reach * (1 + sign * right)), round(reach * (1 + sign * down))) for sign in (-1, 1)]
    cv2.line(stroke, ends[0], ends[1], (1.0,))
    noise = blurred(choose.standard_normal(plane.shape, np.float32), width / 2)
    strokes = np.asarray(cv2.filter2D(noise, cv2.CV_32F, stroke, borderType=MIRRORED), np.float32)
    sway = blurred(choose.standard_normal(plane.shape, np.float32), 18)
    sway *= np.float32(bent) / (sway.std() + np.float32(1e-9))
    return even(displaced(strokes, -down * sway, right * sway))


def waves(plane: Plane, angle: float, period: float, bent: Plane) -> Plane:
    """Parallel lines as a threshold: 0 in the middle of each line, 1 in the middle between two.

    `angle`: of the lines, radians; `period`: pixels; `bent`: how far they are pushed aside, in periods.
    """
    y, x = positions(plane)
    turns = (x * math.sin(angle) + y * math.cos(angle)) / period + bent
    return 2 * np.abs(turns - np.rint(turns))


def even(noise: Plane) -> Plane:
    """Normal numbers of any size, spread evenly over 0 to 1 (by the logistic curve that is next to theirs)."""
    return 1 / (1 + np.exp(-1.702 * (noise - noise.mean()) / (noise.std() + np.float32(1e-9))))
