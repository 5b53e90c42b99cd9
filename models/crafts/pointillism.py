"""Pointillism: dots of pure colours that mix in the eye."""

from typing import Annotated

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from models.craft import Craft, Picture, Values
from models.filters import EYE, blurred, enlarged, finished, mixed, resized, shrunk, step
from models.parts import Numbers, nearest, strewn

HUES = ((0.90, 0.15, 0.13), (0.95, 0.42, 0.10), (0.98, 0.62, 0.12), (0.98, 0.84, 0.15),
        (0.62, 0.76, 0.18), (0.25, 0.62, 0.25), (0.05, 0.55, 0.45), (0.12, 0.55, 0.75),
        (0.14, 0.35, 0.78), (0.25, 0.20, 0.66), (0.48, 0.18, 0.60), (0.75, 0.15, 0.42))  # fmt: skip
"""Vermilion, two oranges, yellow, yellow green, emerald, viridian, cerulean, cobalt, ultramarine, violet, madder."""

SHADES, TINTS = (0.3, 0.6), (0.35, 0.6, 0.82)  # shares of a hue left by its own dark, and of white mixed in
LIGHTNESS = 2.5  # how much more a wrong lightness counts than a wrong hue: dots beside each other differ in hue
FINE = 2  # dots are drawn on so many times finer a grid

ORDER = np.array([[34, 48, 40, 32, 29, 15, 23, 31], [42, 58, 56, 53, 21, 5, 7, 10], [50, 62, 61, 45, 13, 1, 2, 18],
                  [38, 46, 54, 37, 25, 17, 9, 26], [28, 14, 22, 30, 35, 49, 41, 33], [20, 4, 6, 11, 43, 59, 57, 52],
                  [12, 0, 3, 19, 51, 63, 60, 44], [24, 16, 8, 27, 39, 47, 55, 36]])  # fmt: skip
"""Of dot diffusion: when each of 8 x 8 dots is chosen (Knuth 1987)."""


class Pointillism(Craft, tag="pointillism", frozen=True):
    """Chooses each dot from a palette without greys and browns, so that with its neighbours it has the colour of the place.

    The palette is Signac's, who mixed hues with their neighbours and with white alone (D'Eugène Delacroix au
    néo-impressionnisme, 1899). What a dot is wrong by its neighbours make good (dot diffusion: Knuth 1987), in sRGB-encoded
    values, not in light: dots that are still seen one by one look lighter than the mean of their light.
    """

    dot: Annotated[float, Meta(gt=1, title="Dot", description="diameter, pixels")] = 4.0
    division: Annotated[float, Meta(ge=0, title="Division", description="how far hues stray from the place's")] = 0.16
    layers: Annotated[int, Meta(ge=1, title="Layers of dots")] = 2

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        palette = _palette()
        canvas = enlarged(np.clip(blurred(picture, 2), 0, 1), FINE)
        for _ in range(self.layers):
            rows, columns = (max(1, round(side / self.dot)) for side in picture.shape[:2])
            wanted = resized(blurred(picture, self.dot / 3), rows, columns)
            chosen = palette[self._chosen(wanted, palette, choose)].reshape(-1, 3)
            dots = nearest(strewn(canvas, rows, columns, choose))
            radius = FINE * self.dot * choose.normal(0.55, 0.05, rows * columns).astype(np.float32)
            share = step(1.0, -1.0, dots.distance - radius[dots.numbers])
            canvas = mixed(canvas, chosen[dots.numbers], share[..., None])
        return finished(shrunk(canvas, FINE))

    def _chosen(self, wanted: Values, palette: NDArray[np.float32], choose: np.random.Generator) -> Numbers:
        """The number of the colour of each dot, (rows, columns)."""
        rows, columns = wanted.shape[:2]
        padded = np.pad(wanted, ((1, 1 + -rows % 8), (1, 1 + -columns % 8), (0, 0)), "edge")
        stray = choose.normal(0, self.division, padded.shape).astype(np.float32)
        stray -= (stray @ np.array(EYE, np.float32))[..., None]
        numbers = np.zeros(padded.shape[:2], np.intp)
        metric = _metric(palette)
        for place in np.argsort(ORDER.ravel()):
            row, column = divmod(int(place), 8)
            here = np.s_[row + 1 : -1 : 8, column + 1 : -1 : 8]
            asked = np.clip(padded[here], -0.5, 1.5)
            numbers[here] = ((_metric(asked + stray[here])[..., None, :] - metric) ** 2).sum(axis=-1).argmin(axis=-1)
            error = asked - palette[numbers[here]]
            moves = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
            later = [
                (down, right, 2 - abs(down * right))
                for down, right in moves
                if ORDER[(row + down) % 8, (column + right) % 8] > ORDER[row, column]
            ]
            for down, right, weight in later:
                bottom, end = padded.shape[0] - 1 + down, padded.shape[1] - 1 + right
                there = padded[row + 1 + down : bottom : 8, column + 1 + right : end : 8]
                there += error * np.float32(weight / sum(each[2] for each in later))
        return numbers[1 : rows + 1, 1 : columns + 1]


def _palette() -> NDArray[np.float32]:
    """(colours, 3): each hue darker, pure, and mixed with white; and white."""
    hues = np.array(HUES)
    dark = hues * 0.2 + np.array([0.02, 0.0, 0.1])
    rows = [dark + (hues - dark) * share for share in (0.1, *SHADES, 1.0)] + [hues + (1 - hues) * share for share in TINTS]
    return np.concatenate([*rows, [[0.99, 0.98, 0.95]]]).astype(np.float32)


def _metric(colours: Values) -> Values:
    """(…, 3) sRGB to (…, 4): in which nearness is measured."""
    luminance = (colours @ np.array(EYE, np.float32))[..., None]
    return np.concatenate([colours - luminance, LIGHTNESS * luminance], axis=-1)
