"""Measures the base and the tuned model side by side, on photographs that were never learnt from.

Half of them, the validation, decided when the training was enough; the other half decided nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from torch import Tensor, nn

from engine.names import speakable
from engine.packages import find_package
from engine.palette.measures import Measures
from engine.pixels import Pixels
from engine.training.game import Batch
from engine.training.games.colourise import Colourise
from engine.training.photographs.collection import Photograph, read_files
from engine.training.photographs.diagnosis import Diagnosis, from_json
from engine.training.photographs.fingerprints import sharpness_of
from engine.training.photographs.pairs import read_pairs
from engine.training.photographs.pictures import Batches
from engine.training.plan import TrainingPlan, read_plan
from engine.training.run import COLLECTION
from engine.training.tuning.estimation import TITLE
from engine.training.tuning.held_out_pictures import draw_pictures
from engine.training.tuning.measured_files import MeasuredFiles
from engine.training.tuning.rehearsing import answered, lost, rehearsed
from engine.training.tuning.scans import probes_of, read_upright, shrink_of, shrunk
from engine.training.tuning.scenes import middle, scene, scenes
from engine.training.tuning.verdict import Held, Left, Shown, Verdict, judged
from engine.training.tuning.with_photographs import learns_from_photographs

SCANS = "scans.json"  # the held-out scans of a run
LOOKED_AT = 256  # pixels of a photograph on the sheet, as they are


class Models:
    """Both, as they lie in their packages."""

    def __init__(self, plan: TrainingPlan, tuned: Path) -> None:
        packages = find_package(plan.start_from), find_package(str(tuned.absolute()))
        self.name, self.plan = packages[0].card.id, plan
        self.networks: list[nn.Module] = [package.network() for package in packages]

    def answers(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """(B, 3, H, W) of the base and of the tuned model, 0 to 1."""
        base, tuned = (answered(network, self.plan, batch) for network in self.networks)
        return base, tuned

    def before(self, batch: Batch) -> Tensor:
        """What there would be without either."""
        return self.plan.game.untouched(self.plan, batch)

    def lost(self, batches: Sequence[Batch]) -> float:
        """dB, from the base to the tuned model."""
        base, tuned = zip(*map(self.answers, batches), strict=True)
        return lost(base, tuned, batches)


def compared(run: Path, tuned: Path, share: float, sheet: Path) -> Verdict:
    """The verdict over a finished run, and a sheet of pictures beside it: some at random, and the worst.

    `share` is that of the tuned weights in the package `tuned`.
    """
    plan = read_plan(run / "plan.toml")
    models = Models(plan, tuned)
    diagnosis = from_json((run / COLLECTION).read_text())
    if plan.pairs:
        return _on_pairs(run, models, diagnosis, share, sheet)
    if learns_from_photographs(plan):
        return _on_photographs(models, diagnosis, share, sheet)
    return _on_scans(run, models, diagnosis, share, sheet)


def _on_pairs(run: Path, models: Models, diagnosis: Diagnosis, share: float, sheet: Path) -> Verdict:
    pairs = read_pairs(run)
    dropped = {speakable(name): speakable(reason) for name, reason in pairs.dropped.items()}
    laid = pairs.laid("validation", "test")
    met = [scene(middle(pair.before), middle(pair.after), pair.noise) for pair in laid]
    held = _held(models, sheet.parent, [pair.name for pair in laid], met)
    shown = _drawn(sheet, models, held, met, "after")
    return judged(models.name, "pairs", held, _forgetting(models, diagnosis), share, dropped=dropped, shown=shown)


def _on_photographs(models: Models, diagnosis: Diagnosis, share: float, sheet: Path) -> Verdict:
    named = _unseen(diagnosis)
    met = scenes([photograph for _, photograph in named], models.plan)
    held = _held(models, sheet.parent, [file.name for file, _ in named], met)
    shown = _drawn(sheet, models, held, met, "original")
    measured_on = "coloured" if isinstance(models.plan.game, Colourise) else "enlarged"
    return judged(models.name, measured_on, held, _forgetting(models, diagnosis), share, shown=shown)


def _on_scans(run: Path, models: Models, diagnosis: Diagnosis, share: float, sheet: Path) -> Verdict:
    unseen = [photograph for _, photograph in _unseen(diagnosis)]
    aged = Batches(unseen, models.plan).held_out(len(unseen))[TITLE]
    parts = [aged.part(number, number + 1) for number in range(len(unseen))]
    held = _held(models, sheet.parent, [f"clean photograph {number + 1}" for number in range(len(unseen))], parts)
    files = [Path(name) for name in json.loads((run / SCANS).read_text())]
    scans = [shrunk(scan, shrink_of(scan)) for scan in map(read_upright, files)]
    met = [scene(middle(scan), middle(scan), Measures(probes_of(scan)).noise_level) for scan in scans]
    left = [_left(models, file.name, one) for file, one in zip(files, met, strict=True)]
    rows = [_row(models, one, original=False) for one in met]
    captions = [f"{each.name}: noise " + ", ".join(f"{noise:.1f}" for noise in each.noise) for each in left]
    names, gains = [each.name for each in left], [each.noise[1] - each.noise[2] for each in left]
    shown = draw_pictures(sheet, rows, captions, names, gains, ["before", "base", "tuned"])
    return judged(models.name, "synthetic", held, _forgetting(models, diagnosis), share, scans=left, shown=shown)


def _unseen(diagnosis: Diagnosis) -> list[tuple[Path, Photograph]]:
    return read_files([*diagnosis.files("validation"), *diagnosis.files("test")])


def _forgetting(models: Models, diagnosis: Diagnosis) -> dict[str, float]:
    known = rehearsed(models.plan, [photograph for _, photograph in _unseen(diagnosis)])
    return {title: models.lost(batches) for title, batches in known.items()}


def _held(models: Models, folder: Path, names: Sequence[str], met: Sequence[Batch]) -> list[Held]:
    pixels = max((one.original.shape[-1] * one.original.shape[-2] for one in met), default=1)
    files = MeasuredFiles(folder, len(met), pixels)
    return [
        files.held(name, one.original, models.before(one), *models.answers(one)) for name, one in zip(names, met, strict=True)
    ]


def _left(models: Models, name: str, one: Batch) -> Left:
    pictures = [_pixels(picture) for picture in (one.damaged, *models.answers(one))]
    noise = [round(255 * Measures([picture]).noise_level, 2) for picture in pictures]
    greys = [np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) * 255, np.float32) for picture in pictures]
    sharpness = [round(sharpness_of(grey), 4) for grey in greys]
    return Left(speakable(name), (noise[0], noise[1], noise[2]), (sharpness[0], sharpness[1], sharpness[2]))


def _drawn(sheet: Path, models: Models, held: Sequence[Held], met: Sequence[Batch], hoped: str) -> list[Shown]:
    """With what was hoped for at the end of each row, under that title."""
    rows = [_row(models, one, original=True) for one in met]
    captions = [f"{each.name}: {each.before:.1f}, {each.base:.1f}, {each.tuned:.1f} dB" for each in held]
    names, gains = [each.name for each in held], [each.gain for each in held]
    return draw_pictures(sheet, rows, captions, names, gains, ["before", "base", "tuned", hoped])


def _row(models: Models, one: Batch, original: bool) -> list[Pixels]:
    pictures = [models.before(one), *models.answers(one), *([one.original] if original else [])]
    return [_middle_of(_pixels(picture)) for picture in pictures]


def _middle_of(pixels: Pixels) -> Pixels:
    height, width = (min(LOOKED_AT, side) for side in pixels.shape[:2])
    top, left = (pixels.shape[0] - height) // 2, (pixels.shape[1] - width) // 2
    return pixels[top : top + height, left : left + width]


def _pixels(picture: Tensor) -> Pixels:
    return np.ascontiguousarray(picture[0].clamp(0, 1).permute(1, 2, 0).numpy())
