"""Measures trials, each of which becomes a table with its sheets of pictures."""

from __future__ import annotations

from collections.abc import Sequence

from engine.evaluation.figures import Evaluation, Making, Row, Table, Trial
from engine.evaluation.making import noted
from engine.evaluation.report import Report
from engine.evaluation.scores import Scores, scores
from engine.evaluation.showcase import Showcase
from engine.evaluation.watching import tracked
from engine.sheets import Copy


def measured(title: str, trials: Sequence[Trial], notes: tuple[str, ...], made: Making, crop: int = 0) -> Report:
    """`crop` pixels on each side do not count, or more where a trial says so."""
    found = [_measured(trial, max(crop, trial.crop)) for trial in trials]
    evaluation = Evaluation(title, made, noted(notes, crop), tuple(table for table, _ in found))
    return Report(evaluation, [sheets for _, sheets in found])


def _measured(trial: Trial, crop: int) -> tuple[Table, list[Copy]]:
    """The trial's table and its sheets; one picture at a time is held."""
    showcase = Showcase(trial.count, trial.ours, trial.shown)
    names: list[str] = []
    columns: dict[str, list[Scores]] = {}
    for index, case in enumerate(tracked(trial.cases, trial.title, trial.count)):
        found = {name: scores(result, case.clean, crop) for name, result in case.results.items()}
        for name, one in found.items():
            columns.setdefault(name, []).append(one)
        names.append(case.name)
        showcase.see(index, case, found)
    table = Table(trial.title, tuple(names), tuple(Row.of(name, tuple(column)) for name, column in columns.items()))
    return table, showcase.sheets(table)
