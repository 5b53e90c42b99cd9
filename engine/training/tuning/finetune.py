"""Fine-tuning: goes on from a trained model with the user's own pictures, without forgetting what it knew.

The run is like any other: a plan, a collection, perhaps pairs or works. What is special is how it is laid out, by what the user
has (see ways.py), and the verdict.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from engine.errors import PlanInvalid
from engine.events import Event, TuningReached
from engine.known import known
from engine.packages import find_package
from engine.training.export import export
from engine.training.games.styles import Styles
from engine.training.plan import TrainingPlan, read_plan
from engine.training.run import go_on
from engine.training.tuning.base_and_tuned import compared
from engine.training.tuning.blending import blended
from engine.training.tuning.material import Material
from engine.training.tuning.style_and_works import compared_style
from engine.training.tuning.style_verdict import StyleVerdict
from engine.training.tuning.style_works import read_style_works
from engine.training.tuning.verdict import Verdict
from engine.training.tuning.ways import way_of

RUN, BASE, PACKAGE, SHEET, VERDICT = "run", "base", "package", "sheet.png", "verdict.json"


def prepare(model: str, material: Material, output: Path, plan: TrainingPlan | None = None) -> None:
    """Split the material, and lay out the run below `output`; nothing if that is done. `plan` is the model's own.

    Raises PlanInvalid where there is too little to learn from.
    """
    run = output / RUN
    if (run / "plan.toml").exists():
        return
    package = find_package(model)
    way = way_of(package, material.checked(), plan)
    shutil.copytree(package.folder, output / BASE, dirs_exist_ok=True)  # an installed one may be replaced by a newer
    way.lay_out(find_package(str((output / BASE).absolute())), way.plan, material, run)


def finish(output: Path) -> Verdict | StyleVerdict:
    """Write the package, the verdict and the sheet."""
    run, plan, share = output / RUN, read_plan(output / RUN / "plan.toml"), 1.0
    base = find_package(plan.start_from)
    trained_on = f"{base.card.trained_on.rstrip('.')}; then tuned on a collection of the user's."
    if isinstance(plan.game, Styles):
        name = read_style_works(run).name
        export(run, output / PACKAGE, base.card.purpose, trained_on, style=name, own_graph=True)
    else:
        share, weights = blended(run)
        export(run, output / PACKAGE, base.card.purpose, trained_on, weights, own_graph=True)
    return judge(output, share)


def finetune(
    model: str,
    material: Material,
    output: Path,
    emit: Callable[[Event], None],
    minutes: float,
    threads: int = 1,
    stopped: Callable[[], bool] = lambda: False,
    plan: TrainingPlan | None = None,
    watched: bool = False,
) -> Verdict | StyleVerdict | None:
    """All of it; None if it was stopped: the same call goes on. `watched`: see Observer."""
    emit(TuningReached("preparing"))
    prepare(model, material, output, plan)
    emit(TuningReached("training"))
    go_on(output / RUN, emit, threads, stopped=stopped, minutes=minutes, watched=watched)
    if stopped():
        emit(TuningReached("stopped"))
        return None
    emit(TuningReached("judging"))
    verdict = finish(output)
    emit(TuningReached("done"))
    return verdict


def judge(output: Path, share: float | None = None) -> Verdict | StyleVerdict:
    """The verdict over a finished fine-tuning, measured on its held-out files, and written (again).

    `share` is that of the tuned weights in the package; None: as the verdict has it that is there already.
    """
    run, plan = output / RUN, read_plan(output / RUN / "plan.toml")
    verdict: Verdict | StyleVerdict
    if isinstance(plan.game, Styles):
        verdict = compared_style(run, output / PACKAGE, output / SHEET)
    else:
        known = _share_known(output) if share is None else share
        verdict = compared(run, output / PACKAGE, known, output / SHEET)
    (output / VERDICT).write_bytes(msgspec.json.format(msgspec.json.encode(verdict), indent=1))
    return verdict


def _share_known(output: Path) -> float:
    try:
        return msgspec.json.decode((output / VERDICT).read_bytes(), type=known(Verdict)).share
    except (OSError, msgspec.DecodeError) as error:
        raise PlanInvalid(f"{output} holds no finished fine-tuning", "Let `finetune` go on with it first.") from error
