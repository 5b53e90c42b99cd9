"""The suite `stages`: seams, speed and dependence on the scale of the scan, of each stage and of each bundled recipe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from engine.evaluation import speeds, stage_tables, stage_trials
from engine.evaluation.figures import Evaluation
from engine.evaluation.report import Report
from engine.evaluation.scores import read
from engine.evaluation.selection import pictures_in, spread
from engine.evaluation.suite import Pictures, Suite
from engine.evaluation.watching import tracked
from engine.names import speakable
from engine.recipe import find_recipe

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace


class Stages(Suite, tag="stages", frozen=True):
    """Seams, speed, and what the scale of the scan changes, of each stage and each bundled recipe."""

    title = "Stages"

    pictures: Pictures = 2
    recipe: Annotated[
        str | None, Meta(title="Recipe", description="the name of a recipe, or a TOML file: then it is measured alone")
    ] = None
    megapixels: Annotated[
        int, Meta(ge=1, title="Megapixels", description="how large the photographs are made for seams and speed")
    ] = 12

    def run(self, clean: Path, workplace: Workplace) -> Report:
        recipe, networks = find_recipe(self.recipe) if self.recipe else None, workplace.device.network
        pictures = pictures_in(clean, self.pictures)
        workplace.prepare(clean)
        machine = speeds.machine()
        kept, left_out = stage_trials.usable(stage_trials.methods(recipe), networks)
        made = workplace.making([model for method in kept for model in method.models])
        trials = stage_trials.Trials(networks, self.megapixels)
        shown = spread(len(pictures), stage_trials.SHEETS)
        steps = [(index, method) for index in range(len(pictures)) for method in (stage_trials.NOTHING, *kept)]
        for index, method in tracked(steps, "stages"):
            path = pictures[index]
            trials.see(method, speakable(path.as_posix()), read(clean / path), index in shown)
        title = f"{self.title}: {len(pictures)} photographs, made as large as {self.megapixels} megapixels"
        notes = (left_out, *stage_tables.NOTES, trials.compared(), machine)
        return Report(Evaluation(title, made, notes, (), trials.grids()), plates=trials.sheets())
