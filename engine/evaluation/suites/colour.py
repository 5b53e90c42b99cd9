"""The suite `colour`: what the stage `colourise` makes of colour photographs that were made grey."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.evaluation import colouring
from engine.evaluation.figures import Evaluation
from engine.evaluation.report import Report
from engine.evaluation.scores import read
from engine.evaluation.selection import pictures_in, spread
from engine.evaluation.suite import Suite
from engine.evaluation.watching import tracked
from engine.stages.colourise import Colourise

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace


class Colour(Suite, tag="colour", frozen=True):
    """Makes colour pictures grey, and colours them with the stage `colourise`, by itself and with hints."""

    title = "Grey pictures coloured"

    def run(self, clean: Path, workplace: Workplace) -> Report:
        pictures = pictures_in(clean, self.pictures)
        workplace.prepare(clean)
        made = workplace.making(Colourise().models)
        kept = colouring.colourful(clean, tracked(pictures, "colourfulness"))
        found = colouring.Colourings(workplace.device.network)
        shown = spread(len(kept), colouring.ROWS)
        for index, path in enumerate(tracked(kept, "colour")):
            found.see(path, read(clean / path), index in shown)
        title = f"{self.title}: {len(kept)} pictures"
        notes = (*colouring.NOTES, colouring.left_out(len(pictures) - len(kept), len(pictures)))
        return Report(Evaluation(title, made, notes, (), found.grids()), plates={"colour": found.sheet()})
