"""A network: a model as stages see it, on whatever device it runs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.backends.backend import Facts, Tiles
from engine.pixels import Pixels
from models.package import Package


class Network:
    """A model as stages see it. What goes in and comes out is checked and padded here, once for all backends."""

    def __init__(self, package: Package, run: Callable[..., Tiles]) -> None:
        design = package.card.network
        self.planes = design.planes
        self.facts = design.facts
        self.multiple_of = design.multiple_of
        self.halo = package.card.halo
        self.memory = design.memory
        self.styles = package.card.styles
        self._package = package
        self._run = run

    def __call__(self, tiles: Tiles, facts: Facts | None = None) -> Tiles:
        """float32 (B, H, W, planes) in 0 to 1, to (B, h, w, C); any H and W, padded by reflection where needed.

        `facts` (facts,), as `look` found them, where the network has some.
        """
        if (facts is None) == bool(self.facts):
            raise ValueError(f"the model “{self._package.card.id}” is to be told {self.facts} facts about the picture")
        height, width = tiles.shape[1:3]
        padded = self._padded(tiles)
        told = () if facts is None else (np.broadcast_to(facts, (len(tiles), self.facts)),)
        answer = self._answer(self._package, padded, *told)
        if padded.shape != tiles.shape:
            scale = answer.shape[1] / padded.shape[1]
            answer = answer[:, : round(height * scale), : round(width * scale)]
        return answer

    def look(self, picture: Pixels) -> Facts | None:
        """(H, W, planes) float32 in 0 to 1, a whole picture made small, to (facts,): what to tell with each of its tiles.

        None for a network that needs to be told nothing.
        """
        return None if not self.facts else self._answer(self._package.looking, self._padded(picture[None]))[0]

    def _padded(self, tiles: Tiles) -> Tiles:
        """Raises ValueError for tiles that are none."""
        if tiles.dtype != np.float32 or tiles.ndim != 4 or tiles.shape[3] != self.planes:
            raise ValueError(f"want float32 (B, H, W, {self.planes}), got {tiles.dtype} {tiles.shape}")
        below, right = (-side % self.multiple_of for side in tiles.shape[1:3])
        return np.pad(tiles, ((0, 0), (0, below), (0, right), (0, 0)), mode="symmetric") if below or right else tiles

    def _answer(self, package: Package, *given: Tiles) -> Tiles:
        return self._run(package, *given)
