"""Runs an evaluation: measures each trial, and writes the report."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from engine.destination import in_words
from engine.errors import DestinationNotWritable
from engine.evaluation import baselines, compare, denoise, scores
from engine.evaluation.figures import Evaluation, Making, Row, Table, Trial
from engine.evaluation.report import write_report
from engine.evaluation.showcase import Showcase
from engine.names import speakable
from engine.packages import find_package
from engine.provenance import now, program
from engine.sheets import Copy
from engine.stages.restore import Restore

if TYPE_CHECKING:
    from engine.device import Device


def evaluate_folders(
    clean: Path, restored: Path, damaged: Path | None, output: Path, crop: int, arguments: Sequence[str]
) -> Evaluation:
    """Compare restored pictures with clean ones, and write the report into `output`."""
    trial = compare.compared(clean, restored, damaged)
    _prepare(output, [clean, restored, *([damaged] if damaged else [])])
    device, models = compare.makers(clean, restored)
    notes = (*scores.NOTES, *((*compare.NOTES, *baselines.NOTES) if damaged else ()))
    return _evaluate("Restored pictures", [trial], notes, _making(arguments, device, models), output, crop)


def evaluate_denoising(
    clean: Path, sigmas: Sequence[float], device: Device, output: Path, crop: int, arguments: Sequence[str]
) -> Evaluation:
    """Add noise to clean pictures, remove it, and write the report into `output`."""
    trials = denoise.denoised(clean, sigmas, device.network)
    _prepare(output, [clean])
    models = tuple(f"{name}, sha256 {find_package(name).card.weights_sha256}" for name in Restore().models)
    made = _making(arguments, device.backend.title, models, device.backend.versions())
    notes = (*denoise.NOTES, *scores.NOTES, *baselines.NOTES)
    return _evaluate("Gaussian noise", trials, notes, made, output, crop)


def _evaluate(title: str, trials: Sequence[Trial], notes: tuple[str, ...], made: Making, output: Path, crop: int) -> Evaluation:
    if crop:
        notes = (*notes, f"{crop} pixels on each side of every picture do not count.")
    measured = [_measured(trial, crop) for trial in trials]
    evaluation = Evaluation(title, made, notes, tuple(table for table, _ in measured))
    write_report(evaluation, [sheets for _, sheets in measured], output)
    return evaluation


def _measured(trial: Trial, crop: int) -> tuple[Table, list[Copy]]:
    """The trial's table and its sheets; one picture at a time is held."""
    showcase = Showcase(trial.count, trial.ours)
    names: list[str] = []
    columns: dict[str, list[scores.Scores]] = {}
    cases = track(trial.cases, trial.title, trial.count, console=Console(stderr=True), transient=True)
    for index, case in enumerate(cases):
        found = {name: scores.scores(result, case.clean, crop) for name, result in case.results.items()}
        for name, one in found.items():
            columns.setdefault(name, []).append(one)
        names.append(case.name)
        showcase.see(index, case, found)
    table = Table(trial.title, tuple(names), tuple(Row.of(name, tuple(column)) for name, column in columns.items()))
    return table, showcase.sheets(table)


def _making(arguments: Sequence[str], device: str, models: tuple[str, ...], versions: dict[str, str] | None = None) -> Making:
    libraries = {name: version(name) for name in ("numpy", "scikit-image", "opencv-python-headless")}
    return Making(
        command=speakable(shlex.join(["main.py", *arguments])),
        program=program(),
        device=device,
        models=models,
        versions=libraries | (versions or {}),
        made=now(),
    )


def _prepare(output: Path, sources: Sequence[Path]) -> None:
    """Make the folder, so that what would fail in the end fails now. Not among the pictures: sheets would pass for some."""
    for source in sources:
        if output.resolve().is_relative_to(source.resolve()):
            raise DestinationNotWritable(f"{output} lies inside {source}", "Choose a folder outside the pictures.")
    with in_words(output):
        output.mkdir(parents=True, exist_ok=True)
