"""The commands of the trainer; engine/commands.py offers them."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from engine.stopping import asked_to_stop


def train(
    plan: Path,
    *,
    pictures: tuple[Path, ...] = (),
    works: tuple[Path, ...] = (),
    output: Annotated[Path | None, Parameter(alias="-o")] = None,
    minutes: Annotated[float, Parameter(validator=Number(gt=0))] | None = None,
    threads: int = 1,
    json: bool = False,
) -> None:
    """Train a model: from a plan into a run folder, or go on with a run.

    Args:
        plan: A plan (TOML) to start, or the folder of a run to go on with.
        pictures: Folders of clean photographs to learn from.
        works: Folders of paintings or styles, for the games that need them; each folder is a style.
        output: The folder of the new run.
        minutes: How long the new run may take; its steps are set by how fast this machine is.
        threads: Processor threads for the training itself; the pictures are made in a process beside it.
        json: Print events as lines of JSON.
    """
    from engine.errors import PlanInvalid
    from engine.progress import JsonLines, TrainingLog
    from engine.training.plan import read_plan
    from engine.training.run import go_on, start_run

    run = plan
    if plan.suffix == ".toml":
        if output is None or not pictures:
            raise PlanInvalid("a new run needs pictures and a folder", "Add --pictures FOLDER and -o RUN.")
        start_run(read_plan(plan), pictures, output, works)
        run = output
    stop = Event()
    with JsonLines() if json else TrainingLog() as told, asked_to_stop(stop.set):
        go_on(run, told.hear, threads, stopped=stop.is_set, minutes=minutes)


def export(run: Path, *, output: Annotated[Path, Parameter(alias="-o")], purpose: str, trained_on: str) -> None:
    """Make a model package of a training run.

    Args:
        run: The folder of the run.
        output: The folder of the package; its name is the model's id.
        purpose: What the model is for, in one sentence.
        trained_on: What it has seen, in one sentence.
    """
    from engine.training.export import export as write

    package = write(run, output, purpose, trained_on)
    print(f"{package.folder}: halo {package.card.halo}, {package.card.steps} steps")


def damages(
    out: Path,
    *,
    strengths: Annotated[
        tuple[Annotated[float, Parameter(validator=Number(gte=0, lte=1))], ...],
        Parameter(consume_multiple=True, negative=()),
    ] = (0.1, 0.5, 0.9),
) -> None:
    """Show every damage that a training plan can do, at several strengths, on one sheet.

    Args:
        out: The sheet (PNG).
        strengths: Where in the range of each of its options a damage stands: 0 the start, 1 the end.
    """
    from engine.training.damage_sheet import damage_sheet

    damage_sheet(out, strengths)
    print(out)


def doctor(
    *folders: Path,
    crop: Annotated[int, Parameter(validator=Number(gte=16))] = 96,
    json: bool = False,
) -> None:
    """Examine photographs before training: what is unreadable, too small, blurred, grey or double, and which part each is in.

    Args:
        folders: Folders of photographs.
        crop: Size of a training picture, in pixels; smaller photographs are left out.
        json: Print all findings as JSON.
    """
    from engine.training.diagnosis import as_json, told
    from engine.training.doctor import examine

    diagnosis = examine(folders, crop)
    print(as_json(diagnosis) if json else told(diagnosis))


def compare(
    plan: Path,
    *,
    pictures: tuple[Path, ...],
    output: Annotated[Path, Parameter(alias="-o")],
    works: tuple[Path, ...] = (),
    objectives: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative=())] = (),
    optimisers: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative=())] = (),
    seeds: Annotated[int, Parameter(validator=Number(gte=1))] = 3,
    minutes: Annotated[float, Parameter(validator=Number(gt=0))] = 5,
) -> None:
    """Run the same short plan under several objectives or optimisers, in equal time, and write one report.

    Args:
        plan: The plan (TOML).
        pictures: Folders of clean photographs to learn from.
        output: The folder of the report and the runs; started again, it goes on where it was stopped.
        works: Folders of paintings or styles, for the games that need them.
        objectives: GAN objectives, such as hinge or wasserstein.
        optimisers: Optimisers, such as adam or lion.
        seeds: Runs of each.
        minutes: Time for each run.
    """
    from engine.training.comparison import compare as run_all
    from engine.training.comparison import under_objectives, under_optimisers
    from engine.training.comparison_report import standings, verdict, write_comparison
    from engine.training.plan import read_plan

    base = read_plan(plan)
    contenders = under_objectives(base, objectives) + under_optimisers(base, optimisers)
    outcomes = run_all(contenders, pictures, works, output, minutes, seeds)
    notes = [
        f"plan {plan.name}",
        f"{minutes:g} minutes for each run, {seeds} seeds",
        f"photographs: {', '.join(map(str, pictures))}",
    ]
    print(write_comparison(base.title, outcomes, output, notes))
    print("\n".join(verdict(standings(outcomes))))
