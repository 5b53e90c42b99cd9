"""The suite `denoise`: Gaussian noise of known strength on clean pictures, and how much of it is removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from engine.evaluation import baselines, denoising, scores
from engine.evaluation.measuring import measured
from engine.evaluation.suite import Crop, Suite, views_note
from engine.palette.views import Views
from engine.stages.restore import Restore

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace
    from engine.evaluation.report import Report


class Denoise(Suite, tag="denoise", frozen=True):
    """Adds Gaussian noise to the clean pictures and removes it with the stage `restore`."""

    title = "Gaussian noise"

    sigma: Annotated[
        tuple[float, ...], Meta(min_length=1, title="Noise levels", description="in 8-bit levels, above 0 and up to 100")
    ] = (15.0, 25.0, 50.0)  # as in the papers
    views: Views = 1
    crop: Crop = 0

    def run(self, clean: Path, workplace: Workplace) -> Report:
        trials = denoising.denoised(clean, self.sigma, workplace.device.network, self.pictures, self.views)
        workplace.prepare(clean)
        made = workplace.making(Restore().models)
        notes = (*denoising.NOTES, *views_note(self.views), *scores.NOTES, *baselines.NOTES)
        return measured(self.title, trials, notes, made, self.crop)
