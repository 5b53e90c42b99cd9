"""The eight ways in which a file's rows can lie, and the way back to the upright picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.pixels import Box, Samples


@dataclass(frozen=True)
class Orientation:
    """How the stored picture is made upright: swap rows and columns, then mirror. The numbers are those of EXIF."""

    swapped: bool = False
    rows_mirrored: bool = False
    columns_mirrored: bool = False

    @staticmethod
    def of(number: int) -> Orientation:
        """From EXIF's number; what it does not define counts as upright."""
        if not 1 <= number <= 8:
            return UPRIGHT
        return Orientation(swapped=number >= 5, rows_mirrored=number in (3, 4, 7, 8), columns_mirrored=number in (2, 3, 6, 7))

    def turned(self, first: float, second: float) -> tuple[float, float]:
        """A pair that belongs to the two axes, such as dots per inch, for the upright picture."""
        return (second, first) if self.swapped else (first, second)

    def upright_size(self, height: int, width: int) -> tuple[int, int]:
        return (width, height) if self.swapped else (height, width)

    def stored_box(self, box: Box, height: int, width: int) -> Box:
        """Where a box of the upright picture (of that size) lies in the stored one."""
        top, bottom, left, right = box.top, box.bottom, box.left, box.right
        if self.rows_mirrored:
            top, bottom = height - bottom, height - top
        if self.columns_mirrored:
            left, right = width - right, width - left
        return Box(left, top, right, bottom) if self.swapped else Box(top, left, bottom, right)

    def upright(self, stored: Samples) -> Samples:
        """The samples of a stored box, upright."""
        samples = stored.swapaxes(0, 1) if self.swapped else stored
        if self.rows_mirrored:
            samples = samples[::-1]
        if self.columns_mirrored:
            samples = samples[:, ::-1]
        return np.ascontiguousarray(samples)


UPRIGHT = Orientation()
