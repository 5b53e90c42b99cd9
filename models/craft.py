"""A craft: a way to draw, or a historic process, done to a photograph by code, as a work to learn a style from."""

from typing import Any, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.float32]
"""(H, W, 3), sRGB-encoded, 0 to 1."""

Values: TypeAlias = NDArray[np.floating[Any]]
"""(H, W) or (H, W, channels), on the way from one picture to another: float32, which type checkers lose sight of."""

Plane: TypeAlias = Values
"""(H, W): a grey, a field of numbers, or a share of something."""


class Craft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of a craft; `made` does it to one picture."""

    def made(self, picture: Picture, choose: np.random.Generator) -> Picture:
        """Another picture of the same size; the same generator state gives the same one.

        Strokes, dots and grains are in pixels of the picture given: make it as large as the work shall be.
        """
        raise NotImplementedError
