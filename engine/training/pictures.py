"""The training pictures: a collection in memory, and batches of it, each known by its step alone."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from engine.errors import PlanInvalid
from engine.training.plan import TrainingPlan
from models.damage import Aged, age

Photograph: TypeAlias = NDArray[np.uint8]  # (H, W, 3) RGB
SUFFIXES = {".webp", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"}
HELD_OUT = 25  # one photograph of so many is kept for validation


@dataclass(frozen=True)
class Collection:
    """Photographs to learn from, and those that are held out; split by the name of the file, once and for all."""

    learnt: Sequence[Photograph]
    held_out: Sequence[Photograph]


def read_collection(folders: Sequence[Path], smallest: int) -> Collection:
    """Decode every picture below `folders` that is at least `smallest` pixels high and wide, in order of name."""
    files = sorted(
        (Path(place) / name for folder in folders for place, _, names in os.walk(folder) for name in names),
        key=lambda file: file.name,
    )
    files = [file for file in files if file.suffix.lower() in SUFFIXES]
    learnt: list[Photograph] = []
    held_out: list[Photograph] = []
    with ThreadPoolExecutor() as pool:
        for file, photograph in zip(files, pool.map(_decoded, files), strict=True):
            if photograph is None or min(photograph.shape[:2]) < smallest:
                continue
            part = held_out if zlib.crc32(file.name.encode(errors="surrogateescape")) % HELD_OUT == 0 else learnt
            part.append(photograph)
    if not learnt or not held_out:
        count = len(learnt) + len(held_out)
        raise PlanInvalid(
            f"{count} pictures of at least {smallest} pixels in {', '.join(map(str, folders))}: too few to learn from",
            "Name folders with more, or larger, photographs; a hundred are few, a thousand are good.",
        )
    return Collection(learnt, held_out)


class Batches(Dataset[tuple[Tensor, ...]]):
    """Batch number `step`: always the same for the same plan and pictures, so a stopped run can go on exactly."""

    def __init__(self, photographs: Sequence[Photograph], plan: TrainingPlan) -> None:
        self._photographs = photographs
        self._plan = plan
        shares = np.array([ageing.share for ageing in plan.ageings])
        self._shares = shares / shares.sum()

    def __len__(self) -> int:
        return self._plan.steps

    def __getitem__(self, step: int) -> tuple[Tensor, ...]:
        """The fields of Aged; (batch, …) each."""
        plan = self._plan
        choose = np.random.default_rng([plan.seed, step])
        random = torch.Generator().manual_seed(int(choose.integers(2**62)))
        which = choose.choice(len(plan.ageings), size=plan.batch, p=self._shares)
        clean = torch.stack([self._picture(choose) for _ in which])
        groups = [np.flatnonzero(which == kind) for kind in range(len(plan.ageings))]
        parts = [
            age(clean[group], ageing.damages, random)
            for group, ageing in zip(groups, plan.ageings, strict=True)
            if len(group)
        ]
        aged = Aged(*(torch.cat(field) for field in zip(*parts, strict=True)))
        return tuple(aged._replace(noise=_misjudged(aged.noise, plan.level_error, random)))

    def _picture(self, choose: np.random.Generator) -> Tensor:
        """One clean picture (3, crop, crop), 0 to 1: cropped, reduced, turned."""
        plan, photograph = self._plan, self._photographs[int(choose.integers(len(self._photographs)))]
        sides = photograph.shape[:2]
        if plan.whole:
            part = choose.uniform(*plan.zoom)
            height, width = (max(1, round(side * part)) for side in sides)
        else:
            height = width = min(round(plan.crop * choose.uniform(*plan.reduce)), *sides)
        top, left = choose.integers(sides[0] - height + 1), choose.integers(sides[1] - width + 1)
        piece = photograph[top : top + height, left : left + width]
        return to_tensor(_turned(_resized(piece, plan.crop), choose, upright=plan.whole))

    def held_out_batches(self, count: int) -> Iterator[tuple[str, Aged]]:
        """For each ageing: `count` pictures from fixed places, aged the same way every time."""
        plan = self._plan
        stride = max(1, len(self._photographs) // count)
        chosen = [self._photographs[index * stride % len(self._photographs)] for index in range(count)]
        clean = torch.stack([to_tensor(_middle(photograph, plan)) for photograph in chosen])
        for number, ageing in enumerate(plan.ageings):
            yield ageing.title, age(clean, ageing.damages, torch.Generator().manual_seed(number))


def _misjudged(level: Tensor, error: float, random: torch.Generator) -> Tensor:
    """The noise level as an estimate would have it: wrong by a factor, and by texture taken for noise."""
    factor, texture = torch.randn(2, *level.shape, generator=random) * error
    return level * factor.exp() + texture.abs() * 8 / 255


def loader(batches: Batches, first: int, workers: int) -> DataLoader[tuple[Tensor, ...]]:
    """Batches from number `first` on, made in `workers` processes beside the training (0: in this one)."""
    return DataLoader(
        batches,
        batch_size=None,
        sampler=range(first, len(batches)),
        num_workers=workers,
        prefetch_factor=4 if workers else None,
    )


def to_tensor(photograph: Photograph) -> Tensor:
    """(3, H, W) float32, 0 to 1."""
    return torch.from_numpy(np.ascontiguousarray(photograph)).permute(2, 0, 1).float() / 255


def _decoded(file: Path) -> Photograph | None:
    try:
        with Image.open(file) as picture:
            return np.asarray(picture.convert("RGB"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # a collection of thousands may hold a broken file; it teaches nothing


def _resized(piece: Photograph, size: int) -> Photograph:
    return np.asarray(cv2.resize(piece, (size, size), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _turned(piece: Photograph, choose: np.random.Generator, upright: bool) -> Photograph:
    """Mirrored at random; and turned by quarters, where up and down do not matter."""
    if choose.random() < 0.5:
        piece = piece[:, ::-1]
    return piece if upright else np.rot90(piece, int(choose.integers(4)))


def _middle(photograph: Photograph, plan: TrainingPlan) -> Photograph:
    if plan.whole:
        return _resized(photograph, plan.crop)
    height, width = photograph.shape[:2]
    size = min(round(plan.crop * plan.reduce[1]), height, width)
    top, left = (height - size) // 2, (width - size) // 2
    return _resized(photograph[top : top + size, left : left + size], plan.crop)
