"""Stages that work at a much coarser scale than the picture's: they paint all of it once, small, and tiles enlarge their share.

A style has strokes as wide as a share of the picture; of a thousand megapixels it is shown a copy of one or two. A tile would
be read with surroundings a hundred times as large as itself, and nearly all of what the network paints would be thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from engine.overview import shrunk
from engine.painting import BEYOND, Painter, Step
from engine.pixels import Box, Pixels, as_rgb
from engine.readers import ENLARGING, Reader, larger, read_from
from engine.tiles import SMALLEST, TILE

FAR = 192  # pixels of surroundings on each side, from which it is worth it: tiles would be read twice over
MOST = 4 * 10**6  # working pixels that are kept, 12 bytes each
RIM = 2 * ENLARGING  # working pixels beyond the edges that are painted too

Bands = Callable[[int, int, Callable[[Box], Pixels], int], Iterator[Pixels]]
"""Paints a picture of that height and width, box by box of a side, and gives its rows: see tiles.painted_bands."""


def painted_ahead(painter: Painter, bands: Bands) -> Painter:
    """The same painter; its far-sighted steps have painted the whole picture at their working scale."""
    for place, step in enumerate(painter.steps):
        before = replace(painter, steps=painter.steps[:place])
        if _is_far_sighted(step, before.size):
            ahead = replace(step, change=_change(before, step, bands))
            painter = replace(painter, steps=(*before.steps, ahead, *painter.steps[place + 1 :]))
    return painter


def _is_far_sighted(step: Step, size: tuple[int, int]) -> bool:
    look = step.look
    height, width = (-(-side // look.shrink) for side in size)
    return (look.halo + ENLARGING) * look.shrink > FAR and look.shrink > 1 and height * width <= MOST


def _change(before: Painter, step: Step, bands: Bands) -> Reader:
    """What the step changes of all that those before it have painted, at its working scale; a little beyond the edges too."""
    shrink, scale = step.look.shrink, step.stage.scale
    height, width = (-(-side // shrink) for side in before.size)

    def made_small(box: Box) -> Pixels:
        return shrunk(before.paint(box.enlarged(shrink)), shrink)

    around = Box(0, 0, height, width).grown(BEYOND + RIM)  # mirrored before it is made small, as it is for tiles
    read = _read_in(around, _painted(around, made_small, bands, max(SMALLEST, TILE // shrink)))
    alone = Step(step.stage, replace(step.look, shrink=1), step.marks)
    wanted = Box(0, 0, height, width).grown(RIM)
    change = _painted(wanted.enlarged(scale), Painter(height, width, read, before.networks, (alone,)).paint, bands, TILE)
    small = read(wanted)
    change -= larger(as_rgb(small) if step.stage.colours else small, scale)
    return _read_in(wanted.enlarged(scale), change)


def _painted(place: Box, paint: Callable[[Box], Pixels], bands: Bands, side: int) -> Pixels:
    return np.concatenate(list(bands(place.height, place.width, lambda box: paint(box.moved(place.top, place.left)), side)))


def _read_in(place: Box, pixels: Pixels) -> Reader:
    """Reads boxes of a picture of which `pixels` are what lies in `place`; beyond that, mirrored."""
    read = read_from(pixels)
    return lambda box: read(box.moved(-place.top, -place.left))
