"""Few shapes: libraries plan anew for each size of tile, and no two small pictures are of one size.

So tiles are made as large as the next of a few sizes, mirrored at their ends, and what was answered is cut again.
"""

from __future__ import annotations

import numpy as np

from engine.backends.backend import Session, Tiles
from models.looking import Looking
from models.package import Package


def may_be_larger(package: Package) -> bool:
    """Whether the model may be shown tiles that are larger than what they are of: not where it looks at all of them at once."""
    design = package.card.network
    return bool(package.card.halo) and design.in_tiles and not isinstance(design, Looking)


def step_for(package: Package, step: int) -> int:
    """Pixels between two sizes: at least `step`, and on the model's own grid."""
    return int(np.lcm(step, package.card.network.multiple_of))


def in_few_shapes(session: Session, step: int) -> Session:
    """The same session; tiles come to it with sides that are multiples of `step`."""

    def answer(tiles: Tiles, *facts: Tiles) -> Tiles:
        height, width = tiles.shape[1:3]
        below, right = -height % step, -width % step
        if not below and not right:
            return session(tiles, *facts)
        padded = np.pad(tiles, ((0, 0), (0, below), (0, right), (0, 0)), mode="symmetric")
        answered = session(padded, *facts)
        scale = answered.shape[1] // padded.shape[1]
        return np.ascontiguousarray(answered[:, : height * scale, : width * scale])

    return answer
