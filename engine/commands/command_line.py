"""The command line."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from cyclopts import App, CycloptsError

from engine.commands.benchmarking import bench, bench_trial, machines
from engine.commands.catalogue import catalogue
from engine.commands.evaluating import evaluate
from engine.commands.exit_codes import DONE, SOME_FAILED, STOPPED, WRONG_CALL
from engine.commands.restoring import Output, Tile, restore, style
from engine.commands.training import bench_training, compare, coverage, crafts, damages, doctor, export, train
from engine.commands.tuning import finetune, pace, verdict
from engine.errors import AppError
from engine.names import speakable

app = App(
    name="main.py",
    help="Patina restores archives of historical photographs, on your own machine. Originals are never changed.",
)
for command in (
    restore, style, evaluate, bench, machines, train, finetune, verdict, pace, compare, coverage, bench_training, doctor,
    export, damages, crafts, catalogue,
):  # fmt: skip
    app.command(command)
app.command(bench_trial, show=False)  # of `bench` alone


def run() -> NoReturn:
    """Run the command of sys.argv, and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an old console must not stop a batch
    try:
        code = app(sys.argv[1:], exit_on_error=False, print_error=True)
    except CycloptsError:
        sys.exit(WRONG_CALL)
    except AppError as error:
        print(f"{speakable(str(error))}\n  {error.hint}", file=sys.stderr)
        sys.exit(SOME_FAILED)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    sys.exit(code or DONE)


@app.command
def styles(*, json: bool = False) -> None:
    """List the styles that pictures can be painted in."""
    from engine.commands.describe import print_styles

    print_styles(json)


@app.command
def recipes(*, json: bool = False) -> None:
    """List the recipes, and the stages with their options."""
    from engine.commands.describe import print_recipes

    print_recipes(json)


@app.command
def models(*, json: bool = False) -> None:
    """List the installed models: what they are for, what they were trained on, and how well they do."""
    from engine.commands.describe import print_models

    print_models(json)


@app.command(name="import")
def import_(file: Path, *, name: str = "", licence: str = "", json: bool = False) -> None:
    """Take in a model: a package (a folder), or a file of another program (.pth, .safetensors, .onnx).

    Files of other programs become packages of yours. Those with a scale of 1 can be named by the stage `restore`
    (--set restore.model=ID), those with 2, 4 or 8 by the stage `enlarge`.

    Args:
        file: The folder or the file. Files are never unpickled freely: one that wants more than numbers is refused.
        name: The id to give it; else one is made of the file's name.
        licence: What its authors allow, for the card; unknown unless you say.
        json: Print the card as JSON.
    """
    from engine.commands.describe import print_import
    from engine.importing.about import About

    print_import(file, name, About(licence), json)


@app.command
def devices(*, measure: bool = False, json: bool = False) -> None:
    """List the devices that networks can run on; “auto” takes the quickest that was measured, and answers as it should.

    Args:
        measure: Measure those that were not measured yet: it takes seconds, and is remembered.
        json: Print as JSON.
    """
    from engine.commands.describe import print_devices

    print_devices(json, measure)


@app.command(name="engine")
def engine_process(*, device: str = "auto", tile: Tile = 0) -> None:
    """Be the engine of a window: requests as lines of JSON on standard input, events on standard output.

    Args:
        device: The name of a device (see `devices`), or auto; one that is not there is replaced by the best, with a word.
        tile: Side of the tiles that pictures are painted in, in pixels; 0 chooses.
    """
    from engine.desks.server import serve

    serve(device, tile)


@app.command
def selftest() -> None:
    """Say what this copy of the program has, as JSON, and restore one picture with it."""
    from engine.commands.selftest import print_selftest

    print_selftest()


@app.command
def samples(folder: Path) -> None:
    """Write a small archive of aged pictures to try."""
    from engine.samples import write_samples

    written = write_samples(folder)
    print(f"{len(written)} pictures in {folder}")


@app.command
def sheet(before: Path, after: Path, *, output: Output) -> None:
    """Put the pictures of two folders side by side on one sheet (PNG), paired by their names."""
    from engine.sheets import before_after_sheet, pairs_of

    before_after_sheet(pairs_of(before, after), output)
    print(output)
