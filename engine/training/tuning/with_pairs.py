"""Lays out the fine-tuning of a restorer with pairs: the same photographs before and after somebody restored them."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from engine.training.photographs.doctor import examine
from engine.training.photographs.pair_batches import TITLE
from engine.training.photographs.pairs import find_pairs, write_pairs
from engine.training.photographs.parts import Part
from engine.training.plan import TrainingPlan
from engine.training.run import lay_out
from engine.training.tuning.clean import apart_from, diagnosis_of
from engine.training.tuning.material import Material
from engine.training.tuning.scans import HELD_OUT
from engine.training.tuning.tuning_plan import REHEARSED, tuning_plan
from models.package import Package


def with_pairs(package: Package, rehearsal: TrainingPlan, material: Material, run: Path) -> None:
    """Raises PlanInvalid where too few pairs are left to learn from."""
    assert material.before
    assert material.after
    pairs = find_pairs(material.before, material.after, rehearsal.crop, material.without)
    files = [Path(pair.after) for pair in pairs.kept]
    parts: list[Part] = [pair.part for pair in pairs.kept]
    diagnosis = diagnosis_of(files, parts, rehearsal.crop)
    if material.pictures:
        held_out = [file for file, part in zip(files, parts, strict=True) if part != "train"]
        pictures = [folder.absolute() for folder in material.pictures]
        diagnosis = apart_from(held_out, examine(pictures, rehearsal.crop, HELD_OUT, material.without))
    plan = replace(tuning_plan(package, rehearsal, len(files)), pairs=1 - REHEARSED, judged=(TITLE,))
    run.mkdir(parents=True, exist_ok=True)
    write_pairs(pairs, run)
    lay_out(plan, diagnosis, run)
