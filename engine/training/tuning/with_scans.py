"""Lays out the fine-tuning of a restorer with scans alone: what they suffer from is estimated, and done to clean pictures."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec.structs import replace

from engine.training.plan import TrainingPlan
from engine.training.run import lay_out
from engine.training.tuning.base_and_tuned import SCANS
from engine.training.tuning.estimation import TITLE
from engine.training.tuning.found_scans import found_scans
from engine.training.tuning.material import Material
from engine.training.tuning.tuning_plan import REHEARSED, tuning_plan
from models.package import Package

CLEAN = "clean"  # the folder beside the run, where the sharpest scans are halved


def with_scans(package: Package, rehearsal: TrainingPlan, material: Material, run: Path) -> None:
    """Raises PlanInvalid where there are too few scans to learn from."""
    found = found_scans(material, rehearsal.crop, run.parent / CLEAN)
    share = sum(ageing.share for ageing in rehearsal.ageings) * (1 - REHEARSED) / REHEARSED
    known = material.ageing
    yours = replace(known, title=TITLE, share=share) if known else found.estimated(share)
    plan = tuning_plan(package, rehearsal, len(found.files))
    run.mkdir(parents=True, exist_ok=True)
    (run / SCANS).write_text(json.dumps([str(file) for file in found.of("validation", "test")]))
    lay_out(replace(plan, ageings=(yours, *plan.ageings), judged=(TITLE,)), found.clean, run)
