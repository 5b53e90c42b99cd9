"""Scratches: finds what lies over a photograph, as scratches, dust, creases, tears and stains do, and paints what is below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import cv2
import numpy as np
from msgspec import Meta, structs
from numpy.typing import NDArray

from engine.edits.drawing import ERASED, Drawn, drawn, drawn_on
from engine.edits.edit import Mark
from engine.overview import Overview
from engine.palette.filling import RIM, Mask, depth, filled, painted
from engine.palette.measures import Measures
from engine.palette.placing import placed
from engine.palette.views import Views, averaged
from engine.pixels import Box, Pixels, as_rgb, blended
from engine.stage import Evidence, Look, Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.stage import Networks

FINDER, INPAINTER = "finder", "inpainter"
WIDER = 2  # pixels on each side: damage is soft at its edges
WIDE = 24  # pixels; scratches and cracks are narrower, a face or a shirt that is taken for a stain is not
SHIFT, LEAST = 0.1, 0.01  # of doubt: how much more or less of it a mask should bear
SPECK = 0.0005  # of the picture
DRAWN = 255  # what people draw is sure; what is found is at most one less
SOFT = 1  # pixels over which what is painted passes into the picture


@dataclass(frozen=True)
class Damage(Look):
    ground: Pixels | None = None
    """The whole picture small, filled, where holes are too deep to be painted from their edges."""


class Scratches(Stage, tag="scratches", frozen=True):
    """Removes scratches, hairs, dust, creases, tears and stains: marks them, and paints what they hide from around them."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the picture as it is")] = 1.0
    doubt: Annotated[
        float, Meta(gt=0, lt=1, title="Doubt", description="how doubtful damage may be that is removed; more finds more")
    ] = 0.2
    wide: Annotated[
        float,
        Meta(
            ge=0, le=1, title="Wide damage",
            description=f"how sure a mark must be that is over {WIDE} pixels wide; 1: only what somebody drew",
        ),
    ] = 1.0  # fmt: skip
    views: Views = 1
    spared: Annotated[tuple[Mark, ...], Meta(title="Spared", description="marks; where they erase, all is left alone")] = ()

    @property
    def models(self) -> tuple[str, ...]:
        return (FINDER, INPAINTER)

    @property
    def surveying(self) -> Stage:
        return Scratches(views=self.views)

    def look(self, overview: Overview, networks: Networks) -> Look:
        finder, inpainter = networks(FINDER), networks(INPAINTER)
        shrink = Measures(overview.probes).working_shrink
        return Damage(
            shrink=shrink,
            halo=max(finder.halo, inpainter.halo + WIDE + WIDER + SOFT, RIM + WIDE + WIDER + SOFT),
            multiple_of=max(finder.multiple_of, inpainter.multiple_of),
            memory=max(finder.memory, inpainter.memory),
        )

    def survey(self, tile: Tile, look: Any, networks: Networks) -> Marks:
        found = averaged(networks(FINDER), np.ascontiguousarray(as_rgb(tile.pixels))[None], self.views)[0]
        return np.rint(found.clip(0, 1) * (DRAWN - 1)).astype(np.uint8)

    def look_again(self, overview: Overview, look: Any, marks: Marks, networks: Networks) -> Look:
        assert isinstance(look, Damage)
        marks = self._without_spared(marks, drawn(self.spared, Box(0, 0, *marks.shape[:2]), *marks.shape[:2]))
        working = max(overview.height, overview.width) / max(marks.shape[:2]) / look.shrink
        share = f"damage: {self.mask(marks, 0, working).mean():.2%} of the picture"
        certainty, doubtful = self._stability(marks, working)
        doubt = f"damage: {doubtful:.2%} of the picture is doubtful" if doubtful >= 0.00005 else ""
        mask = self.mask(marks, WIDER, working)
        deep = not mask.all() and depth(mask).max() * working > RIM
        ground = filled(overview.small, mask, networks(INPAINTER)) if deep else None
        said = (*look.remarks, share)
        return replace(look, ground=ground, remarks=said, needed=bool(mask.any()), certainty=certainty, doubt=doubt)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Damage)
        assert tile.marks is not None
        mask = self.mask(self._without_spared(tile.marks, drawn_on(self.spared, tile)), WIDER)
        if not self.strength or not mask.any():
            return tile.pixels
        pixels, seam = tile.pixels, mask
        if look.ground is not None:
            deep = depth(mask) > RIM
            pixels, seam = np.where(deep[..., None], placed(look.ground, tile), as_rgb(pixels)), mask & ~deep
        after = painted(pixels, seam, tile.box, tile.wanted or tile.box, networks(INPAINTER))
        soft = np.asarray(cv2.blur(mask.astype(np.float32), (2 * SOFT + 1, 2 * SOFT + 1)), np.float32)[..., None]
        return blended(tile.pixels, (tile.pixels + soft * (after - tile.pixels)).astype(np.float32), self.strength)

    def evidence(self, overview: Overview, look: Any, marks: Marks | None) -> Evidence | None:
        if marks is None:
            return None
        shade = self._without_spared(marks, drawn(self.spared, Box(0, 0, *marks.shape[:2]), *marks.shape[:2]))
        return Evidence("where damage was found", shade=np.asarray(shade / np.float32(DRAWN), np.float32), most="surely damage")

    def mask(self, marks: Marks, wider: int, working: float = 1) -> Mask:
        """What is to be painted; `working` pixels of the working scale for one of the marks."""
        found = (marks[..., 0] >= max(1, round((1 - self.doubt) * DRAWN))).astype(np.uint8)
        wide = cv2.dilate(cv2.morphologyEx(found, cv2.MORPH_OPEN, _disc(WIDE / working)), _disc(WIDE / 4 / working))
        kept = np.where(wide > 0, marks[..., 0] >= self.wide * DRAWN, True) * found
        return cv2.dilate(kept.astype(np.uint8), _disc(2 * wider / working + 1)) > 0

    def _without_spared(self, marks: Marks, by_hand: Drawn) -> Marks:
        return np.where(by_hand == ERASED, np.uint8(0), marks) if self.spared else marks

    def _stability(self, marks: Marks, working: float) -> tuple[float, float]:
        """How much of the mask stays what it is where doubtful marks count a little less, or a little more, 0 to 1; and the
        share of the picture that hangs on it.

        The stability score of masks (Kirillov et al. 2023): what both have, of what either has. Both are given a few pixels
        more, so that a speck does not put a whole picture in doubt.
        """
        strict, lenient = (
            structs.replace(self, doubt=min(max(self.doubt + shift, LEAST), 1 - LEAST)).mask(marks, 0, working)
            for shift in (-SHIFT, SHIFT)
        )
        both, either = float((strict & lenient).mean()), float((strict | lenient).mean())
        return (both + SPECK) / (either + SPECK), either - both


def _disc(across: float) -> NDArray[np.uint8]:
    side = max(1, round(across))
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
