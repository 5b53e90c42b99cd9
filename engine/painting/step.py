"""A step: a stage that has looked at a picture, and what it needs to know of its surroundings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.findings import Finding
from engine.painting.readers import ENLARGING, MarksReader, Reader, on_grid
from engine.pixels import Box
from engine.stage import Look, Marks, Stage

BEYOND = 32  # working pixels of mirrored surroundings outside the picture: more of what is not there makes no edge better


@dataclass(frozen=True)
class Step:
    """A stage that has looked."""

    stage: Stage
    look: Look
    marks: MarksReader | None = None
    small_marks: Marks | None = None
    """As large as the small copy of the picture."""

    change: Reader | None = None
    """What it changes, at its working scale, where it has painted that ahead of the tiles (see coarse.py)."""

    @property
    def finding(self) -> Finding:
        look = self.look
        certainty = None if look.certainty is None else round(look.certainty, 3)
        return Finding(self.stage.name, look.remarks, certainty=certainty, doubt=look.doubt)

    def input_for(self, wanted: Box) -> Box:
        """What must be known to paint the wanted box of its output: grown by the halo, on the step's grid."""
        look = self.look
        if self.change is not None:
            return wanted.reduced(self.stage.scale).grown(ENLARGING if self.stage.scale > 1 else 0)
        enlarges = look.shrink > 1 or self.stage.scale > 1
        margin = (look.halo + (ENLARGING if enlarges else 0)) * look.shrink
        return on_grid(wanted.reduced(self.stage.scale).grown(margin), look.multiple_of * look.shrink)

    def limit_for(self, limit: Box) -> Box:
        """How far its input may reach, whose output is asked for within `limit`: of what is mirrored outside the picture, tiles
        are given less than their halo."""
        look = self.look
        near = replace(self, look=replace(look, halo=min(look.halo, BEYOND)))
        return near.input_for(limit)
