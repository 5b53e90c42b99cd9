"""Retouch: what somebody marked goes, be it damage, a caption or a thing; the picture itself covers its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import cv2
import numpy as np
from msgspec import Meta

from engine.edits.drawing import MARKED, drawn, drawn_on
from engine.edits.edit import Mark
from engine.edits.patches import Patch, covered, patches_over
from engine.overview import Overview
from engine.palette.filling import Mask
from engine.palette.measures import Measures
from engine.pixels import Box, Pixels, blended
from engine.stage import Evidence, Look, Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks

WIDER = 2  # pixels of the finest detail around what was drawn: things are soft at their edges
SOFT = 1  # pixels over which a patch passes into the picture


@dataclass(frozen=True)
class Covered(Look):
    patches: tuple[Patch, ...] = ()
    wider: int = WIDER
    """Pixels around what was drawn that are covered too."""


class Retouch(Stage, tag="retouch", frozen=True):
    """Takes away what was marked by hand, and covers its place with what the picture has elsewhere."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the picture as it is")] = 1.0
    marks: Annotated[tuple[Mark, ...], Meta(title="Marks", description="what is to go; drawn on the page “Edit”")] = ()

    def look(self, overview: Overview, networks: Networks) -> Look:
        """It paints at the scale of the scan, so that nothing is left of a sharp thing; patches are as fine as its detail."""
        finest, (height, width) = Measures(overview.probes).working_shrink, overview.small.shape[:2]
        share = float((drawn(self.marks, Box(0, 0, height, width), height, width) == MARKED).mean())
        return Covered(
            halo=WIDER * finest + 2 * SOFT,
            remarks=(f"marked by hand: {share:.2%} of the picture",),
            needed=share > 0,
            patches=patches_over(self.marks, overview, finest, WIDER * finest + 2 * SOFT),
            wider=WIDER * finest,
        )

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Covered)
        hidden = _wider(drawn_on(self.marks, tile)[..., 0] == MARKED, look.wider)
        if not self.strength or not hidden.any():
            return tile.pixels
        after = covered(tile.pixels, _wider(hidden, SOFT), tile, look.patches)
        soft = np.asarray(cv2.blur(hidden.astype(np.float32), (2 * SOFT + 1, 2 * SOFT + 1)), np.float32)[..., None]
        return blended(tile.pixels, (tile.pixels + soft * (after - tile.pixels)).astype(np.float32), self.strength)

    def evidence(self, overview: Overview, look: Any, marks: Marks | None) -> Evidence | None:
        height, width = overview.small.shape[:2]
        shade = drawn(self.marks, Box(0, 0, height, width), height, width) == MARKED
        return Evidence("what was marked", shade=shade.astype(np.float32), most="covered")


def _wider(mask: Mask, pixels: int) -> Mask:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * pixels + 1, 2 * pixels + 1))
    return cv2.dilate(mask.astype(np.uint8), disc) > 0
