"""Levels: gives faded, yellowed and tinted pictures their tones back, from the whole picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import cv2
import numpy as np
from msgspec import Meta

from engine.overview import Overview
from engine.palette.tint import scatter, with_own_tint
from engine.palette.tones import Tones, moved, toned, wholly_toned
from engine.palette.uncovered import MODELS, uncovered
from engine.pixels import Box, Pixels, blended
from engine.stage import Evidence, Look, Marks, Stage, Tile

if TYPE_CHECKING:
    from engine.network import Network
    from engine.stage import Networks

MODEL = "toner"
STEPS = 33  # of a curve that is shown
ONE_TONE, COLOURED = 2.0, 2.8  # of colours that scatter: prints of one tone have less than the first, nearly all others more
UNSURE, SURE = 6 / 255, 15 / 255  # mean change of a picture: less than the first is not done, more than the second is, wholly
STEADY = 0.5  # share of the change by which views of the picture may disagree; at twice as much nothing is done
VIEWS = ((0.0, 0.0), (0.0, 0.25), (0.25, 0.0), (0.25, 0.25))  # where parts of three quarters of both sides begin


class Levels(Stage, tag="levels", frozen=True):
    """Restores the tones of a faded picture and removes its colour cast."""

    strength: Annotated[float, Meta(ge=0, le=1, title="Strength", description="0 leaves the tones as they are")] = 1.0

    @property
    def models(self) -> tuple[str, ...]:
        return (MODEL, *MODELS)

    def look(self, overview: Overview, networks: Networks) -> Look:
        network, seen = networks(MODEL), uncovered(overview.small, networks)
        one_tone = float(np.clip((COLOURED - scatter(seen)) / (COLOURED - ONE_TONE), 0, 1))
        tones = _measured(seen, network, one_tone)
        change = _apart(wholly_toned(seen, tones), seen)
        share = float(np.clip((change - UNSURE) / (SURE - UNSURE), 0, 1))
        if share:
            share *= float(np.clip(2 - _disagreement(seen, tones, network, one_tone) / (STEADY * change), 0, 1))
        said = f"tones: changed by {share * change * 255:.1f} of 255" if share else "tones: as they should be"
        sure = abs(2 * share - 1)
        doubt = f"tones: they may be as they should be; {share:.0%} of the change was made" if sure < 1 else ""
        return replace(tones, share=share, remarks=(said,), needed=share > 0, certainty=sure, doubt=doubt)

    def paint(self, tile: Tile, look: Any, networks: Networks) -> Pixels:
        assert isinstance(look, Tones)
        share = self.strength * look.share
        return blended(tile.pixels, toned(tile, look), share) if share else tile.pixels

    def evidence(self, overview: Overview, look: Any, marks: Marks | None) -> Evidence | None:
        """The curves, with the mean of what is done differently from place to place."""
        assert isinstance(look, Tones)
        assert look.grid is not None
        ramp = np.broadcast_to(np.linspace(0, 1, STEPS, dtype=np.float32)[None, :, None], (1, STEPS, 3))
        whole = replace(look, grid=np.ascontiguousarray(look.grid.mean(axis=(0, 1), keepdims=True)))
        painted = toned(Tile(ramp, Box(0, 0, 1, STEPS), 1, STEPS), whole)
        return Evidence("what became of the tones", curves=blended(ramp, painted, self.strength * look.share)[0].T)


def _measured(seen: Pixels, network: Network, one_tone: float) -> Tones:
    """`one_tone`, 0 to 1: how surely the picture has no colours of its own; then it gets no tint that it did not have."""
    size = network.multiple_of
    small = np.asarray(cv2.resize(seen, (size, size), interpolation=cv2.INTER_AREA), np.float32).clip(0, 1)
    measured = network(small[None])[0]
    tones = Tones(grid=np.ascontiguousarray(measured[..., :2]), curves=measured[0, 0, 2:].reshape(3, -1))
    return _in_its_own_tint(tones, small, one_tone) if one_tone else tones


def _in_its_own_tint(tones: Tones, small: Pixels, one_tone: float) -> Tones:
    """The network does not know that such a print has one colour, and leaves a little blue or green here and there.

    Curves are moved, and nothing else: cheeks that were coloured by hand stay as different from the print as they were.
    """
    painted = wholly_toned(small, tones)
    return moved(tones, small, np.float32(one_tone) * (with_own_tint(small, painted) - painted))


def _disagreement(seen: Pixels, tones: Tones, network: Network, one_tone: float) -> float:
    """How far apart the tones are, at most, that the picture, mirrored, and parts of it would be given by themselves.

    Fading lies over all of a picture. What is only a colour of the scene looks otherwise in a part that has less of it.
    """
    mirrored = np.ascontiguousarray(seen[:, ::-1])
    apart = [_apart(wholly_toned(mirrored, _measured(mirrored, network, one_tone)), wholly_toned(seen, tones)[:, ::-1])]
    height, width = seen.shape[:2]
    for down, across in VIEWS:
        box = Box(0, 0, -(-3 * height // 4), -(-3 * width // 4)).moved(int(down * height), int(across * width))
        box = box.clipped(height, width)
        rows, columns = box.inside(Box(0, 0, height, width))
        part = np.ascontiguousarray(seen[rows, columns])
        apart.append(
            _apart(wholly_toned(part, _measured(part, network, one_tone)), toned(Tile(part, box, height, width), tones))
        )
    return max(apart)


def _apart(one: Pixels, other: Pixels) -> float:
    return float(np.sqrt(np.mean((one - other) ** 2)))
