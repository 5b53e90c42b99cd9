"""Levels: gives faded, yellowed and tinted pictures their tones back, from the whole picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import cv2
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from engine.overview import Overview
from engine.pixels import Pixels
from engine.stage import Look, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks

MODEL = "toner"


@dataclass(frozen=True)
class Tones(Look):
    """painted = curve(pixels * (1 + gain) + offset), with the gain and offset of the place."""

    grid: NDArray[np.float32] | None = None
    """(rows, columns, 2): gain and offset, for the middles of even cells over the whole picture."""

    curves: NDArray[np.float32] | None = None
    """(3, knots): of red, green and blue, at even steps from 0 to 1."""


class Levels(Stage, tag="levels", frozen=True):
    """Restores the tones of a faded picture and removes its colour cast."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the tones as they are")] = 1.0

    @property
    def models(self) -> tuple[str, ...]:
        return (MODEL,)

    def look(self, overview: Overview, networks: Networks) -> Look:
        network = networks(MODEL)
        size = network.multiple_of
        small = cv2.resize(_rgb(overview.small), (size, size), interpolation=cv2.INTER_AREA)
        measured = network(np.clip(small, 0, 1).astype(np.float32)[None])[0]
        curves = measured[0, 0, 2:].reshape(3, -1)
        return Tones(grid=np.ascontiguousarray(measured[..., :2]), curves=curves, remarks=(_in_words(curves),))

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Tones)
        assert look.grid is not None
        assert look.curves is not None
        pixels = _rgb(tile.pixels)
        local = _local(look.grid, tile)
        evened = np.clip(pixels * (1 + local[..., :1]) + local[..., 1:], 0, 1)
        knots = np.linspace(0, 1, look.curves.shape[1], dtype=np.float32)
        painted = np.empty_like(evened)
        for channel in range(3):
            painted[..., channel] = np.interp(evened[..., channel], knots, look.curves[channel])
        if tile.pixels.shape[2] == 1:
            painted = painted.mean(axis=2, keepdims=True)
        return np.clip(tile.pixels + np.float32(self.strength) * (painted - tile.pixels), 0, 1)


def _rgb(pixels: Pixels) -> Pixels:
    return np.broadcast_to(pixels, (*pixels.shape[:2], 3)) if pixels.shape[2] == 1 else pixels


def _local(grid: NDArray[np.float32], tile: Tile) -> NDArray[np.float32]:
    """(H, W, 2): the grid, bilinear, at the place of each of the tile's pixels; beyond the outer middles it is even."""
    rows = _between(grid.shape[0], tile.box.top, tile.box.bottom, tile.height)
    columns = _between(grid.shape[1], tile.box.left, tile.box.right, tile.width)
    x, y = np.meshgrid(columns, rows)
    return np.asarray(cv2.remap(grid, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _between(cells: int, start: int, end: int, length: float) -> NDArray[np.float32]:
    """The place of each pixel from start to end, in cells; middles of cells are whole numbers."""
    places = (np.arange(start, end, dtype=np.float64) + 0.5) / length * cells - 0.5
    return np.clip(places, 0, cells - 1).astype(np.float32)


def _in_words(curves: NDArray[np.float32]) -> str:
    black, white = curves[:, 0], curves[:, -1]
    return f"tones: contrast x {float((white - black).mean()):.2f}, black {float(black.mean()):+.2f}"
