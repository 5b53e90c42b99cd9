"""Runs an evaluation: measures each trial, and writes the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.evaluation import (
    baselines,
    colouring,
    compare,
    denoise,
    enlarging,
    processes,
    repair,
    robustness,
    scores,
    specimens,
    speeds,
    stage_tables,
    stages,
)
from engine.evaluation.figures import Evaluation, Making, Row, Table, Trial
from engine.evaluation.making import making, making_on, noted, prepare, tracked
from engine.evaluation.report import write_report
from engine.evaluation.showcase import Showcase
from engine.names import speakable
from engine.packages import find_package
from engine.sheets import Copy
from engine.stages.colourise import Colourise
from engine.stages.restore import Restore
from engine.stages.scratches import Scratches

if TYPE_CHECKING:
    from engine.device import Device
    from engine.recipe import Recipe


def evaluate_folders(
    clean: Path, restored: Path, damaged: Path | None, output: Path, crop: int, arguments: Sequence[str]
) -> Evaluation:
    """Compare restored pictures with clean ones, and write the report into `output`."""
    trial = compare.compared(clean, restored, damaged)
    prepare(output, [clean, restored, *([damaged] if damaged else [])])
    device, models = compare.makers(clean, restored)
    notes = (*scores.NOTES, *((*compare.NOTES, *baselines.NOTES) if damaged else ()))
    return _evaluate("Restored pictures", [trial], notes, making(arguments, device, models), output, crop)


def evaluate_denoising(
    clean: Path,
    sigmas: Sequence[float],
    device: Device,
    output: Path,
    crop: int,
    arguments: Sequence[str],
    at_most: int | None = None,
) -> Evaluation:
    """Add noise to clean pictures, remove it, and write the report into `output`."""
    trials = denoise.denoised(clean, sigmas, device.network, at_most)
    prepare(output, [clean])
    made = making_on(device, arguments, Restore().models)
    notes = (*denoise.NOTES, *scores.NOTES, *baselines.NOTES)
    return _evaluate("Gaussian noise", trials, notes, made, output, crop)


def evaluate_enlarging(
    clean: Path, at_most: int | None, device: Device, output: Path, arguments: Sequence[str]
) -> Evaluation:
    """Make clean pictures small, enlarge them again, and write the report into `output`."""
    trials = enlarging.enlarged(clean, device.network, at_most)
    prepare(output, [clean])
    made = making_on(device, arguments, [stage.model for stage in enlarging.stages()])
    return _evaluate("Enlarging", trials, (*enlarging.NOTES, *scores.NOTES), made, output, 0)


def evaluate_processes(
    clean: Path,
    recipe: Recipe,
    sigmas: Sequence[float],
    at_most: int,
    device: Device,
    output: Path,
    crop: int,
    arguments: Sequence[str],
) -> Evaluation:
    """Age clean pictures as historic processes do, run the recipe, and write the report into `output`."""
    sigmas, pictures = processes.checked(sigmas), denoise.pictures_in(clean, at_most)
    prepare(output, [clean])
    made = making_on(device, arguments, [model for stage in recipe.stages for model in stage.models])
    spread = {pictures[round(place)]: None for place in np.linspace(0, len(pictures) - 1, processes.SHEETS)}
    sigma = 25.0 if 25.0 in sigmas else sigmas[-1]  # of the sheets
    found: list[processes.Result] = []
    plates: dict[str, Copy] = {}
    for path in tracked(pictures, "processes"):
        picture = scores.read(clean / path)
        kind = processes.kind_of(path, clean)
        found += processes.results(picture, path, kind, recipe, sigmas, device.network, crop)
        if path in spread:
            plates[f"processes-{len(plates) + 1}"] = processes.sheet(picture, path, sigma, recipe, device.network)
    title = f"Historic processes: {len(pictures)} pictures, recipe {recipe.title}"
    notes = noted((*processes.NOTES, *scores.NOTES), crop)
    evaluation = Evaluation(title, made, notes, (), tuple(processes.grids(found)))
    write_report(evaluation, [], output, plates)
    return evaluation


def evaluate_robustness(
    clean: Path, model: str, at_most: int, device: Device, output: Path, arguments: Sequence[str]
) -> Evaluation:
    """Change pictures at worst and by a little, restore them, and write the report into `output`."""
    package, pictures = robustness.checked(find_package(model)), denoise.pictures_in(clean, at_most)
    prepare(output, [clean])
    made = making_on(device, arguments, [model])
    findings = robustness.Findings()
    for path in tracked(pictures, "robustness"):
        answers = robustness.answers_of(clean / path, package, lambda _: device.network(model))
        findings.see(speakable(path.as_posix()), answers)
    title = f"Robustness: {len(pictures)} pictures, model {package.card.title}"
    evaluation = Evaluation(title, made, robustness.NOTES, (), findings.grids())
    write_report(evaluation, [], output, {"worst": findings.sheet()})
    return evaluation


def evaluate_repair(
    clean: Path,
    given: tuple[Path, Path] | None,
    at_most: int | None,
    device: Device,
    output: Path,
    arguments: Sequence[str],
) -> Evaluation:
    """Damage clean pictures, or take damaged ones and their masks; find and repair it, and write the report into `output`."""
    files = specimens.specimens_in(clean, given, at_most)
    prepare(output, [clean, *(given or ())])
    made = making_on(device, arguments, Scratches().models)
    repairs = repair.Repairs(device.network)
    to_show = specimens.spread(len(files), repair.ROWS)
    for index, one in enumerate(tracked(files, "repair")):
        repairs.see(one.specimen(), index in to_show)
    notes = (specimens.GIVEN if given else specimens.MADE, *repair.NOTES)
    evaluation = Evaluation(f"Damage found and repaired: {len(files)} pictures", made, notes, (), repairs.grids())
    write_report(evaluation, [], output, repairs.sheets())
    return evaluation


def evaluate_colour(clean: Path, at_most: int | None, device: Device, output: Path, arguments: Sequence[str]) -> Evaluation:
    """Make colour pictures grey, colour them, and write the report into `output`."""
    pictures = denoise.pictures_in(clean, at_most)
    prepare(output, [clean])
    made = making_on(device, arguments, Colourise().models)
    kept = colouring.colourful(clean, tracked(pictures, "colourfulness"))
    colourings = colouring.Colourings(device.network)
    to_show = specimens.spread(len(kept), colouring.ROWS)
    for index, path in enumerate(tracked(kept, "colour")):
        colourings.see(path, scores.read(clean / path), index in to_show)
    notes = (*colouring.NOTES, colouring.left_out(len(pictures) - len(kept), len(pictures)))
    evaluation = Evaluation(f"Grey pictures coloured: {len(kept)} pictures", made, notes, (), colourings.grids())
    write_report(evaluation, [], output, {"colour": colourings.sheet()})
    return evaluation


def evaluate_stages(
    clean: Path,
    recipe: Recipe | None,
    megapixels: int,
    at_most: int,
    device: Device,
    output: Path,
    arguments: Sequence[str],
) -> Evaluation:
    """Send photographs through each stage and recipe, or the one recipe, and write the report into `output`."""
    pictures = denoise.pictures_in(clean, at_most)
    prepare(output, [clean])
    machine = speeds.machine()
    kept, left_out = stages.usable(stages.methods(recipe), device.network)
    made = making_on(device, arguments, [model for method in kept for model in method.models])
    trials = stages.Trials(device.network, megapixels)
    shown = specimens.spread(len(pictures), stages.SHEETS)
    steps = [(index, method) for index in range(len(pictures)) for method in (stages.NOTHING, *kept)]
    for index, method in tracked(steps, "stages"):
        path = pictures[index]
        trials.see(method, speakable(path.as_posix()), scores.read(clean / path), index in shown)
    notes = (left_out, *stage_tables.NOTES, trials.compared(), machine)
    title = f"Stages: {len(pictures)} photographs, made as large as {megapixels} megapixels"
    evaluation = Evaluation(title, made, notes, (), trials.grids())
    write_report(evaluation, [], output, trials.sheets())
    return evaluation


def _evaluate(title: str, trials: Sequence[Trial], notes: tuple[str, ...], made: Making, output: Path, crop: int) -> Evaluation:
    measured = [_measured(trial, max(crop, trial.crop)) for trial in trials]
    evaluation = Evaluation(title, made, noted(notes, crop), tuple(table for table, _ in measured))
    write_report(evaluation, [sheets for _, sheets in measured], output)
    return evaluation


def _measured(trial: Trial, crop: int) -> tuple[Table, list[Copy]]:
    """The trial's table and its sheets; one picture at a time is held."""
    showcase = Showcase(trial.count, trial.ours)
    names: list[str] = []
    columns: dict[str, list[scores.Scores]] = {}
    for index, case in enumerate(tracked(trial.cases, trial.title, trial.count)):
        found = {name: scores.scores(result, case.clean, crop) for name, result in case.results.items()}
        for name, one in found.items():
            columns.setdefault(name, []).append(one)
        names.append(case.name)
        showcase.see(index, case, found)
    table = Table(trial.title, tuple(names), tuple(Row.of(name, tuple(column)) for name, column in columns.items()))
    return table, showcase.sheets(table)
