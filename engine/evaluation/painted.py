"""Paints a picture as the program does, without a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.painting.tiles import tile_rows
from engine.pixels import Box, Pixels
from engine.stage import Stage

if TYPE_CHECKING:
    from engine.stage import Networks


def painted(picture: Pixels, stages: Sequence[Stage], networks: Networks) -> Pixels:
    """The picture through stages, in tiles."""
    height, width = picture.shape[:2]
    whole = Box(0, 0, height, width)
    read_box = mirrored(lambda box: picture[box.inside(whole)], height, width)
    painter = Painter(height, width, read_box, networks).looking(stages)
    rows = tile_rows(*painter.size)
    return np.concatenate([np.concatenate([painter.paint(box) for box in row], axis=1) for row in rows])
