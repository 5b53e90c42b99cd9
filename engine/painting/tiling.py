"""Tiling: how large the tiles of a picture are. Each is computed with its surroundings: larger ones are less work, more memory.

The rule: of all sides, the one with the least work whose tiles have room. A tile takes what its network takes while it runs,
one at a time (`Look.memory`), and HANDLED for each pixel that is read, of all tiles that are being prepared or put together;
and a row of tiles is laid into a band as wide as the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.painting.painter import Painter
from engine.painting.tiles import SMALLEST, edges
from engine.pixels import Box

LEAST, MOST, STEP = 256, 3072, 64  # sides that are tried, in pixels
HANDLED = 88  # bytes for each pixel that is read, of two tiles together


@dataclass(frozen=True)
class Room:
    """Bytes that tiles may take."""

    memory: int
    """Of the machine."""

    card: int = 0
    """Of the graphics card, for what networks take; 0: there is none, and networks take of the machine's."""

    def holds(self, network: int, handled: int) -> bool:
        if self.card:
            return network <= self.card and handled <= self.memory
        return network + handled <= self.memory


@dataclass(frozen=True)
class Cost:
    """Of painting a picture with tiles of one side."""

    work: float
    """Pixels that networks are given in all, each as heavy as the memory that it takes; where there are none, pixels read."""

    network: int
    """Bytes that the heaviest network takes for the largest tile."""

    handled: int
    """Bytes that tiles take beside it, and the band of the picture that they are laid into."""


def best_side(painter: Painter, room: Room, row_bytes: int = 0) -> int:
    """Pixels along the side of a tile of the painted picture, whose rows have so many bytes."""
    longest = max(painter.size)
    sides = [side for side in range(LEAST, MOST + 1, STEP) if side < longest + STEP]
    if sides and sides[-1] >= longest:  # all in one tile, so that nothing is read twice
        whole = cost_of(painter, sides[-1], row_bytes)
        if room.holds(whole.network, whole.handled):
            return sides[-1]
    costs = {side: cost_of(painter, side, row_bytes) for side in sides}
    found = [(cost.work, side) for side, cost in costs.items() if room.holds(cost.network, cost.handled)]
    return min(found)[1] if found else LEAST


def cost_of(painter: Painter, side: int, row_bytes: int = 0) -> Cost:
    """Rows and columns are reckoned apart: what a step is given of a tile is as high as its row, and as wide as its column."""
    height, width = painter.size
    rows = [painter.boxes_for(Box(top, 0, bottom, SMALLEST))[1:] for top, bottom in edges(height, side)]
    columns = [painter.boxes_for(Box(0, left, SMALLEST, right))[1:] for left, right in edges(width, side)]
    work, network, read = 0.0, 0, height * width
    largest = min(side, height) * min(side, width)
    for place, step in enumerate(reversed(painter.steps)):
        heights, widths = [boxes[place].height for boxes in rows], [boxes[place].width for boxes in columns]
        read, largest = sum(heights) * sum(widths), max(heights) * max(widths)
        weight = 0.0 if step.change else step.look.memory / step.look.shrink**2
        work, network = work + weight * read, max(network, round(weight * largest))
    return Cost(work or read, network, HANDLED * largest + row_bytes * min(side, height))
