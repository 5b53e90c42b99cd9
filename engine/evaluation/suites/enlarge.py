"""The suite `enlarge`: clean pictures made small, enlarged again, and compared with what they were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.evaluation import enlarging, scores
from engine.evaluation.measuring import measured
from engine.evaluation.suite import Suite, views_note
from engine.palette.views import Views

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace
    from engine.evaluation.report import Report


class Enlarge(Suite, tag="enlarge", frozen=True):
    """Makes the clean pictures small, and enlarges them again with the stage `enlarge`."""

    title = "Enlarging"

    views: Views = 1

    def run(self, clean: Path, workplace: Workplace) -> Report:
        trials = enlarging.enlarged(clean, workplace.device.network, self.pictures, self.views)
        workplace.prepare(clean)
        made = workplace.making([model for stage in enlarging.stages() for model in stage.models])
        return measured(self.title, trials, (*enlarging.NOTES, *views_note(self.views), *scores.NOTES), made)
