"""The command line."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

from cyclopts import App, CycloptsError, Parameter, validators

from engine.benchmark_commands import bench, bench_trial
from engine.catalogue_commands import catalogue
from engine.errors import AppError
from engine.evaluation_commands import evaluate
from engine.exit_codes import DONE, SOME_FAILED, STOPPED, WRONG_CALL
from engine.names import speakable
from engine.naming import Conflict, Format, Naming
from engine.stopping import asked_to_stop
from engine.training_commands import bench_training, compare, coverage, crafts, damages, doctor, export, train
from engine.tuning_commands import finetune, pace, verdict

if TYPE_CHECKING:
    from engine.recipe import Recipe

app = App(
    name="main.py",
    help="Patina restores archives of historical photographs, on your own machine. Originals are never changed.",
)
for command in (
    evaluate, bench, train, finetune, verdict, pace, compare, coverage, bench_training, doctor, export, damages, crafts,
    catalogue,
):  # fmt: skip
    app.command(command)
app.command(bench_trial, show=False)  # of `bench` alone
Output = Annotated[Path, Parameter(alias="-o")]
Tile = Annotated[int, Parameter(validator=validators.Number(gte=0, lte=8192))]


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
def restore(
    *sources: Path,
    output: Output,
    recipe: str = "restore",
    device: str = "auto",
    format: Format = "same",
    strength: float | None = None,
    crisp: float | None = None,
    noise: float | None = None,
    settings: Annotated[tuple[str, ...], Parameter(name="--set", negative=(), show_default=False)] = (),
    masks: Path | None = None,
    only_needed: bool = False,
    name: str = "{name}",
    conflict: Conflict = "refuse",
    tile: Tile = 0,
    json: bool = False,
) -> int:
    """Restore photographs, or folders of them, into a folder that mirrors theirs.

    What an earlier call has finished is not done again; a stopped call goes on where it was.

    Args:
        sources: Pictures or folders.
        output: The folder for results. It must not lie inside a source.
        recipe: The name of a recipe (see `recipes`), or a TOML file.
        device: The name of a device (see `devices`), or auto.
        format: Of the results; "same" as the source. "pyramid" is TIFF with smaller copies of large pictures inside (a half, a
            quarter and so on), from which viewers and image servers (IIIF) show them.
        strength: Of the stage `restore`, 0 to 1.
        crisp: Of the stage `restore`, from 0 (faithful) to 1 (as sharp as new, with texture that may be made up).
        noise: Noise level of the pictures, sigma in 8-bit levels; 0 estimates it for each.
        settings: An option of a stage, such as colourise.version=2; may be given several times (`recipes` lists them all).
        masks: A folder for masks of the damage that is found (PNG, white is repaired). Those that are there already are used,
            so they may be edited, or drawn by hand.
        only_needed: Leave out what a photograph does not need; the record beside the result says what, and why.
        name: What results are called, before the suffix, such as "{name}-restored". Places: {name}, the picture's own;
            {folder}, the folder that it lies in; {date}, the day of its last change; {recipe}, the title of the recipe.
        conflict: What to do where a file that is not ours has the name of a result: refuse that picture, number the result,
            or skip the picture, which leaves that file to stand for it. Nothing is ever written over.
        tile: Side of the tiles that a picture is painted in, in pixels; 0 chooses. Smaller ones take less memory and more time.
        json: Print events as lines of JSON.
    """
    from msgspec.structs import replace

    from engine.recipe import find_recipe, with_options, with_settings

    given = {"strength": strength, "crisp": crisp, "noise": noise}
    options = {name: value for name, value in given.items() if value is not None}
    chosen = with_settings(with_options(find_recipe(recipe), "restore", **options), settings)
    if only_needed:
        chosen = replace(chosen, only_needed=True)
    return _run(sources, chosen, output, device, Naming.of(format, name, conflict), masks, tile, json)


@app.command
def style(
    *sources: Path,
    output: Output,
    style: Annotated[tuple[str, ...], Parameter(negative=())],
    strength: float = 1.0,
    keep_colours: bool = False,
    stroke: Literal["fine", "medium", "broad"] = "medium",
    device: str = "auto",
    format: Format = "same",
    name: str = "{name}",
    conflict: Conflict = "refuse",
    tile: Tile = 0,
    json: bool = False,
) -> int:
    """Paint photographs, or folders of them, in one style or in a mixture, into a folder that mirrors theirs.

    Args:
        sources: Pictures or folders.
        output: The folder for results. It must not lie inside a source.
        style: The name of a style (see `styles`), or several to be mixed: --style monet=0.7 --style sketch=0.3.
        strength: 0 leaves the picture as it is.
        keep_colours: Paint with the picture's own colours.
        stroke: How wide strokes are against the picture.
        device: The name of a device (see `devices`), or auto.
        format: Of the results; "same" as the source.
        name: What results are called: see `restore`.
        conflict: What to do where a file that is not ours has the name of a result: see `restore`.
        tile: Side of the tiles that a picture is painted in, in pixels; 0 chooses.
        json: Print events as lines of JSON.
    """
    from engine.recipe import style_recipe

    recipe = style_recipe(style, strength=strength, keep_colours=keep_colours, stroke=stroke)
    return _run(sources, recipe, output, device, Naming.of(format, name, conflict), None, tile, json)


def _run(
    sources: tuple[Path, ...],
    recipe: Recipe,
    output: Path,
    device: str,
    naming: Naming,
    masks: Path | None,
    tile: int,
    json: bool,
) -> int:
    from engine.devices import open_device
    from engine.engine import Engine
    from engine.progress import JsonLines, Progress

    if not sources:
        print("Name pictures or folders.", file=sys.stderr)
        return WRONG_CALL
    with (JsonLines() if json else Progress()) as told:
        processor = open_device(device)
        engine = Engine(told.hear, processor, tile=tile)
        try:
            with asked_to_stop(engine.stop):
                batch = engine.submit(sources, recipe, output, naming, masks)
                batch.wait()
        finally:
            engine.close()
            processor.close()
    if batch.control.stopped:
        return STOPPED
    return SOME_FAILED if told.failed else DONE


@app.command
def styles(*, json: bool = False) -> None:
    """List the styles that pictures can be painted in."""
    from engine.describe import print_styles

    print_styles(json)


@app.command
def recipes(*, json: bool = False) -> None:
    """List the recipes, and the stages with their options."""
    from engine.describe import print_recipes

    print_recipes(json)


@app.command
def models(*, json: bool = False) -> None:
    """List the installed models: what they are for, what they were trained on, and how well they do."""
    from engine.describe import print_models

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
    from engine.describe import print_import
    from engine.importing.about import About

    print_import(file, name, About(licence), json)


@app.command
def devices(*, measure: bool = False, json: bool = False) -> None:
    """List the devices that networks can run on; “auto” takes the quickest that was measured, and answers as it should.

    Args:
        measure: Measure those that were not measured yet: it takes seconds, and is remembered.
        json: Print as JSON.
    """
    from engine.describe import print_devices

    print_devices(json, measure)


@app.command(name="engine")
def engine_process(*, device: str = "auto", tile: Tile = 0) -> None:
    """Be the engine of a window: requests as lines of JSON on standard input, events on standard output.

    Args:
        device: The name of a device (see `devices`), or auto; one that is not there is replaced by the best, with a word.
        tile: Side of the tiles that pictures are painted in, in pixels; 0 chooses.
    """
    from engine.server import serve

    serve(device, tile)


@app.command
def selftest() -> None:
    """Say what this copy of the program has, as JSON, and restore one picture with it."""
    from engine.selftest import print_selftest

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
