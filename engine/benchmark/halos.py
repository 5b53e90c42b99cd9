"""Halos: how many pixels are computed more than once, since tiles need surroundings."""

from __future__ import annotations

from collections.abc import Sequence

from engine.benchmark.trial import Halo
from engine.painting.painter import Painter
from engine.pixels import Box


def areas(painter: Painter, boxes: Sequence[Box]) -> list[int]:
    """For each step, the pixels that it is given to paint all the boxes, at the scale of its picture."""
    found = [0] * len(painter.steps)
    for box in boxes:
        for index, given in enumerate(reversed(painter.boxes_for(box)[1:])):
            found[index] += given.height * given.width
    return found


def halos(painter: Painter, boxes: Sequence[Box]) -> tuple[Halo, ...]:
    """Of each step; `boxes` are all tiles of the painted picture."""
    shares: list[Halo] = []
    pixels = painter.height * painter.width
    for step, area in zip(painter.steps, areas(painter, boxes), strict=True):
        shares.append(Halo(step.stage.name, area / pixels - 1))
        pixels *= step.stage.scale**2
    return tuple(shares)
