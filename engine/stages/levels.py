"""Levels: gives faded, yellowed and tinted pictures their tones back, from the whole picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import cv2
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from engine.overview import Overview
from engine.pixels import Box, Pixels, as_rgb, blended
from engine.stage import Evidence, Look, Marks, Stage, Tile
from engine.uncovered import MODELS, uncovered

if TYPE_CHECKING:
    from engine.network import Network
    from engine.stage import Networks

MODEL = "toner"
STRIP = 64  # rows of a tile that are toned at a time
STEPS = 33  # of a curve that is shown
UNSURE, SURE = 6 / 255, 15 / 255  # mean change of a picture: less than the first is not done, more than the second is, wholly
STEADY = 0.5  # share of the change by which views of the picture may disagree; at twice as much nothing is done
VIEWS = ((0.0, 0.0), (0.0, 0.25), (0.25, 0.0), (0.25, 0.25))  # where parts of three quarters of both sides begin


@dataclass(frozen=True)
class Tones(Look):
    """painted = curve(pixels * (1 + gain) + offset), with the gain and offset of the place."""

    grid: NDArray[np.float32] | None = None
    """(rows, columns, 2): gain and offset, for the middles of even cells over the whole picture."""

    curves: NDArray[np.float32] | None = None
    """(3, knots): of red, green and blue, at even steps from 0 to 1."""

    share: float = 1.0
    """How much of it is done: 0 for pictures that need no change."""


class Levels(Stage, tag="levels", frozen=True):
    """Restores the tones of a faded picture and removes its colour cast."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the tones as they are")] = 1.0

    @property
    def models(self) -> tuple[str, ...]:
        return (MODEL, *MODELS)

    def look(self, overview: Overview, networks: Networks) -> Look:
        network, seen = networks(MODEL), uncovered(overview.small, networks)
        tones = _measured(seen, network)
        change = _apart(_wholly_toned(seen, tones), seen)
        share = float(np.clip((change - UNSURE) / (SURE - UNSURE), 0, 1))
        if share:
            share *= float(np.clip(2 - _disagreement(seen, tones, network) / (STEADY * change), 0, 1))
        said = f"tones: changed by {share * change * 255:.1f} of 255" if share else "tones: as they should be"
        sure = abs(2 * share - 1)
        doubt = f"tones: they may be as they should be; {share:.0%} of the change was made" if sure < 1 else ""
        return replace(tones, share=share, remarks=(said,), needed=share > 0, certainty=sure, doubt=doubt)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Tones)
        share = self.strength * look.share
        return blended(tile.pixels, _toned(tile, look), share) if share else tile.pixels

    def evidence(self, overview: Overview, look: Any, marks: Marks | None) -> Evidence | None:
        """The curves, with the mean of what is done differently from place to place."""
        assert isinstance(look, Tones)
        assert look.grid is not None
        ramp = np.broadcast_to(np.linspace(0, 1, STEPS, dtype=np.float32)[None, :, None], (1, STEPS, 3))
        whole = replace(look, grid=np.ascontiguousarray(look.grid.mean(axis=(0, 1), keepdims=True)))
        toned = _toned(Tile(ramp, Box(0, 0, 1, STEPS), 1, STEPS), whole)
        return Evidence("what became of the tones", curves=blended(ramp, toned, self.strength * look.share)[0].T)


def _measured(seen: Pixels, network: Network) -> Tones:
    size = network.multiple_of
    small = np.asarray(cv2.resize(seen, (size, size), interpolation=cv2.INTER_AREA), np.float32).clip(0, 1)
    measured = network(small[None])[0]
    return Tones(grid=np.ascontiguousarray(measured[..., :2]), curves=measured[0, 0, 2:].reshape(3, -1))


def _disagreement(seen: Pixels, tones: Tones, network: Network) -> float:
    """How far apart the tones are, at most, that the picture, mirrored, and parts of it would be given by themselves.

    Fading lies over all of a picture. What is only a colour of the scene looks otherwise in a part that has less of it.
    """
    mirrored = np.ascontiguousarray(seen[:, ::-1])
    apart = [_apart(_wholly_toned(mirrored, _measured(mirrored, network)), _wholly_toned(seen, tones)[:, ::-1])]
    height, width = seen.shape[:2]
    for down, across in VIEWS:
        box = Box(0, 0, -(-3 * height // 4), -(-3 * width // 4)).moved(int(down * height), int(across * width))
        box = box.clipped(height, width)
        rows, columns = box.inside(Box(0, 0, height, width))
        part = np.ascontiguousarray(seen[rows, columns])
        apart.append(_apart(_wholly_toned(part, _measured(part, network)), _toned(Tile(part, box, height, width), tones)))
    return max(apart)


def _apart(one: Pixels, other: Pixels) -> float:
    return float(np.sqrt(np.mean((one - other) ** 2)))


def _wholly_toned(seen: Pixels, tones: Tones) -> Pixels:
    height, width = seen.shape[:2]
    return _toned(Tile(seen, Box(0, 0, height, width), height, width), tones)


def _toned(tile: Tile, tones: Tones) -> Pixels:
    """(H, W, 3): the tile, with all of the change; in strips, that stay in the processor's cache from one step to the next."""
    box, toned = tile.box, np.empty((*tile.pixels.shape[:2], 3), np.float32)
    for top in range(0, box.height, STRIP):
        rows = slice(top, min(top + STRIP, box.height))
        place = Box(box.top + rows.start, box.left, box.top + rows.stop, box.right)
        toned[rows] = _strip_toned(replace(tile, pixels=tile.pixels[rows], box=place), tones)
    return toned


def _strip_toned(tile: Tile, tones: Tones) -> Pixels:
    assert tones.grid is not None
    assert tones.curves is not None
    gain, offset = _local(tones.grid, tile)
    planes = cv2.split(as_rgb(tile.pixels))
    painted = [_curved(plane * gain + offset, curve) for plane, curve in zip(planes, tones.curves, strict=True)]
    return np.asarray(cv2.merge(painted), np.float32).clip(0, 1)


def _curved(plane: NDArray[np.float32], curve: NDArray[np.float32]) -> NDArray[np.float32]:
    """A plane (H, W) through a curve of straight pieces, each of which is looked up: many times as fast as np.interp."""
    count = len(curve) - 1
    slopes = np.diff(curve) * count
    starts = curve[:-1] - slopes * np.arange(count) / count
    plane = np.clip(plane, 0, 1)
    piece = (plane * np.float32(count)).astype(np.uint8)
    return np.asarray(cv2.LUT(piece, _table(starts)) + cv2.LUT(piece, _table(slopes)) * plane, np.float32)


def _table(pieces: NDArray[np.floating]) -> NDArray[np.float32]:
    """(1, 256): for OpenCV's look-up; where a curve ends, its last piece goes on."""
    return np.asarray(np.concatenate([pieces, np.full(256 - len(pieces), pieces[-1])])[None], np.float32)


def _local(grid: NDArray[np.float32], tile: Tile) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(H, W) each, gain and offset: the grid, bilinear, at the place of each of the tile's pixels; beyond the outer middles it
    is even. (OpenCV's own interpolation knows 32 places between two middles, which in a large scan are steps that one sees.)"""
    down = _shares(grid.shape[0], tile.box.top, tile.box.bottom, tile.height)
    across = _shares(grid.shape[1], tile.box.left, tile.box.right, tile.width)
    gain, offset = (np.asarray(down @ grid[..., place] @ across.T, np.float32) for place in range(2))
    return gain + np.float32(1), offset


def _shares(cells: int, start: int, end: int, length: float) -> NDArray[np.float32]:
    """(end - start, cells): how much of each cell there is in each pixel; middles of cells are whole numbers."""
    places = np.clip((np.arange(start, end, dtype=np.float64) + 0.5) / length * cells - 0.5, 0, cells - 1)
    return np.maximum(0, 1 - np.abs(places[:, None] - np.arange(cells))).astype(np.float32)
