"""The identity guard: a face may change only as far as it still looks like itself to a network that tells faces apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.pixels import Pixels, as_rgb

if TYPE_CHECKING:
    from engine.devices.device import Network

STEPS = 6  # each halves what is not known of the share


class Kept(NamedTuple):
    share: float
    """How much of the change is made, 0 to 1."""

    likeness: float | None
    """Cosine similarity of the face as it was and as it becomes, -1 to 1."""


def kept(recogniser: Network, before: Pixels, change: Pixels, strength: float, guard: float) -> Kept:
    """The largest share of the change, up to `strength`, that leaves the face as alike as `guard` asks for; found by bisection.

    `before` (112, 112, C), and what is added to it.
    """
    own = _vector(recogniser, before)

    def likeness(share: float) -> float:
        return cosine(own, _vector(recogniser, (before + np.float32(share) * change).clip(0, 1)))

    whole = likeness(strength)
    if whole >= guard:
        return Kept(strength, whole)
    low, high, best = 0.0, strength, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        found = likeness(middle)
        if found >= guard:
            low, best = middle, found
        else:
            high = middle
    return Kept(low, best)


def cosine(one: Pixels, other: Pixels) -> float:
    """-1 to 1; the same person has 0.363 or more between two photographs (SFace's threshold in OpenCV)."""
    both = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / both if both else 0.0


def _vector(recogniser: Network, face: Pixels) -> Pixels:
    return recogniser(np.ascontiguousarray(as_rgb(face))[None]).reshape(-1)
