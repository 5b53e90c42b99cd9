"""The suite `processes`: photographs aged as historic processes do, and what a recipe makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from engine.evaluation import process_results, scores
from engine.evaluation.figures import Evaluation
from engine.evaluation.making import noted
from engine.evaluation.process_results import Result
from engine.evaluation.report import Report
from engine.evaluation.selection import pictures_in, spread
from engine.evaluation.suite import Crop, Pictures, Suite
from engine.evaluation.watching import tracked
from engine.recipe import find_recipe
from engine.sheets import Copy

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace


class Processes(Suite, tag="processes", frozen=True):
    """Ages the clean pictures as historic processes do, adds noise, and runs a recipe; subfolders are kinds of picture."""

    title = "Historic processes"

    sigma: Annotated[
        tuple[float, ...], Meta(min_length=1, title="Noise levels", description="in 8-bit levels, from 0 to 100")
    ] = (0.0, 10.0, 25.0, 50.0)
    pictures: Pictures = 12
    recipe: Annotated[str, Meta(title="Recipe", description="the name of a recipe, or a TOML file")] = "restore"
    crop: Crop = 0

    def run(self, clean: Path, workplace: Workplace) -> Report:
        recipe, networks = find_recipe(self.recipe), workplace.device.network
        sigmas, pictures = process_results.checked(self.sigma), pictures_in(clean, self.pictures)
        workplace.prepare(clean)
        made = workplace.making([model for stage in recipe.stages for model in stage.models])
        shown = spread(len(pictures), process_results.SHEETS)
        found: list[Result] = []
        plates: dict[str, Copy] = {}
        for index, path in enumerate(tracked(pictures, "processes")):
            picture, kind = scores.read(clean / path), process_results.kind_of(path, clean)
            found += process_results.results(picture, path, kind, recipe, sigmas, networks, self.crop)
            if index in shown:
                sheet = process_results.sheet(picture, path, process_results.sigma_shown(sigmas), recipe, networks)
                plates[f"processes-{len(plates) + 1}"] = sheet
        title = f"{self.title}: {len(pictures)} pictures, recipe {recipe.title}"
        notes = noted((*process_results.NOTES, *scores.NOTES), self.crop)
        return Report(Evaluation(title, made, notes, (), tuple(process_results.grids(found))), plates=plates)
