"""The commands of the trainer; engine/commands/command_line.py offers them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from engine.commands.stopping import asked_to_stop

if TYPE_CHECKING:
    from engine.training.comparing.comparison import Outcome


def train(
    plan: Path,
    *,
    pictures: tuple[Path, ...] = (),
    works: tuple[Path, ...] = (),
    output: Annotated[Path | None, Parameter(alias="-o")] = None,
    minutes: Annotated[float, Parameter(validator=Number(gt=0))] | None = None,
    threads: int = 1,
    workers: Annotated[int, Parameter(validator=Number(gte=0))] | None = None,
    json: bool = False,
) -> None:
    """Train a model: from a plan into a run folder, or go on with a run.

    Args:
        plan: A plan (TOML) to start, or the folder of a run to go on with.
        pictures: Folders of clean photographs to learn from.
        works: Folders of paintings or styles, for the games that need them; each folder is a style.
        output: The folder of the new run.
        minutes: How long the new run may take; its steps are set by how fast this machine is.
        threads: Processor threads for the training itself; the pictures are made in processes beside it.
        workers: How many processes make the pictures; else one beside a processor, and as many as a GPU needs.
        json: Print events as lines of JSON.
    """
    from engine.commands.progress import JsonLines, TrainingLog
    from engine.errors import PlanInvalid
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
        go_on(run, told.hear, threads, workers, stopped=stop.is_set, minutes=minutes)


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


def crafts(
    *photographs: Path,
    output: Annotated[Path | None, Parameter(alias="-o")] = None,
    count: Annotated[int, Parameter(validator=Number(gte=1))] = 24,
    only: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative=(), show_default=False)] = (),
    seed: Annotated[int, Parameter(validator=Number(gte=0))] = 1,
    sheet: Path | None = None,
) -> None:
    """Make works of photographs by code, for games that learn styles: drawings, prints, and historic processes.

    Args:
        photographs: Folders of photographs.
        output: The folder in which each craft gets a folder of works, for `train --works`.
        count: How many photographs are taken, evenly from all the folders; each becomes a work in every craft.
        only: Names of crafts; all of them if none is named.
        seed: Another one makes other works of the same photographs.
        sheet: A sheet (PNG) that shows the crafts, of pictures that Patina has.
    """
    from engine.errors import AppError
    from engine.names import speakable
    from engine.training.crafted import chosen, craft_sheet, write_works

    if sheet is None and (output is None or not photographs):
        raise AppError("there is nothing to make", "Name folders of photographs and -o FOLDER, or --sheet FILE.png.")
    makers = chosen(only)
    if sheet is not None:
        craft_sheet(sheet, makers, seed)
        print(speakable(str(sheet)))
    if output is not None and photographs:
        done = 0
        for photograph, trouble in write_works(photographs, output, makers, count, seed):
            done += not trouble
            print(speakable(f"{photograph}: left out, {trouble}" if trouble else f"{done} of {count}: {photograph}"))
        print(speakable(f"{done} works in each of {len(makers)} folders in {output}"))


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
    from engine.training.photographs.diagnosis import as_json, told
    from engine.training.photographs.doctor import examine

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
    json: bool = False,
    attended: bool = False,
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
        json: Print what is done as lines of JSON, and no verdict.
        attended: Stop when standard input ends: for a program that runs this one, and may end itself.
    """
    from engine.commands.studies import studied
    from engine.errors import PlanInvalid
    from engine.training.comparing.comparison import compare as run_all
    from engine.training.comparing.comparison import under_objectives, under_optimisers
    from engine.training.comparing.report import PAGE, write_comparison
    from engine.training.comparing.standings import standings
    from engine.training.comparing.verdict import verdict
    from engine.training.plan import read_plan

    def compared() -> Sequence[Outcome]:
        base = read_plan(plan)
        if not objectives and not optimisers:
            raise PlanInvalid("there is nothing to compare", "Name --objectives, or --optimisers, or both.")
        contenders = under_objectives(base, objectives) + under_optimisers(base, optimisers)
        outcomes = run_all(contenders, pictures, works, output, minutes, seeds, (lambda _: None) if json else print)
        notes = [
            f"plan {plan.name}",
            f"{minutes:g} minutes for each run, seeds: {seeds}",
            f"photographs: {', '.join(folder.name for folder in pictures)}",
        ]
        write_comparison(base.title, outcomes, output, notes)
        return outcomes

    outcomes = studied(compared, output / PAGE, json, attended)
    if outcomes and not json:
        print(output / PAGE)
        print("\n".join(verdict(standings(outcomes))))


def bench_training(
    plan: Path,
    *,
    pictures: tuple[Path, ...],
    seconds: Annotated[float, Parameter(validator=Number(gt=0))] = 30,
    threads: int = 1,
) -> None:
    """Time the trainer beside a bare loop with the same networks and pictures in memory.

    Args:
        plan: A plan (TOML) of paired restoration.
        pictures: Folders of clean photographs.
        seconds: How long to measure.
        threads: Processor threads for the training itself.
    """
    from engine.training.bench import bench
    from engine.training.plan import read_plan

    speed = bench(read_plan(plan), pictures, seconds, threads)
    print(f"bare loop {speed.bare:.1f} steps/s, trainer {speed.trainer:.1f}: a step takes {speed.ratio:.2f} times as long")
    print(f"memory {speed.megabytes:.0f} MB")


def coverage(
    *,
    output: Annotated[Path, Parameter(alias="-o")],
    objectives: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative=())] = (),
    optimisers: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative=())] = (),
    seeds: Annotated[int, Parameter(validator=Number(gte=1))] = 3,
    steps: Annotated[int, Parameter(validator=Number(gte=1))] = 4000,
) -> None:
    """Let objectives and optimisers find 25 heaps of points: a toy that shows in minutes which of them leave some out.

    Args:
        output: The folder of the report.
        objectives: GAN objectives; all of them if none is named.
        optimisers: Optimisers; those that have a place in a game of two if none is named.
        seeds: Games of each.
        steps: Steps of the generator.
    """
    from engine.training.comparing.coverage import cover, words, write_coverage
    from engine.training.menu import OBJECTIVES

    every = tuple(str(kind.__struct_config__.tag) for kind in OBJECTIVES)
    results = cover(objectives or every, optimisers or ("sgd", "rmsprop", "adam", "adamw", "lion"), seeds, steps)
    print(write_coverage(results, output, steps))
    print("\n".join(words(results)))
