"""Fine-tuning: goes on from a bundled restorer with the user's own scans, without forgetting what it knew.

The run is like any other: a plan, a collection, perhaps pairs. What is special is how the plan is made, and the verdict.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec.structs import replace

from engine.errors import PlanInvalid
from engine.events import Event
from engine.packages import find_package
from engine.training.base_and_tuned import SCANS, compared
from engine.training.blending import blended
from engine.training.clean import apart_from, diagnosis_of, sharpest_halved
from engine.training.doctor import examine
from engine.training.estimation import TITLE, estimated, signs_in, signs_of
from engine.training.export import export
from engine.training.games.paired import Paired
from engine.training.pair_batches import TITLE as PAIRS
from engine.training.pairs import find_pairs, write_pairs
from engine.training.parts import Part
from engine.training.plan import TrainingPlan, read_plan
from engine.training.reading import SUFFIXES, files_below, seen
from engine.training.run import go_on, lay_out
from engine.training.scans import HELD_OUT, read_upright, split
from engine.training.tuning_plan import plan_of, tuning_plan
from engine.training.verdict import Verdict
from models.package import Package

RUN, BASE, PACKAGE, SHEET, VERDICT = "run", "base", "package", "sheet.png", "verdict.json"
REHEARSED = 0.5  # of each batch
CLEAN_SIGNS = 50  # clean photographs that are looked at


@dataclass(frozen=True)
class Material:
    """What the user has: either scans, or the same photographs before and after; and perhaps clean ones."""

    scans: tuple[Path, ...] = ()
    before: Path | None = None
    after: Path | None = None
    pictures: tuple[Path, ...] = ()

    def checked(self) -> Material:
        if (self.before is None) != (self.after is None):
            raise PlanInvalid("pairs need both folders", "Add --before SCANS and --after RESTORED.")
        if bool(self.scans) == (self.before is not None):
            raise PlanInvalid("give either scans or pairs", "Add --scans FOLDER, or --before FOLDER and --after FOLDER.")
        return self


def prepare(model: str, material: Material, output: Path, plan: TrainingPlan | None = None) -> None:
    """Split, align or estimate, and lay out the run below `output`; nothing if that is done. `plan` is the model's own.

    Raises PlanInvalid where there is too little to learn from.
    """
    run = output / RUN
    if (run / "plan.toml").exists():
        return
    package = find_package(model)
    rehearsal = plan or plan_of(package)
    if not isinstance(rehearsal.game, Paired) or rehearsal.whole:
        raise PlanInvalid(f"“{package.card.id}” is no restorer", "Only models that restore can be fine-tuned.")
    prepared = _with_pairs if material.checked().before else _with_scans
    shutil.copytree(package.folder, output / BASE, dirs_exist_ok=True)  # an installed one may be replaced by a newer
    prepared(find_package(str((output / BASE).absolute())), rehearsal, material, output)


def finish(output: Path) -> Verdict:
    """Write the package, the verdict and the sheet."""
    run, base = output / RUN, find_package(read_plan(output / RUN / "plan.toml").start_from)
    share, weights = blended(run)
    trained_on = f"{base.card.trained_on.rstrip('.')}; then tuned on a collection of the user's."
    export(run, output / PACKAGE, base.card.purpose, trained_on, weights)
    verdict = compared(run, output / PACKAGE, share, output / SHEET)
    (output / VERDICT).write_bytes(msgspec.json.format(msgspec.json.encode(verdict), indent=1))
    return verdict


def finetune(
    model: str,
    material: Material,
    output: Path,
    emit: Callable[[Event], None],
    minutes: float,
    threads: int = 1,
    stopped: Callable[[], bool] = lambda: False,
    plan: TrainingPlan | None = None,
) -> Verdict | None:
    """All of it; None if it was stopped: the same call goes on."""
    prepare(model, material, output, plan)
    go_on(output / RUN, emit, threads, stopped=stopped, minutes=minutes)
    return None if stopped() else finish(output)


def _with_pairs(package: Package, rehearsal: TrainingPlan, material: Material, output: Path) -> None:
    assert material.before
    assert material.after
    pairs = find_pairs(material.before, material.after, rehearsal.crop)
    files = [Path(pair.after) for pair in pairs.kept]
    parts: list[Part] = [pair.part for pair in pairs.kept]
    diagnosis = diagnosis_of(files, parts, rehearsal.crop)
    if material.pictures:
        held_out = [file for file, part in zip(files, parts, strict=True) if part != "train"]
        diagnosis = apart_from(held_out, examine(_absolute(material.pictures), rehearsal.crop, HELD_OUT))
    plan = replace(tuning_plan(package, rehearsal, len(files)), pairs=1 - REHEARSED, judged=(PAIRS,))
    (output / RUN).mkdir(parents=True, exist_ok=True)
    write_pairs(pairs, output / RUN)
    lay_out(plan, diagnosis, output / RUN)


def _with_scans(package: Package, rehearsal: TrainingPlan, material: Material, output: Path) -> None:
    files = [file for file in files_below(_absolute(material.scans))[0] if file.suffix.lower() in SUFFIXES]
    found = [(file, one) for file, its in zip(files, seen(files, rehearsal.crop), strict=True) if (one := its.fingerprint)]
    if len(found) < 3:
        raise PlanInvalid(f"{len(found)} scans are too few to learn from", "Name a folder with more scans: fifty are a start.")
    files, fingerprints = [file for file, _ in found], [one for _, one in found]
    parts = split(files, fingerprints)
    if material.pictures:
        held_out = [file for file, part in zip(files, parts, strict=True) if part != "train"]
        diagnosis = apart_from(held_out, examine(_absolute(material.pictures), rehearsal.crop, HELD_OUT))
    else:
        sharpness = [one.sharpness for one in fingerprints]
        diagnosis = sharpest_halved(files, sharpness, parts, output / "clean", rehearsal.crop)
    clean = [signs_in(read_upright(file)) for file in diagnosis.files("train")[:CLEAN_SIGNS]]
    signs = [signs_of(file) for file, part in zip(files, parts, strict=True) if part == "train"]
    share = sum(ageing.share for ageing in rehearsal.ageings) * (1 - REHEARSED) / REHEARSED
    yours = estimated(signs, clean, share)
    plan = tuning_plan(package, rehearsal, len(files))
    (output / RUN).mkdir(parents=True, exist_ok=True)
    held_out = [str(file) for file, part in zip(files, parts, strict=True) if part != "train"]
    (output / RUN / SCANS).write_text(json.dumps(held_out))
    lay_out(replace(plan, ageings=(yours, *plan.ageings), judged=(TITLE,)), diagnosis, output / RUN)


def _absolute(folders: Sequence[Path]) -> list[Path]:
    return [folder.absolute() for folder in folders]
