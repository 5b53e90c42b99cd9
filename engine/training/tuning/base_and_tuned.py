"""Measures the base and the tuned model side by side, on photographs that were never learnt from.

Half of them, the validation, decided when the training was enough; the other half decided nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from engine.measures import noise_level
from engine.names import speakable
from engine.packages import find_package
from engine.pixels import Pixels
from engine.sheets import labelled_grid, shown, write_sheet
from engine.training.game import Batch
from engine.training.photographs.collection import Photograph, read_collection
from engine.training.photographs.diagnosis import from_json
from engine.training.photographs.fingerprints import sharpness_of
from engine.training.photographs.pairs import read_pairs
from engine.training.photographs.pictures import Batches, to_tensor
from engine.training.plan import TrainingPlan, read_plan
from engine.training.run import COLLECTION
from engine.training.tuning.blending import lost, rehearsed, restored
from engine.training.tuning.estimation import TITLE
from engine.training.tuning.measured_files import MeasuredFiles
from engine.training.tuning.scans import probes_of, read_upright, shrink_of, shrunk
from engine.training.tuning.verdict import Held, Left, Shown, Verdict, judged

SCANS = "scans.json"  # the held-out scans of a run
HELD_OUT_PICTURES = "held-out"  # the folder of the pictures that are shown, beside the sheet
LOOKED_AT = 512  # pixels of the middle of a photograph that are measured, at most
SHOWN = 256  # of them on the sheet, as they are
RANDOM, WORST = 12, 3  # rows of the sheet


class Models:
    """Both, as they lie in their packages."""

    def __init__(self, plan: TrainingPlan, tuned: Path) -> None:
        packages = find_package(plan.start_from), find_package(str(tuned.absolute()))
        self.name, self.plan = packages[0].card.id, plan
        self.networks: list[nn.Module] = [package.network() for package in packages]

    def restored(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """(B, 3, H, W) of the base and of the tuned model, 0 to 1."""
        base, tuned = (restored(network, self.plan, batch) for network in self.networks)
        return base, tuned


def compared(run: Path, tuned: Path, share: float, sheet: Path) -> Verdict:
    """The verdict over a finished run, and a sheet of pictures beside it: some at random, and the worst.

    `share` is that of the tuned weights in the package `tuned`.
    """
    plan = read_plan(run / "plan.toml")
    models = Models(plan, tuned)
    collection = read_collection(from_json((run / COLLECTION).read_text()))
    unseen = [*collection.held_out, *collection.tested]
    batches = Batches(unseen, plan)
    forgetting = {title: lost(*models.restored(batch), batch) for title, batch in rehearsed(batches).items()}
    if plan.pairs:
        pairs = read_pairs(run)
        dropped = {speakable(name): speakable(reason) for name, reason in pairs.dropped.items()}
        laid = pairs.laid("validation", "test")
        scenes = [_batch(_middle(pair.before), _middle(pair.after), pair.noise) for pair in laid]
        held = _held(models, sheet.parent, [pair.name for pair in laid], scenes)
        rows = [_row(models, scene, original=True) for scene in scenes]
        captions = [f"{each.name}: {each.before:.1f}, {each.base:.1f}, {each.tuned:.1f} dB" for each in held]
        names, gains = [each.name for each in held], [each.gain for each in held]
        pictures = _draw(sheet, rows, captions, names, gains, ["before", "base", "tuned", "after"])
        return judged(models.name, "pairs", held, forgetting, share, dropped=dropped, shown=pictures)
    aged = batches.held_out(len(unseen))[TITLE]
    parts = [aged.part(number, number + 1) for number in range(len(unseen))]
    held = _held(models, sheet.parent, [f"clean photograph {number + 1}" for number in range(len(unseen))], parts)
    files = [Path(name) for name in json.loads((run / SCANS).read_text())]
    scans = [shrunk(scan, shrink_of(scan)) for scan in map(read_upright, files)]
    scenes = [_batch(_middle(scan), _middle(scan), noise_level(probes_of(scan))) for scan in scans]
    left = [_left(models, file.name, scene) for file, scene in zip(files, scenes, strict=True)]
    rows = [_row(models, scene, original=False) for scene in scenes]
    captions = [f"{each.name}: noise " + ", ".join(f"{noise:.1f}" for noise in each.noise) for each in left]
    names, gains = [each.name for each in left], [each.noise[1] - each.noise[2] for each in left]
    pictures = _draw(sheet, rows, captions, names, gains, ["before", "base", "tuned"])
    return judged(models.name, "synthetic", held, forgetting, share, scans=left, shown=pictures)


def _held(models: Models, folder: Path, names: Sequence[str], scenes: Sequence[Batch]) -> list[Held]:
    pixels = max((scene.original.shape[-1] * scene.original.shape[-2] for scene in scenes), default=1)
    files = MeasuredFiles(folder, len(scenes), pixels)
    return [
        files.held(name, scene.original, scene.damaged, *models.restored(scene))
        for name, scene in zip(names, scenes, strict=True)
    ]


def _left(models: Models, name: str, scene: Batch) -> Left:
    pictures = [_pixels(picture) for picture in (scene.damaged, *models.restored(scene))]
    noise = [round(255 * noise_level([picture]), 2) for picture in pictures]
    greys = [np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) * 255, np.float32) for picture in pictures]
    sharpness = [round(sharpness_of(grey), 4) for grey in greys]
    return Left(speakable(name), (noise[0], noise[1], noise[2]), (sharpness[0], sharpness[1], sharpness[2]))


def _middle(photograph: Photograph, size: int = LOOKED_AT, multiple: int = 16) -> Photograph:
    height, width = (min(size, side) // multiple * multiple for side in photograph.shape[:2])
    top, left = (photograph.shape[0] - height) // 2, (photograph.shape[1] - width) // 2
    return photograph[top : top + height, left : left + width]


def _batch(damaged: Photograph, original: Photograph, noise: float) -> Batch:
    nothing, picture = torch.empty(0), to_tensor(damaged)[None]
    level, hidden = torch.full((1, 1, 1, 1), noise), torch.zeros_like(picture[:, :1])
    return Batch(picture, to_tensor(original)[None], level, hidden, nothing, nothing)


def _row(models: Models, scene: Batch, original: bool) -> list[Pixels]:
    pictures = [scene.damaged, *models.restored(scene), *([scene.original] if original else [])]
    return [_middle_of(_pixels(picture)) for picture in pictures]


def _middle_of(pixels: Pixels) -> Pixels:
    height, width = (min(SHOWN, side) for side in pixels.shape[:2])
    top, left = (pixels.shape[0] - height) // 2, (pixels.shape[1] - width) // 2
    return pixels[top : top + height, left : left + width]


def _pixels(picture: Tensor) -> Pixels:
    return np.ascontiguousarray(picture[0].permute(1, 2, 0).numpy())


def _draw(
    sheet: Path, rows: list[list[Pixels]], captions: list[str], names: list[str], gains: Sequence[float], titles: list[str]
) -> list[Shown]:
    """Always the same dozen, chosen by chance; then those with the least gain, also if they are among the dozen.

    On the sheet with their captions, and each picture in a file of its own.
    """
    dozen = np.random.default_rng(0).permutation(len(rows))[:RANDOM].tolist()
    worst = np.argsort(gains, kind="stable")[:WORST].tolist()
    named = [captions[number] for number in dozen] + [f"worst: {captions[number]}" for number in worst]
    write_sheet(sheet, labelled_grid([rows[number] for number in dozen + worst], titles, named))
    return write_shown(sheet.parent, [(names[number], rows[number]) for number in dozen + worst], len(dozen), titles)


def write_shown(
    folder: Path, rows: Sequence[tuple[str, Sequence[Pixels]]], chosen: int, titles: Sequence[str]
) -> list[Shown]:
    """Write the pictures of each row below `folder`; the first `chosen` rows are the fixed choice, the rest the worst."""
    (folder / HELD_OUT_PICTURES).mkdir(parents=True, exist_ok=True)
    found: list[Shown] = []
    for number, (name, pictures) in enumerate(rows):
        files = {title: f"{HELD_OUT_PICTURES}/{number:02}-{title}.png" for title in titles}
        for file, picture in zip(files.values(), pictures, strict=True):
            write_sheet(folder / file, shown(picture))
        found.append(Shown(speakable(name), number >= chosen, files))
    return found
