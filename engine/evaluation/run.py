"""Runs an evaluation, of a suite or of restored pictures, and writes its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.evaluation import baselines, compare, scores
from engine.evaluation.figures import Evaluation
from engine.evaluation.making import Workplace, making, prepare
from engine.evaluation.measuring import measured
from engine.evaluation.report import write_report
from engine.evaluation.suite import Suite

if TYPE_CHECKING:
    from engine.devices.device import Device


def evaluate_suite(suite: Suite, clean: Path, device: Device, output: Path, arguments: Sequence[str]) -> Evaluation:
    """Run the suite on clean pictures, and write the report into `output`."""
    report = suite.run(clean, Workplace(device, output, arguments))
    write_report(report, output)
    return report.evaluation


def evaluate_folders(
    clean: Path, restored: Path, damaged: Path | None, output: Path, crop: int, arguments: Sequence[str]
) -> Evaluation:
    """Compare restored pictures with clean ones, and write the report into `output`."""
    trial = compare.compared(clean, restored, damaged)
    prepare(output, [clean, restored, *([damaged] if damaged else [])])
    device, models = compare.makers(clean, restored)
    notes = (*scores.NOTES, *((*compare.NOTES, *baselines.NOTES) if damaged else ()))
    report = measured("Restored pictures", [trial], notes, making(arguments, device, models), crop)
    write_report(report, output)
    return report.evaluation
