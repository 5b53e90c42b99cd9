"""Lays out the fine-tuning of a restorer with scans alone: what they suffer from is estimated, and done to clean pictures."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec.structs import replace

from engine.errors import PlanInvalid
from engine.training.photographs.doctor import examine
from engine.training.photographs.reading import SUFFIXES, files_below, seen
from engine.training.plan import TrainingPlan
from engine.training.run import lay_out
from engine.training.tuning.base_and_tuned import SCANS
from engine.training.tuning.clean import apart_from, sharpest_halved
from engine.training.tuning.estimation import TITLE, estimated, signs_in, signs_of
from engine.training.tuning.material import Material
from engine.training.tuning.scans import HELD_OUT, read_upright, split
from engine.training.tuning.tuning_plan import REHEARSED, tuning_plan
from models.package import Package

CLEAN = "clean"  # the folder beside the run, where the sharpest scans are halved
CLEAN_SIGNS = 50  # clean photographs that are looked at


def with_scans(package: Package, rehearsal: TrainingPlan, material: Material, run: Path) -> None:
    """Raises PlanInvalid where there are too few scans to learn from."""
    folders, pictures = ([folder.absolute() for folder in some] for some in (material.scans, material.pictures))
    files = [file for file in files_below(folders)[0] if file.suffix.lower() in SUFFIXES]
    found = [(file, one) for file, its in zip(files, seen(files, rehearsal.crop), strict=True) if (one := its.fingerprint)]
    if len(found) < 3:
        raise PlanInvalid(f"{len(found)} scans are too few to learn from", "Name a folder with more scans: fifty are a start.")
    files, fingerprints = [file for file, _ in found], [one for _, one in found]
    parts = split(files, fingerprints)
    held_out = [file for file, part in zip(files, parts, strict=True) if part != "train"]
    if pictures:
        diagnosis = apart_from(held_out, examine(pictures, rehearsal.crop, HELD_OUT))
    else:
        sharpness = [one.sharpness for one in fingerprints]
        diagnosis = sharpest_halved(files, sharpness, parts, run.parent / CLEAN, rehearsal.crop)
    clean = [signs_in(read_upright(file)) for file in diagnosis.files("train")[:CLEAN_SIGNS]]
    signs = [signs_of(file) for file, part in zip(files, parts, strict=True) if part == "train"]
    share = sum(ageing.share for ageing in rehearsal.ageings) * (1 - REHEARSED) / REHEARSED
    yours = estimated(signs, clean, share)
    plan = tuning_plan(package, rehearsal, len(files))
    run.mkdir(parents=True, exist_ok=True)
    (run / SCANS).write_text(json.dumps([str(file) for file in held_out]))
    lay_out(replace(plan, ageings=(yours, *plan.ageings), judged=(TITLE,)), diagnosis, run)
