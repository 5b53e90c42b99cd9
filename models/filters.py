"""Filters on planes (H, W) and pictures (H, W, 3) of float32, for drawing by code; outside a picture is its mirror image."""

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from models.craft import Picture, Plane, Values

EYE = (0.2126, 0.7152, 0.0722)  # what red, green and blue light count (ITU-R BT.709)
MIRRORED = cv2.BORDER_REFLECT_101


def blurred(values: Values, sigma: float) -> Values:
    """A Gaussian, of each channel; `sigma` in pixels."""
    return _float32(cv2.GaussianBlur(values, (0, 0), sigma, borderType=MIRRORED))


def resized(values: Values, height: int, width: int) -> Values:
    """Smaller by the mean of the pixels, larger by cubic curves."""
    smaller = height < values.shape[0]
    return _float32(cv2.resize(values, (width, height), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC))


def enlarged(values: Values, factor: int) -> Values:
    return resized(values, values.shape[0] * factor, values.shape[1] * factor)


def shrunk(values: Values, factor: int) -> Values:
    """The mean of `factor` by `factor` pixels: what was drawn finely has soft edges then."""
    return resized(values, values.shape[0] // factor, values.shape[1] // factor)


def displaced(values: Values, right: Plane | float, down: Plane | float) -> Values:
    """Each pixel is what stood so many pixels to the right of it and below."""
    y, x = positions(values)
    return _float32(cv2.remap(values, x + np.float32(right), y + np.float32(down), cv2.INTER_LINEAR, borderMode=MIRRORED))


class Positions(NamedTuple):
    y: Plane
    x: Plane


def positions(values: Values) -> Positions:
    """Row and column of every pixel."""
    fields = np.indices(values.shape[:2], np.float32)
    return Positions(fields[0], fields[1])


def step(start: float, end: float, values: Values) -> Values:
    """0 up to `start`, 1 from `end` on, and a smooth way in between; `start` may be above `end`."""
    share = np.clip((values - np.float32(start)) / np.float32(end - start), 0, 1)
    return share * share * (3 - 2 * share)


def mixed(one: Values, other: Values, share: Values | float) -> Values:
    """From `one` (share 0) to `other` (1)."""
    return one + (other - one) * np.float32(share)


def linear(encoded: Values) -> Values:
    """From sRGB-encoded to light (IEC 61966-2-1)."""
    return np.where(encoded > 0.04045, ((np.maximum(encoded, 0) + 0.055) / 1.055) ** 2.4, encoded / 12.92).astype(np.float32)


def encoded(light: Values) -> Values:
    """From light to sRGB-encoded."""
    light = np.clip(light, 0, 1)
    return np.where(light > 0.0031308, 1.055 * light ** (1 / 2.4) - 0.055, light * 12.92).astype(np.float32)


def grey(picture: Values, weights: tuple[float, float, float] = EYE) -> Plane:
    """The luminance, encoded as sRGB is; other weights are of emulsions that see other colours than eyes do."""
    return encoded(linear(picture) @ np.array(weights, np.float32))


def levelled(plane: Plane, clipped: float = 1.0) -> Plane:
    """Stretched to 0 to 1, but for `clipped` % of the pixels at each end, and at most to four times the contrast."""
    low, high = np.percentile(plane, (clipped, 100 - clipped))
    span = max(high - low, 0.25)
    low -= (span - (high - low)) * (low + high) / 2  # an even picture keeps its tone
    return np.clip((plane - np.float32(low)) / np.float32(span), 0, 1)


def lightened(tone: Plane, middle: float) -> Plane:
    """A gamma that brings the median of a darker picture to `middle`, as who draws leaves much paper white; 0.45 at least."""
    median = float(np.clip(np.median(tone), 0.02, 0.98))
    return tone ** min(1.0, max(0.45, math.log(middle) / math.log(median)))


def kuwahara(picture: Values, radius: float, sharpness: float = 8.0) -> Values:
    """Flat areas with crisp borders: of eight discs round a pixel those count that are even (Papari et al. 2007).

    It is Kuwahara's filter with soft, overlapping sectors, the isotropic kind of Kyprianidis et al. 2009.
    """
    mean, square = blurred(picture, radius / 2), blurred(picture * picture, radius / 2)
    spread = np.sqrt(np.maximum(square - mean * mean, 0).sum(axis=2))
    total, weights = np.zeros_like(picture), np.full(picture.shape[:2], 1e-9, np.float32)
    for angle in np.arange(8) * np.pi / 4:
        right, down = radius * 0.8 * math.cos(angle), radius * 0.8 * math.sin(angle)
        weight = 1 / (1 + (255 * displaced(spread, right, down) / 6) ** sharpness)
        total += displaced(mean, right, down) * weight[..., None]
        weights += weight
    return total / weights[..., None]


def finished(values: Values) -> Picture:
    """As pictures are: 0 to 1, float32."""
    return np.clip(values, 0, 1).astype(np.float32)


def _float32(values: object) -> NDArray[np.float32]:
    return np.asarray(values, np.float32)
