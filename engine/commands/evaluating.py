"""The command that measures; engine/commands/command_line.py offers it."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, get_args

from cyclopts import Parameter
from cyclopts.validators import Number

from engine.commands.exit_codes import DONE, WRONG_CALL
from engine.evaluation.tasks import Kind, Task
from engine.names import speakable

if TYPE_CHECKING:
    from engine.evaluation.figures import Evaluation

SuiteName: TypeAlias = Literal[
    "denoise", "processes", "robustness", "repair", "colour", "enlarge", "style", "stages", "ranking"
]
COMPARING = {"crop", "damaged"}  # options that restored pictures may be given


def evaluate(
    clean: Path,
    restored: Path | None = None,
    *,
    output: Annotated[Path, Parameter(alias="-o")],
    damaged: Path | None = None,
    masks: Path | None = None,
    works: Path | None = None,
    suite: SuiteName | None = None,
    sigma: Annotated[tuple[float, ...], Parameter(consume_multiple=True, negative=(), show_default=False)] = (),
    views: Literal[1, 4, 8] | None = None,
    pictures: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    recipe: str | None = None,
    model: str | None = None,
    megapixels: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    task: Task | None = None,
    damage: Kind | None = None,
    contestants: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative=(), show_default=False)] = (),
    device: str | None = None,
    crop: Annotated[int, Parameter(validator=Number(gte=0))] = 0,
    json: bool = False,
    attended: bool = False,
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
        works: For style: a folder that has a folder of works for each style, named as it is.
        suite: "denoise": adds Gaussian noise to the clean pictures and removes it with the stage `restore`.
            "processes": ages them as historic processes do, adds noise, and runs a recipe; subfolders are kinds of picture.
            "robustness": attacks, shifts, light and wrong noise levels, against the stage `restore`.
            "repair": damages them as scratches and creases do, finds and repairs that with the stage `scratches`, and cuts
            holes to be filled.
            "colour": makes colour pictures grey, and colours them with the stage `colourise`, by itself and with hints.
            "enlarge": makes them small, and enlarges them again with the stage `enlarge`.
            "style": paints them in every style that `works` has a folder for, with the stage `style`.
            "stages": seams, speed, and what the scale of the scan changes, of each stage and each bundled recipe.
            "ranking": lets all models that do a task restore pictures that it damages, and ranks them by score and speed.
        sigma: Noise levels, in 8-bit levels: 15, 25 and 50 for denoise, 0, 10, 25 and 50 for processes, unless given.
        views: For denoise and enlarge: the option of that name of `restore` and `enlarge`; 1 unless given.
        pictures: How many pictures of a suite at most, spread evenly; 12 for processes, 6 for robustness, 2 for stages,
            24 for style and ranking, else all.
        recipe: For processes: the name of a recipe (see `recipes`), or a TOML file; "restore" unless given.
            For stages: this recipe alone.
        model: For robustness: a model (see `models`), or its folder, that stands in for the restorer.
        megapixels: For stages: how large the photographs are made for seams and speed; 12 unless given.
        task: For ranking: what the models are to do; "restore" unless given.
        damage: For ranking, of the task "restore": one kind of damage; all in turn unless given.
        contestants: For ranking: the ids of models; all that do the task unless given.
        device: The name of a device for the suite (see `devices`), or auto.
        crop: Pixels on each side that do not count; not for robustness, repair, colour, style and stages; as papers do it for
            enlarge.
        json: Print what is done as lines of JSON, in place of a bar, and no tables.
        attended: Stop when standard input ends: for a program that runs this one, and may end itself.
    """
    from engine.commands.studies import studied
    from engine.evaluation.menu import WrongOptions
    from engine.evaluation.report import PAGE, markdown

    options = {"sigma": sigma, "pictures": pictures, "recipe": recipe, "model": model, "device": device, "crop": crop}
    options |= {"damaged": damaged, "masks": masks, "works": works, "megapixels": megapixels}
    options |= {"task": task, "damage": damage, "contestants": contestants, "views": views}
    given = {name: value for name, value in options.items() if value}
    try:
        evaluation = studied(lambda: _evaluated(clean, restored, suite, given, output), output / PAGE, json, attended)
    except WrongOptions as wrong:
        print(wrong, file=sys.stderr)
        return WRONG_CALL
    if evaluation and not json:
        print(f"{markdown(evaluation)}\n\n{speakable(str(output / PAGE))}")
    return DONE


def _evaluated(clean: Path, restored: Path | None, suite: SuiteName | None, given: dict[str, Any], output: Path) -> Evaluation:
    """What the options that were given ask for. Raises WrongOptions where they make no sense together."""
    from engine.devices.opening import open_device
    from engine.evaluation.menu import WrongOptions, suite_of
    from engine.evaluation.run import evaluate_folders, evaluate_suite

    if restored and not suite:
        if wrong := sorted(given.keys() - COMPARING):
            raise WrongOptions(f"--{wrong[0]} belongs to a suite: restored pictures are only compared.")
        return evaluate_folders(clean, restored, given.get("damaged"), output, given.get("crop", 0), sys.argv[1:])
    if suite and not restored:
        chosen = suite_of(suite, {name: value for name, value in given.items() if name != "device"})  # all run on one
        with closing(open_device(given.get("device", "auto"))) as processor:
            return evaluate_suite(chosen, clean, processor, output, sys.argv[1:])
    raise WrongOptions(f"Name either a folder of restored pictures, or a suite (--suite {_suite_names()}).")


def _suite_names() -> str:
    *others, last = get_args(SuiteName)
    return f"{', '.join(others)} or {last}"
