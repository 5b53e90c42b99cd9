"""Pixels: what the stages see, and the boxes of a picture they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.float32]
"""float32 (height, width, channels); 0 to 1, sRGB-encoded; channels are 1 (grey) or 3 (RGB, never BGR); read-only."""

Samples: TypeAlias = NDArray[np.uint8 | np.uint16]
"""(height, width, channels) as they stand in a file, in its own colour space; alpha, where there is one, comes last."""

Planes = TypeVar("Planes", Pixels, Samples)


@dataclass(frozen=True)
class Box:
    """A rectangle of a picture, in pixels: rows `top` to `bottom`, columns `left` to `right` (ends excluded)."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    def grown(self, margin: int) -> Box:
        """The box with `margin` more pixels on each side; it may reach outside the picture."""
        return Box(self.top - margin, self.left - margin, self.bottom + margin, self.right + margin)

    def moved(self, down: int, right: int) -> Box:
        return Box(self.top + down, self.left + right, self.bottom + down, self.right + right)

    def clipped(self, height: int, width: int) -> Box:
        """The part of the box that lies inside a picture of that size."""
        return Box(max(self.top, 0), max(self.left, 0), min(self.bottom, height), min(self.right, width))

    def within(self, outer: Box) -> Box:
        """The part of the box that lies inside another one."""
        return Box(
            max(self.top, outer.top),
            max(self.left, outer.left),
            min(self.bottom, outer.bottom),
            min(self.right, outer.right),
        )

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def enlarged(self, factor: int) -> Box:
        """The same place in a picture that is `factor` times as large."""
        return Box(self.top * factor, self.left * factor, self.bottom * factor, self.right * factor)

    def reduced(self, factor: int) -> Box:
        """The smallest box of a picture reduced by `factor` that holds the same place."""
        return Box(self.top // factor, self.left // factor, -(-self.bottom // factor), -(-self.right // factor))

    def inside(self, outer: Box) -> tuple[slice, slice]:
        """Rows and columns of this box within an array that holds `outer`."""
        return (
            slice(self.top - outer.top, self.bottom - outer.top),
            slice(self.left - outer.left, self.right - outer.left),
        )


def as_rgb(pixels: Planes) -> Planes:
    """(H, W, 3): grey three times; a view."""
    return cast(Planes, np.broadcast_to(pixels, (*pixels.shape[:2], 3))) if pixels.shape[2] == 1 else pixels


def blended(before: Pixels, after: Pixels, share: float) -> Pixels:
    """`before` with a share (0 to 1) of the change to `after`, which is used up, and may be RGB of a grey picture."""
    if before.shape[2] == 1 and after.shape[2] == 3:
        after = after.mean(axis=2, dtype=np.float32)[..., None]
    if share != 1:
        after -= before
        after *= np.float32(share)
        after += before
    return np.clip(after, 0, 1, out=after)
