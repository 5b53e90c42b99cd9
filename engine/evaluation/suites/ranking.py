"""The suite `ranking`: which of the models that do the same is best for a collection, by score and by speed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from engine.evaluation import contest, scores, speeds, standings
from engine.evaluation.contest import Contest
from engine.evaluation.measuring import measured
from engine.evaluation.selection import pictures_in
from engine.evaluation.suite import Pictures, Suite
from engine.evaluation.tasks import Kind, Task

if TYPE_CHECKING:
    from engine.evaluation.making import Workplace
    from engine.evaluation.report import Report

NOTES = (
    "Every kind of damage is done by code, with a strength that archives have; its generator is seeded with the CRC-32 of the "
    f"file's name, so that it is the same every time. Of pictures larger than {contest.SIDE} x {contest.SIDE} pixels the "
    "middle is taken. What the clean pictures themselves suffer from counts as right: choose the best that there are.",
    "The bundled models have learnt from damage of the same kinds, though not of these strengths, and not from these pictures.",
)


class Ranking(Suite, tag="ranking", frozen=True):
    """Damages the clean pictures, lets all models of a task restore them, and ranks those by score and by speed."""

    title = "Which model?"

    task: Annotated[Task, Meta(title="Task", description="what the models are to do")] = "restore"
    damage: Annotated[Kind, Meta(title="Damage", description="of the task “restore”: one kind, or all of them in turn")] = "all"
    contestants: Annotated[
        tuple[str, ...], Meta(title="Models", description="their ids; all that do the task, if none is named")
    ] = ()
    pictures: Pictures = 24

    def run(self, clean: Path, workplace: Workplace) -> Report:
        pictures = pictures_in(clean, self.pictures)
        models, unable = contest.contestants(self.task, self.contestants)
        workplace.prepare(clean)
        made, machine = workplace.making(models), speeds.machine()
        games = Contest(self.task, models, workplace.device.network)
        left_out = tuple(f"Left out: {why}." for why in unable.values())
        notes = (*left_out, *NOTES, standings.NOTE, machine, *scores.NOTES)
        title = f"{self.title} {self.task}, {len(pictures)} photographs, {len(models)} models"
        report = measured(title, games.trials(clean, pictures, self.damage), notes, made)
        rates = {model: games.rate(model) for model in models}
        ranked = standings.standings(report.evaluation.tables, models, games.reference, rates)
        evaluation = msgspec.structs.replace(
            report.evaluation,
            standings=ranked,
            task=self.task,
            verdict=standings.told(ranked),
            grids=(standings.grid(ranked),),
        )
        return report._replace(evaluation=evaluation)
