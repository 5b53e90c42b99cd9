"""A contest: clean pictures are damaged, and each model of a task makes of them what it can, at its own speed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Literal
from zlib import crc32

import numpy as np
from PIL import Image

from engine.errors import AppError, ModelInvalid
from engine.evaluation.baselines import median as median_filter
from engine.evaluation.enlarging import made_small
from engine.evaluation.figures import INPUT, Case, Trial
from engine.evaluation.painted import painted
from engine.evaluation.scores import read
from engine.evaluation.showcase import middle
from engine.evaluation.tasks import Kind, Task
from engine.names import speakable
from engine.packages import check_weights, find_package, package_folders
from engine.pixels import Pixels
from engine.sheets import Copy, shown
from engine.stage import Stage
from engine.stages.enlarge import Enlarge
from engine.stages.restore import Restore
from models.damage import Damage, age
from models.damages.eight_bits import EightBits
from models.damages.grain import Grain
from models.damages.jpeg import Jpeg
from models.damages.lens_blur import LensBlur
from models.damages.noise import Noise

if TYPE_CHECKING:
    from engine.stage import Networks

SIDE = 768  # pixels: of larger pictures the middle is taken
SMALLEST = 64
SHOWN = 4  # models on a sheet
MEDIAN, BICUBIC = "median 3 x 3", "bicubic"

KINDS: dict[str, tuple[Damage, ...]] = {
    "noise": (Noise(sigma=(20, 20)),),
    "grain": (Grain(amplitude=(18, 18), size=(0.6, 1.2)),),
    "blur": (LensBlur(sigma=(0.9, 1.3)), Noise(sigma=(2, 2))),
    "jpeg": (Jpeg(quality=(25, 40)),),
    "several": (LensBlur(sigma=(0.5, 0.9)), Grain(amplitude=(10, 10)), Noise(sigma=(6, 6)), Jpeg(quality=(50, 70))),
}
"""What stage `restore` is for, in strengths that archives have; fixed, so that reports can be compared."""


@dataclass
class Contest:
    """Who takes part in a task, and how quick each was."""

    task: Task
    models: tuple[str, ...]
    networks: Networks
    rates: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    """Megapixels a second of each picture, by model; of the picture that was made."""

    @property
    def reference(self) -> str:
        """The row that gains are counted from: what there would be without any model."""
        return INPUT if self.task == "restore" else BICUBIC

    def rate(self, model: str) -> float:
        """Megapixels a second, the median of the pictures; the first warms up, where there are others."""
        found = self.rates[model]
        return median(found[1:] or found)

    def trials(self, clean: Path, pictures: Sequence[Path], kind: Kind) -> list[Trial]:
        """One for each kind of damage, or one for enlarging."""
        ours, seen = self.models[0], (self.reference, *self.models[:SHOWN])
        if self.task != "restore":
            factor = factor_of(self.task)
            made = (self._enlarged(path, clean, factor) for path in pictures)
            return [Trial(f"{factor} times", len(pictures), made, ours, crop=factor, shown=seen)]
        kinds = KINDS if kind == "all" else {kind: KINDS[kind]}
        return [Trial(name, len(pictures), self._restored(pictures, clean, name), ours, shown=seen) for name in kinds]

    def _restored(self, pictures: Sequence[Path], clean: Path, kind: str) -> Iterator[Case]:
        for path in pictures:
            picture = cut(clean / path)
            damaged = damaged_as(kind, picture, path.name)
            results: dict[str, Copy | Pixels] = {INPUT: damaged, MEDIAN: median_filter(damaged, 0)}
            for model in self.models:
                results[model] = self._timed(model, damaged, Restore(model=model))
            yield Case(speakable(path.as_posix()), picture, results)

    def _enlarged(self, path: Path, clean: Path, factor: Literal[2, 4]) -> Case:
        picture, small = made_small(cut(clean / path), factor)
        size = (picture.shape[1], picture.shape[0])
        larger = np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC), np.uint8)
        results: dict[str, Copy | Pixels] = {BICUBIC: larger}
        for model in self.models:
            results[model] = self._timed(model, small, Enlarge(factor=factor, model=model))
        return Case(speakable(path.as_posix()), picture, results)

    def _timed(self, model: str, picture: Copy, stage: Stage) -> Copy:
        began = time.perf_counter()
        made = painted(np.asarray(picture / 255, np.float32), (stage,), self.networks)
        seconds = max(time.perf_counter() - began, 1e-9)
        self.rates.setdefault(model, []).append(made.shape[0] * made.shape[1] / 1e6 / seconds)
        return shown(made)


def factor_of(task: Task) -> Literal[2, 4]:
    return 4 if task == "enlarge-4" else 2


def stage_of(task: Task) -> Callable[[str], Stage]:
    """What makes the stage that a model paints in."""
    if task == "restore":
        return lambda model: Restore(model=model)
    return lambda model: Enlarge(factor=factor_of(task), model=model)


def contestants(task: Task, named: Sequence[str] = ()) -> tuple[tuple[str, ...], dict[str, str]]:
    """The models that do the task: those that were named, or all that are installed; and why any of those cannot take part.

    Raises ModelInvalid where one that was named cannot, or where nobody does the task.
    """
    stage, wanted = stage_of(task), named or tuple(package_folders())
    able: list[str] = []
    unable: dict[str, str] = {}
    for name in dict.fromkeys(wanted):
        try:
            stage(name).check(find_package)
            check_weights([name])
        except AppError as error:
            if named:
                raise
            if isinstance(error, ModelInvalid):  # those that do another task are no news
                unable[name] = str(error)
            continue
        able.append(name)
    if not able:
        raise ModelInvalid("no installed model does that", "Add one on the page “Models”, or with `import`.")
    return tuple(able), unable


def cut(path: Path) -> Copy:
    """A picture, or the middle of a large one. Raises AppError where it is too small."""
    picture = middle(read(path), SIDE)
    if min(picture.shape[:2]) < SMALLEST:
        raise AppError(f"{path} is too small", f"Give pictures of at least {SMALLEST} x {SMALLEST} pixels.")
    return picture


def damaged_as(kind: str, picture: Copy, name: str) -> Copy:
    """As old pictures are; the kind and the name decide on everything random."""
    import torch

    pictures = torch.from_numpy(np.asarray(picture / 255, np.float32)).permute(2, 0, 1)[None]
    chance = torch.Generator().manual_seed(crc32(os.fsencode(name), crc32(kind.encode())))
    aged = age(pictures, (*KINDS[kind], EightBits()), chance).damaged
    return shown(np.ascontiguousarray(aged[0].permute(1, 2, 0).numpy()))
