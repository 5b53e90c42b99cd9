"""The command line."""

from __future__ import annotations

import sys
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Literal, NoReturn

from cyclopts import App, CycloptsError, Parameter
from cyclopts.validators import Number

from engine.errors import AppError
from engine.names import speakable
from engine.stopping import asked_to_stop
from engine.training_commands import bench, compare, coverage, damages, doctor, export, finetune, train

DONE, SOME_FAILED, WRONG_CALL, STOPPED = 0, 1, 2, 130

app = App(
    name="main.py",
    help="Patina restores archives of historical photographs, on your own machine. Originals are never changed.",
)
for command in (train, finetune, compare, coverage, bench, doctor, export, damages):
    app.command(command)
SUITE_OPTIONS = {
    "denoise": {"sigma", "pictures", "device", "crop"},
    "processes": {"sigma", "pictures", "recipe", "device", "crop"},
    "robustness": {"pictures", "model", "device"},
    "repair": {"pictures", "damaged", "masks", "device"},
}
Output = Annotated[Path, Parameter(alias="-o")]


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
    format: Literal["same", "tiff", "jpeg", "png"] = "same",
    strength: float | None = None,
    crisp: float | None = None,
    noise: float | None = None,
    masks: Path | None = None,
    only_needed: bool = False,
    json: bool = False,
) -> int:
    """Restore photographs, or folders of them, into a folder that mirrors theirs.

    What an earlier call has finished is not done again; a stopped call goes on where it was.

    Args:
        sources: Pictures or folders.
        output: The folder for results. It must not lie inside a source.
        recipe: The name of a recipe (see `recipes`), or a TOML file.
        device: The name of a device (see `devices`), or auto.
        format: Of the results; "same" as the source.
        strength: Of the stage `restore`, 0 to 1.
        crisp: Of the stage `restore`, from 0 (faithful) to 1 (as sharp as new, with texture that may be made up).
        noise: Noise level of the pictures, sigma in 8-bit levels; 0 estimates it for each.
        masks: A folder for masks of the damage that is found (PNG, white is repaired). Those that are there already are used,
            so they may be edited, or drawn by hand.
        only_needed: Leave out what a photograph does not need; the record beside the result says what, and why.
        json: Print events as lines of JSON.
    """
    from msgspec.structs import replace

    from engine.devices import open_device
    from engine.engine import Engine
    from engine.progress import JsonLines, Progress
    from engine.recipe import find_recipe, with_options

    if not sources:
        print("Name pictures or folders to restore.", file=sys.stderr)
        return WRONG_CALL
    given = {"strength": strength, "crisp": crisp, "noise": noise}
    options = {name: value for name, value in given.items() if value is not None}
    chosen = with_options(find_recipe(recipe), "restore", **options)
    if only_needed:
        chosen = replace(chosen, only_needed=True)
    suffix = {"same": None, "tiff": ".tif", "jpeg": ".jpg", "png": ".png"}[format]
    with (JsonLines() if json else Progress()) as told:
        processor = open_device(device)
        engine = Engine(told.hear, processor)
        try:
            with asked_to_stop(engine.stop):
                batch = engine.submit(sources, chosen, output, suffix, masks)
                batch.wait()
        finally:
            engine.close()
            processor.close()
    if batch.services.stopped.is_set():
        return STOPPED
    return SOME_FAILED if told.failed else DONE


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


@app.command
def devices(*, json: bool = False) -> None:
    """List the devices that networks can run on."""
    from engine.describe import print_devices

    print_devices(json)


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


@app.command
def evaluate(
    clean: Path,
    restored: Path | None = None,
    *,
    output: Output,
    damaged: Path | None = None,
    masks: Path | None = None,
    suite: Literal["denoise", "processes", "robustness", "repair"] | None = None,
    sigma: Annotated[tuple[float, ...], Parameter(consume_multiple=True, negative=(), show_default=False)] = (),
    pictures: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    recipe: str | None = None,
    model: str | None = None,
    device: str | None = None,
    crop: Annotated[int, Parameter(validator=Number(gte=0))] = 0,
) -> int:
    """Measure how close restored pictures come to the clean ones: a report with tables and sheets of pictures.

    Give either a folder of restored pictures, or a suite that damages and restores the clean ones by itself.

    Args:
        clean: The folder of clean pictures.
        restored: The folder of restored pictures; paired by their place and name, whatever the suffix.
        output: The folder for report.html, scores.json and the sheets (PNG).
        damaged: The folder of what was restored: then simple methods stand in the same table. For repair: damaged pictures,
            in place of damage drawn by code.
        masks: For repair: a folder of masks of the damaged pictures; white is damaged.
        suite: "denoise": adds Gaussian noise to the clean pictures and removes it with the stage `restore`.
            "processes": ages them as historic processes do, adds noise, and runs a recipe; subfolders are kinds of picture.
            "robustness": attacks, shifts, light and wrong noise levels, against the stage `restore`.
            "repair": damages them as scratches and creases do, finds and repairs that with the stage `scratches`, and cuts
            holes to be filled.
        sigma: Noise levels, in 8-bit levels: 15, 25 and 50 for denoise, 0, 10, 25 and 50 for processes, unless given.
        pictures: How many pictures of a suite at most, spread evenly; all for denoise and repair, 12 for processes,
            6 for robustness.
        recipe: For processes: the name of a recipe (see `recipes`), or a TOML file; "restore" unless given.
        model: For robustness: a model (see `models`), or its folder, that stands in for the restorer.
        device: The name of a device for the suite (see `devices`), or auto.
        crop: Pixels on each side that do not count; not for robustness and repair.
    """
    from engine.devices import open_device
    from engine.evaluation import denoise, processes, robustness, run
    from engine.evaluation.report import PAGE, markdown
    from engine.recipe import find_recipe
    from engine.stages.restore import FAITHFUL

    options = {"sigma": sigma, "pictures": pictures, "recipe": recipe, "model": model, "device": device, "crop": crop}
    options |= {"damaged": damaged, "masks": masks}
    if wrong := _wrong_evaluation(restored, suite, {name for name, value in options.items() if value}):
        print(wrong, file=sys.stderr)
        return WRONG_CALL
    arguments = sys.argv[1:]
    if restored is not None:
        evaluation = run.evaluate_folders(clean, restored, damaged, output, crop, arguments)
    else:
        chosen = find_recipe(recipe or "restore")
        with closing(open_device(device or "auto")) as processor:
            if suite == "processes":
                sigmas, count = sigma or processes.SIGMAS, pictures or processes.PICTURES
                evaluation = run.evaluate_processes(clean, chosen, sigmas, count, processor, output, crop, arguments)
            elif suite == "robustness":
                count = pictures or robustness.PICTURES
                evaluation = run.evaluate_robustness(clean, model or FAITHFUL, count, processor, output, arguments)
            elif suite == "repair":
                given = (damaged, masks) if damaged and masks else None
                evaluation = run.evaluate_repair(clean, given, pictures, processor, output, arguments)
            else:
                sigmas = sigma or denoise.SIGMAS
                evaluation = run.evaluate_denoising(clean, sigmas, processor, output, crop, arguments, pictures)
    print(f"{markdown(evaluation)}\n\n{speakable(str(output / PAGE))}")
    return DONE


def _wrong_evaluation(restored: Path | None, suite: str | None, given: set[str]) -> str:
    """What is wrong with a call of `evaluate`, in words; "" where nothing is."""
    if (restored is None) == (suite is None):
        return "Name either a folder of restored pictures, or a suite (--suite denoise, processes, robustness or repair)."
    if suite is None:
        if wrong := sorted(given - {"crop", "damaged"}):
            return f"--{wrong[0]} belongs to a suite: restored pictures are only compared."
        return ""
    if "damaged" in given - SUITE_OPTIONS[suite]:
        return "--damaged belongs to a folder of restored pictures: this suite damages the clean ones itself."
    if wrong := sorted(given - SUITE_OPTIONS[suite]):
        return f"--{wrong[0]} does not belong to the suite {suite}."
    if len(given & {"damaged", "masks"}) == 1:
        return "--damaged and --masks belong together: give both folders, or none for damage that is drawn by code."
    return ""
