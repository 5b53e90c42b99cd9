"""Colourings: what the stage `colourise` makes of colour photographs that were made grey, beside that grey itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import AppError
from engine.evaluation import colour_tables, colours, recolouring
from engine.evaluation.colour_tables import ORIGINAL, Outcome
from engine.evaluation.colours import colourfulness
from engine.evaluation.grids import Grid
from engine.evaluation.recolouring import GREY, HINTED, VERSIONS, crossed, hints_of, recoloured
from engine.evaluation.scores import read
from engine.names import speakable
from engine.sheets import Copy, labelled_grid

if TYPE_CHECKING:
    from engine.stage import Networks

LEAST = 10.0  # colourfulness; those below are as good as grey (15 is slightly colourful)
ROWS = 12  # of the sheet
LONG_SIDE = 320  # pixels of the pictures on it: colours are judged by the whole picture
TITLES = (GREY, *VERSIONS, HINTED, ORIGINAL)
NOTES = (*recolouring.NOTES, *colour_tables.NOTES, *colours.NOTES)


@dataclass
class Colourings:
    """Gathers figures while pictures go by, and small copies of those that are to be shown."""

    networks: Networks
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    rows: list[list[Copy]] = field(default_factory=list[list[Copy]])
    captions: list[str] = field(default_factory=list[str])

    def see(self, path: PurePath, clean: Copy, show: bool) -> None:
        """A colour picture, RGB; the name of its file decides where hints are."""
        hints = hints_of(clean, path.name)
        results = recoloured(clean, hints, self.networks)
        outcome = Outcome.of(speakable(path.as_posix()), clean, results)
        self.outcomes.append(outcome)
        if show:
            small = {title: _small(one) for title, one in {**results, ORIGINAL: clean}.items()}
            small[HINTED] = crossed(small[HINTED], hints)
            self.rows.append([small[title] for title in TITLES])
            self.captions.append(_caption(outcome))

    def grids(self) -> tuple[Grid, ...]:
        return colour_tables.grids(self.outcomes)

    def sheet(self) -> Copy:
        return labelled_grid(self.rows, TITLES, self.captions)


def colourful(clean: Path, pictures: Iterable[Path]) -> list[Path]:
    """Those of the pictures in `clean` that have colours to speak of; AppError where none has."""
    found = [path for path in pictures if colourfulness(read(clean / path)) >= LEAST]
    if not found:
        raise AppError(f"No picture in {clean} is colourful", f"Give photographs with a colourfulness of {LEAST:g} or more.")
    return found


def left_out(count: int, of: int) -> str:
    """A note on pictures that were not colourful."""
    return f"Pictures with a colourfulness under {LEAST:g} were left out: {count} of {of}. They are as good as grey."


def _small(picture: Copy) -> Copy:
    """As a copy that does not hold on to the picture."""
    height, width = picture.shape[:2]
    factor = min(1, LONG_SIDE / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    return np.array(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _caption(outcome: Outcome) -> str:
    errors = {method: f"{one.error:.1f}" for method, one in outcome.reached.items()}
    versions = ", ".join(errors[version] for version in VERSIONS)
    return f"{outcome.picture}   error of colour: {GREY} {errors[GREY]}, versions {versions}, {HINTED} {errors[HINTED]}"
