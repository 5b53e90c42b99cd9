"""Ageing: what eighty years and a scanner do to a photograph, in the order in which it happens.

On purpose apart from `models/damages`: the networks learn from those, and samples aged by the same code would flatter them.
"""

from __future__ import annotations

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.pixels import Pixels

LINEAR_POWER = 2.2  # close enough to the sRGB curve for a blur
GRAIN_SIZE = 0.7  # pixels, standard deviation
OWN_GRAIN = 0.3  # how much of a colour film's grain differs from channel to channel
OLD_PAPER = (1.0, 0.81, 0.55)  # RGB; what white paper becomes when `yellowing` is 1


class Ageing(msgspec.Struct, frozen=True, kw_only=True):
    """One photograph's fate. The defaults leave it as it was."""

    blur: float = 0.0  # lens blur, pixels, standard deviation
    grain: float = 0.0  # standard deviation in the mid tones; none in black and white
    lift: tuple[float, float, float] = (0.0, 0.0, 0.0)  # RGB; where the dyes have left black
    gain: tuple[float, float, float] = (1.0, 1.0, 1.0)  # RGB; where they have left white
    uneven: float = 0.0  # how much further the edges have faded than the middle, 0 to 1
    yellowing: float = 0.0  # 0 to 1
    scanner_noise: float = 0.0  # standard deviation

    def aged(self, original: Pixels, seed: int) -> Pixels:
        """The photograph today; the same seed gives the same grains. Grey stays grey unless the paper has yellowed."""
        random = np.random.default_rng(seed)
        picture = lens_blur(original, self.blur)
        picture = film_grain(picture, self.grain, random)
        picture = fading(picture, self.lift, self.gain, self.uneven)
        picture = yellowed(picture, self.yellowing)
        picture = picture + self.scanner_noise * normal(random, picture.shape)
        return np.clip(picture, 0, 1).astype(np.float32)


def lens_blur(picture: Pixels, sigma: float) -> Pixels:
    """Light is blurred before the film turns it into tones, hence in linear light."""
    if not sigma:
        return picture
    blurred = cv2.GaussianBlur(picture**LINEAR_POWER, (0, 0), sigma, borderType=cv2.BORDER_REFLECT_101)
    return np.asarray(blurred, np.float32).reshape(picture.shape) ** (1 / LINEAR_POWER)


def film_grain(picture: Pixels, strength: float, random: np.random.Generator) -> Pixels:
    """Grains are larger than a scanner's pixel; half-developed silver, the mid tones, shows them most."""
    height, width, channels = picture.shape
    shared, own = normal(random, (height, width, 1)), normal(random, (height, width, channels))
    grain = cv2.GaussianBlur((1 - OWN_GRAIN) * shared + OWN_GRAIN * own, (0, 0), GRAIN_SIZE).reshape(picture.shape)
    return picture + strength * 4 * picture * (1 - picture) * (grain / grain.std())


def fading(picture: Pixels, lift: tuple[float, float, float], gain: tuple[float, float, float], uneven: float) -> Pixels:
    """Dyes bleach at their own speeds: black rises to `lift` and white sinks to `gain`, more so towards the edges."""
    height, width, channels = picture.shape
    down, right = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    further = (1 + uneven * (down**2 + right**2) / 2)[..., None]
    black, white = np.array(lift[:channels]), np.array(gain[:channels])
    black, white = black * further, 1 - (1 - white) * further
    return (black + (white - black) * picture).astype(np.float32)


def yellowed(picture: Pixels, yellowing: float) -> Pixels:
    """Old gelatine and paper filter the light that comes back, blue above all; grey becomes colour."""
    if not yellowing:
        return picture
    return (picture * (1 - yellowing * (1 - np.array(OLD_PAPER)))).astype(np.float32)


def alike(value: float) -> tuple[float, float, float]:
    """The same for red, green and blue: silver instead of dyes."""
    return value, value, value


def normal(random: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float32]:
    return random.standard_normal(shape, np.float32)
