"""What the tests of the suite `repair` share: a scratched photograph, and functions that stand in for networks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import skimage.data

from engine.evaluation.grids import Grid
from engine.evaluation.specimens import Specimen
from engine.model import Model
from engine.network import Network
from engine.stages.scratches import FINDER, INPAINTER
from models.card import Card
from models.network import NetworkDesign
from models.networks.damage_finder import DamageFinder
from models.networks.inpainter import Inpainter
from models.package import Package

CAT = skimage.data.chelsea()[40:136, 100:228]
DESIGNS: dict[str, NetworkDesign] = {
    FINDER: DamageFinder(widths=(4,), blocks=(1,)),
    INPAINTER: Inpainter(widths=(4,), blocks=(1,)),
}
Tiles = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def card(name: str) -> Card:
    return Card(
        id=name, title=name, purpose="For tests.", network=DESIGNS[name], halo=8, licence="none", trained_on="nothing",
        weights_sha256="",
    )  # fmt: skip


def networks(finder: Callable[[Tiles], Tiles], inpainter: Callable[[Tiles], Tiles]) -> Callable[[Model], Network]:
    """Functions of (B, H, W, planes), that stand in for the networks."""

    def network(model: Model) -> Network:
        answer = {FINDER: finder, INPAINTER: inpainter}[str(model)]
        return Network(Package(Path(), card(str(model))), lambda _, tiles: answer(tiles))

    return network


def finds_white(tiles: Tiles) -> Tiles:
    return (tiles.min(axis=3, keepdims=True) > 0.98).astype(np.float32)


def paints_grey(tiles: Tiles) -> Tiles:
    return np.full_like(tiles[..., :3], 0.5)


def refuses(tiles: Tiles) -> Tiles:
    raise AssertionError("nobody was to ask this network")


def scratched() -> Specimen:
    """The cat, with a white line three pixels wide."""
    damaged, mask = CAT.copy(), np.zeros(CAT.shape[:2], np.bool_)
    mask[20:80, 60:63] = True
    damaged[mask] = 255
    return Specimen("cat.png", CAT, damaged, mask)


def cell(grid: Grid, name: str, column: str) -> float:
    (line,) = [line for line in grid.lines if line.name == name]
    value = line.cells[grid.columns.index(column)]
    assert value is not None
    return value
