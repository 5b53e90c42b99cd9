"""The command that measures; engine/commands.py offers it."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from engine.exit_codes import DONE, WRONG_CALL
from engine.names import speakable

SUITE_OPTIONS = {
    "denoise": {"sigma", "pictures", "device", "crop"},
    "processes": {"sigma", "pictures", "recipe", "device", "crop"},
    "robustness": {"pictures", "model", "device"},
    "repair": {"pictures", "damaged", "masks", "device"},
    "colour": {"pictures", "device"},
    "enlarge": {"pictures", "device"},
    "stages": {"pictures", "recipe", "megapixels", "device"},
}


def evaluate(
    clean: Path,
    restored: Path | None = None,
    *,
    output: Annotated[Path, Parameter(alias="-o")],
    damaged: Path | None = None,
    masks: Path | None = None,
    suite: Literal["denoise", "processes", "robustness", "repair", "colour", "enlarge", "stages"] | None = None,
    sigma: Annotated[tuple[float, ...], Parameter(consume_multiple=True, negative=(), show_default=False)] = (),
    pictures: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    recipe: str | None = None,
    model: str | None = None,
    megapixels: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
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
            "colour": makes colour pictures grey, and colours them with the stage `colourise`, by itself and with hints.
            "enlarge": makes them small, and enlarges them again with the stage `enlarge`.
            "stages": seams, speed, and what the scale of the scan changes, of each stage and each bundled recipe.
        sigma: Noise levels, in 8-bit levels: 15, 25 and 50 for denoise, 0, 10, 25 and 50 for processes, unless given.
        pictures: How many pictures of a suite at most, spread evenly; 12 for processes, 6 for robustness, 2 for stages,
            else all.
        recipe: For processes: the name of a recipe (see `recipes`), or a TOML file; "restore" unless given.
            For stages: this recipe alone.
        model: For robustness: a model (see `models`), or its folder, that stands in for the restorer.
        megapixels: For stages: how large the photographs are made for seams and speed; 12 unless given.
        device: The name of a device for the suite (see `devices`), or auto.
        crop: Pixels on each side that do not count; not for robustness, repair, colour and stages; as papers do it for enlarge.
    """
    from engine.devices import open_device
    from engine.evaluation import denoise, processes, robustness, run, stages
    from engine.evaluation.report import PAGE, markdown
    from engine.recipe import find_recipe
    from engine.stages.restore import FAITHFUL

    options = {"sigma": sigma, "pictures": pictures, "recipe": recipe, "model": model, "device": device, "crop": crop}
    options |= {"damaged": damaged, "masks": masks, "megapixels": megapixels}
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
            elif suite == "colour":
                evaluation = run.evaluate_colour(clean, pictures, processor, output, arguments)
            elif suite == "enlarge":
                evaluation = run.evaluate_enlarging(clean, pictures, processor, output, arguments)
            elif suite == "stages":
                count, size, only = pictures or stages.PICTURES, megapixels or stages.MEGAPIXELS, chosen if recipe else None
                evaluation = run.evaluate_stages(clean, only, size, count, processor, output, arguments)
            else:
                sigmas = sigma or denoise.SIGMAS
                evaluation = run.evaluate_denoising(clean, sigmas, processor, output, crop, arguments, pictures)
    print(f"{markdown(evaluation)}\n\n{speakable(str(output / PAGE))}")
    return DONE


def _wrong_evaluation(restored: Path | None, suite: str | None, given: set[str]) -> str:
    """What is wrong with a call of `evaluate`, in words; "" where nothing is."""
    if (restored is None) == (suite is None):
        *others, last = SUITE_OPTIONS
        return f"Name either a folder of restored pictures, or a suite (--suite {', '.join(others)} or {last})."
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
