"""The commands of fine-tuning; engine/commands/command_line.py offers them."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from engine.commands.stopping import asked_to_stop

if TYPE_CHECKING:
    from engine.errors import AppError
    from engine.training.plan import Ageing


def finetune(
    model: str,
    *,
    output: Annotated[Path, Parameter(alias="-o")],
    scans: tuple[Path, ...] = (),
    before: Path | None = None,
    after: Path | None = None,
    style: Path | None = None,
    pictures: tuple[Path, ...] = (),
    minutes: Annotated[float, Parameter(validator=Number(gt=0))] = 12,
    threads: int = 1,
    plan: Path | None = None,
    without: Path | None = None,
    ageing: Path | None = None,
    wish: Path | None = None,
    json: bool = False,
) -> None:
    """Go on training a model with your own photographs, and say what came of it. A stopped call goes on.

    A restorer learns from scans or from pairs, a model of styles one style more from works, an enlarger and a colouriser from
    good photographs (--pictures) alone.

    Args:
        model: The id of an installed model, or the folder of a package.
        output: The folder for the run, the package, the verdict and a sheet of pictures.
        scans: Folders of scans: what they suffer from is estimated, and done to clean photographs.
        before: A folder of scans, where somebody has restored them already.
        after: The folder of the restored ones, with the same names.
        style: A folder of 1 to 50 pictures in one hand, for a model with styles: it gets one style more, the others stay.
        pictures: Folders of clean photographs; without them the restored ones, or the sharpest scans, must do. A style
            needs them: they learn to be painted. An enlarger and a colouriser learn from nothing else: sharp ones of your kind,
            or ones in the colours of your period.
        minutes: How long to train; the preparation and the verdict come on top.
        threads: Processor threads for the training itself; the pictures are made in a process beside it.
        plan: The plan (TOML) that the model was trained by, if it is not a known one.
        without: A file with the addresses (URIs) of files that are left alone, one a line.
        ageing: What the scans suffer from (TOML, as in a plan), instead of an estimate.
        wish: A file for whoever watches: while it says "pause", the training waits; at "stop" it is saved, and ends. Steps are
            told every two seconds then, and what the run starts from is scored too.
        json: Print events, and at last the verdict, as lines of JSON.
    """
    import msgspec

    from engine.commands.progress import JsonLines, TrainingLog
    from engine.errors import AppError
    from engine.events import TuningFailed
    from engine.names import speakable
    from engine.running import running_in
    from engine.training.plan import read_plan
    from engine.training.tuning.finetune import finetune as tune
    from engine.training.tuning.material import Material
    from engine.training.tuning.style_verdict import StyleVerdict, told_style
    from engine.training.tuning.verdict import told
    from engine.training.tuning.wishes import Wishes

    stop = Event()
    wishes = Wishes(wish, stop.is_set)
    with JsonLines() if json else TrainingLog() as log, asked_to_stop(stop.set):
        try:
            with running_in(output) if wish else nullcontext():
                known, left = _ageing(ageing) if ageing else None, _files(without) if without else frozenset[Path]()
                material = Material(scans, before, after, pictures, style, left, known).checked()
                own = read_plan(plan) if plan else None
                found = tune(model, material, output, log.hear, minutes, threads, wishes.stopped, own, watched=wish is not None)
        except (AppError, OSError) as error:
            told_so = in_words_of(error, output)
            log.hear(TuningFailed(speakable(str(told_so)), speakable(told_so.hint)))
            raise told_so from error
    if found:
        words = told_style(found) if isinstance(found, StyleVerdict) else told(found)
        print(msgspec.json.encode(found).decode() if json else words)
    elif not json:
        print("Stopped. The same command goes on.")


def verdict(folder: Path, *, json: bool = False) -> None:
    """Measure a finished fine-tuning anew: base and tuned model, on the photographs that were never learnt from.

    Args:
        folder: What was the output of `finetune`.
        json: Print the verdict as JSON.
    """
    import msgspec

    from engine.training.tuning.finetune import judge
    from engine.training.tuning.style_verdict import StyleVerdict, told_style
    from engine.training.tuning.verdict import told

    found = judge(folder)
    words = told_style(found) if isinstance(found, StyleVerdict) else told(found)
    print(msgspec.json.encode(found).decode() if json else words)


def pace(
    model: str,
    *,
    seconds: Annotated[float, Parameter(validator=Number(gt=0))] = 4,
    threads: int = 1,
    json: bool = False,
) -> None:
    """Measure how fast this machine fine-tunes a model.

    Args:
        model: The id of an installed model, or the folder of a package.
        seconds: How long to measure.
        threads: Processor threads for the training itself; the pictures are made in a process beside it.
        json: Print the figures as JSON.
    """
    import msgspec

    from engine.packages import find_package
    from engine.training.tuning.pace import pace_of

    found = pace_of(find_package(model), seconds, threads)
    words = f"{found.steps_per_second:.2f} steps a second, {found.batch} pictures each"
    print(msgspec.json.encode(found).decode() if json else words)


def in_words_of(error: AppError | OSError, output: Path) -> AppError:
    """What the user can do about a full disk, or a folder that went away."""
    import errno

    from engine.errors import AppError, DestinationNotWritable, PlanInvalid

    if isinstance(error, AppError):
        return error
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DestinationNotWritable(f"{output}: there is no space left", "Free some space, then go on.")
    hint = "See that the folder is there again, then go on."
    return PlanInvalid(f"{error.filename or output} cannot be read: {error.strerror or error}", hint)


def _files(file: Path) -> frozenset[Path]:
    """Raises PlanInvalid where that cannot be read."""
    from engine.errors import PlanInvalid
    from engine.names import path_of

    try:
        return frozenset(path_of(line) for line in file.read_text("ascii").splitlines() if line)
    except (OSError, ValueError) as error:
        raise PlanInvalid(f"{file.name} cannot be read: {error}") from error


def _ageing(file: Path) -> Ageing:
    from engine.documents import read_toml
    from engine.errors import PlanInvalid
    from engine.training.plan import Ageing

    return read_toml(file, Ageing, PlanInvalid)
