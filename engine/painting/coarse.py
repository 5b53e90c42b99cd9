"""Stages that work at a much coarser scale than the picture's: what they need of it is made small piece by piece.

A style has strokes as wide as a share of the picture; of a thousand megapixels it is shown a copy of one or two. A tile would
be read with surroundings a hundred times as large as itself, and nearly all of what the network paints would be thrown away. So
a batch lets such a stage paint the whole picture once, small, and tiles enlarge their share; and who wants a single box, as
a preview does, has what lies around it read in pieces, and never whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.overview import shrunk
from engine.painting.readers import ENLARGING, Reader, larger, read_from
from engine.painting.step import Step
from engine.painting.tiles import SMALLEST, TILE, tile_rows
from engine.pixels import Box, Pixels, as_rgb

if TYPE_CHECKING:
    from engine.painting.painter import Painter

FAR = 192  # pixels of surroundings on each side, from which it is worth it: tiles would be read twice over
MOST = 4 * 10**6  # working pixels that are kept, 12 bytes each
RIM = 2 * ENLARGING  # working pixels beyond what is wanted that are painted too

Bands = Callable[[int, int, Callable[[Box], Pixels], int], Iterator[Pixels]]
"""Paints a picture of that height and width, box by box of a side, and gives its rows: see tiles.painted_bands."""


def in_turn(height: int, width: int, paint: Callable[[Box], Pixels], tile: int) -> Iterator[Pixels]:
    """Bands, one box after the other."""
    for row in tile_rows(height, width, tile):
        yield np.concatenate([paint(box) for box in row], axis=1)


def painted_ahead(painter: Painter, bands: Bands = in_turn, box: Box | None = None) -> Painter:
    """The same painter; its far-sighted steps have painted, at their working scale, what a box of the painted picture needs.

    Without a `box`: the whole picture. What comes back must not be asked for more than that.
    """
    inputs = painter.boxes_for(box or Box(0, 0, *painter.size))[::-1]  # of each step, and the box itself
    for place, (step, wanted) in enumerate(zip(painter.steps, inputs[1:], strict=True)):
        before = replace(painter, steps=painter.steps[:place])
        needed = wanted.reduced(step.stage.scale * step.look.shrink)
        if _is_far_sighted(step, needed):
            ahead = replace(step, change=_change(before, step, needed.grown(RIM), bands))
            painter = replace(painter, steps=(*before.steps, ahead, *painter.steps[place + 1 :]))
    return painter


def _is_far_sighted(step: Step, needed: Box) -> bool:
    look = step.look
    far = look.shrink > 1 and (look.halo + ENLARGING) * look.shrink > FAR
    return far and step.change is None and needed.height * needed.width <= MOST


def _change(before: Painter, step: Step, wanted: Box, bands: Bands) -> Reader:
    """What the step changes there, in pixels of its working scale, of what those before it have painted."""
    shrink, scale = step.look.shrink, step.stage.scale

    def made_small(box: Box) -> Pixels:
        return shrunk(before.paint(box.enlarged(shrink)), shrink)

    height, width = (-(-side // shrink) for side in before.size)
    alone = replace(before, height=height, width=width, steps=(replace(step, look=replace(step.look, shrink=1)),))
    around = alone.boxes_for(wanted.enlarged(scale))[-1]  # mirrored outside before it is made small, as it is for tiles
    read = _read_in(around, _painted(around, made_small, bands, max(SMALLEST, TILE // shrink)))
    change = _painted(wanted.enlarged(scale), replace(alone, read=read).paint, bands, TILE)
    small = read(wanted)
    change -= larger(as_rgb(small) if step.stage.colours else small, scale)
    return _read_in(wanted.enlarged(scale), change)


def _painted(place: Box, paint: Callable[[Box], Pixels], bands: Bands, side: int) -> Pixels:
    return np.concatenate(list(bands(place.height, place.width, lambda box: paint(box.moved(place.top, place.left)), side)))


def _read_in(place: Box, pixels: Pixels) -> Reader:
    """Reads boxes of a picture of which `pixels` are what lies in `place`; beyond that, mirrored."""
    read = read_from(pixels)
    return lambda box: read(box.moved(-place.top, -place.left))
