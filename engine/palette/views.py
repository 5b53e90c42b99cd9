"""Views: the mean of what a network answers to a picture and to its turned and mirrored copies.

A network errs a little differently each time, and the mean errs less: the geometric self-ensemble of Timofte, Rothe and Van
Gool (2016), “Seven ways to improve example-based single image super resolution”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import numpy as np
from msgspec import Meta

from engine.backends.backend import Tiles

if TYPE_CHECKING:
    from engine.network import Network

Views: TypeAlias = Annotated[
    Literal[1, 4, 8],
    Meta(
        title="Looks",
        description="the mean over so many ways to turn and mirror the picture: better, and as many times slower",
        extra_json_schema={"labels": ("once", "4 times, turned", "8 times, mirrored too")},
    ),
]
WAYS = tuple((turns, mirrored) for mirrored in (False, True) for turns in range(4))
"""Quarter turns, then the same mirrored: the first `views` of them are taken."""


def averaged(network: Network, tiles: Tiles, views: int) -> Tiles:
    """float32 (B, H, W, planes), H and W multiples of the network's `multiple_of` so that each view has the same grid, to the
    mean answer (B, h, w, C)."""
    if views == 1:
        return network(tiles)
    answers = (_back(network(np.ascontiguousarray(_laid(tiles, *way))), *way) for way in WAYS[:views])
    total = next(answers).copy()
    for answer in answers:
        total += answer
    return np.divide(total, views, out=total)


def _laid(tiles: Tiles, turns: int, mirrored: bool) -> Tiles:
    turned = np.rot90(tiles, turns, axes=(1, 2))
    return turned[:, :, ::-1] if mirrored else turned


def _back(answer: Tiles, turns: int, mirrored: bool) -> Tiles:
    return np.rot90(answer[:, :, ::-1] if mirrored else answer, -turns, axes=(1, 2))
