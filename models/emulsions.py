"""Emulsions: which colours old plates saw, their tone curves, and the colours of their images from dark to light."""

from collections.abc import Sequence

import numpy as np

from models.craft import Picture, Plane

ORDINARY = (0.02, 0.18, 0.80)
"""Red, green, blue: silver salts without dyes see blue and violet alone (wet collodion, daguerreotypes, until about 1880)."""

ORTHOCHROMATIC = (0.04, 0.50, 0.46)
"""Dyed to see green as well (Vogel 1873), still blind to red."""

Colour = tuple[float, float, float]


def curved(plane: Plane, points: Sequence[tuple[float, float]]) -> Plane:
    """The tone curve through `points` (in, out), straight in between."""
    ins, outs = zip(*points, strict=True)
    return np.interp(plane, ins, outs).astype(np.float32)


def toned(plane: Plane, colours: Sequence[tuple[float, Colour]]) -> Picture:
    """Tones 0 to 1 in the colours of an image: (tone, sRGB 0 to 1), dark to light, mixed in between."""
    tones = [tone for tone, _ in colours]
    return np.dstack([np.interp(plane, tones, [colour[channel] for _, colour in colours]) for channel in range(3)]).astype(
        np.float32
    )
