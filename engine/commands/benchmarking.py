"""The commands that measure speed and memory, and reckon with them; engine/commands/command_line.py offers them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from engine.names import speakable

Names = Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative=(), show_default=False)]
Sizes = Annotated[
    tuple[Annotated[float, Parameter(validator=Number(gte=0.01, lte=4000))], ...],
    Parameter(consume_multiple=True, negative=()),
]
Count = Annotated[int, Parameter(validator=Number(gte=1))]
Counts = Annotated[tuple[Count, ...], Parameter(consume_multiple=True, negative=())]


def bench(
    *,
    output: Annotated[Path, Parameter(alias="-o")],
    megapixels: Sizes = (12.0,),
    stage: Names = (),
    recipe: Names = (),
    device: Names = ("auto",),
    plain: bool = True,
    batch: Annotated[int, Parameter(validator=Number(gte=0, lte=100_000))] = 200,
    repeats: Annotated[int, Parameter(validator=Number(gte=1, lte=99))] = 3,
) -> None:
    """Measure how fast this machine is, and how much memory it takes, beside a plain loop and the networks alone.

    Each run is a process of its own; they take turns, and medians are told. The pictures are made by code.

    Args:
        output: The folder for report.html and speed.json; the pictures lie there too, while they are needed.
        megapixels: How large the pictures are; with several sizes the report says how cost and memory grow.
        stage: Stages that are measured alone, with their default options.
        recipe: Names of recipes (see `recipes`), or TOML files; "restore" if neither a stage nor a recipe is named.
        device: Names of devices (see `devices`), or auto.
        plain: Run the plain loop too, on pictures of up to 200 megapixels: decode, tile, run and encode, one after the other,
            in PyTorch. It takes about 4 GB for 100 megapixels.
        batch: Small JPEGs that are restored in one call; 0 for none.
        repeats: Rounds.
    """
    from engine.benchmark.report import PAGE, markdown
    from engine.benchmark.run import Wishes, benchmark

    def tell(what: str) -> None:
        print(speakable(what), file=sys.stderr, flush=True)

    wishes = Wishes(megapixels, stage, recipe, device, plain, batch, repeats)
    print(f"{markdown(benchmark(wishes, output, sys.argv[1:], tell))}\n\n{speakable(str(output / PAGE))}")


def bench_trial(asked: Path, answered: Path) -> None:
    """Be one run of `bench`, in a process of its own.

    Args:
        asked: What to do, as JSON.
        answered: The file for what became of it.
    """
    from engine.benchmark.children import be_trial

    be_trial(asked, answered)


def machines(
    *,
    speed: Annotated[float, Parameter(validator=Number(gt=0))],
    megapixels: Annotated[float, Parameter(validator=Number(gt=0))] = 12.0,
    storage: Annotated[float, Parameter(validator=Number(gte=0, lt=1))] = 0.1,
    journal: Annotated[float, Parameter(validator=Number(gt=0))] = 100.0,
    measure: Path | None = None,
    count: Counts = (1, 10, 100),
    scans: Counts = (1_000_000, 100_000_000),
) -> None:
    """Reckon how long an archive takes on so many machines (`restore --cluster`), from the speed of one.

    Args:
        speed: Megapixels a second of one machine or graphics card, as `bench` measures it there.
        megapixels: How large a scan is.
        storage: Share of the time, 0 to 1, that a machine waits for the storage that all share.
        journal: Pictures a second that one journal takes.
        measure: A folder, on the disk where the journal will lie: what it takes there is measured, which takes seconds.
        count: How many machines.
        scans: How many scans.
    """
    from engine.cluster.reckoning import Assumptions, journal_rate, table

    if measure is not None:
        journal = journal_rate(measure)
        print(f"the journal takes {journal:.3g} pictures a second there\n")
    print(table(Assumptions(speed, megapixels, storage, journal), count, scans))
