"""Batches of training pictures, each known by its step alone, so that a stopped run can go on exactly."""

from __future__ import annotations

import signal
from collections.abc import Sequence

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from engine.training.game import Batch
from engine.training.photographs.collection import Photograph, Works
from engine.training.plan import TrainingPlan
from models.damage import Aged, age

NO_WORKS = Works((), (), ())


class Batches(Dataset[tuple[Tensor, ...]]):
    """Batches by their number, which is that of the step unless they are shown again (echo.py): always the same for the same
    plan and pictures."""

    def __init__(self, photographs: Sequence[Photograph], plan: TrainingPlan, works: Works = NO_WORKS) -> None:
        self._photographs = photographs
        self._works = works
        self._by_style = [works.of(style) for style in range(len(works.names))]
        self._plan = plan
        shares = np.array([ageing.share for ageing in plan.ageings])
        self._shares = shares / shares.sum()

    def under(self, plan: TrainingPlan) -> Batches:
        """The same pictures, under another plan."""
        return Batches(self._photographs, plan, self._works)

    def __len__(self) -> int:
        """How many are made: each is shown `echo` times."""
        return -(-self._plan.steps // self._plan.echo)

    @property
    def steps(self) -> int:
        return self._plan.steps

    @property
    def seed(self) -> int:
        return self._plan.seed

    @property
    def upright(self) -> bool:
        """Whether up and down matter in its pictures."""
        return self._plan.whole

    def __getitem__(self, step: int) -> tuple[Tensor, ...]:
        """The fields of a Batch."""
        plan = self._plan
        choose = np.random.default_rng([plan.seed, step])
        random = torch.Generator().manual_seed(int(choose.integers(2**62)))
        which = choose.choice(len(plan.ageings), size=plan.batch, p=self._shares)
        clean = torch.stack([self._picture(choose, plan.ageings[kind].reduce or plan.reduce) for kind in which])
        levels = plan.game.tells_levels(plan)
        groups = [np.flatnonzero(which == kind) for kind in range(len(plan.ageings))]
        parts = [
            age(clean[group], ageing.damages, random, levels)
            for group, ageing in zip(groups, plan.ageings, strict=True)
            if len(group)
        ]
        aged = Aged(*(torch.cat(field) for field in zip(*parts, strict=True)))
        level = misjudged(aged.noise, plan.level_error, random) if levels else aged.noise
        return tuple(Batch(aged.damaged, aged.original, level, aged.hidden, *self._some_works(choose, plan.batch)))

    def _picture(self, choose: np.random.Generator, reduce: tuple[float, float]) -> Tensor:
        """One clean picture (3, crop, crop), 0 to 1: cropped, reduced, turned."""
        plan, photograph = self._plan, self._photographs[int(choose.integers(len(self._photographs)))]
        sides = photograph.shape[:2]
        if plan.whole:
            part = choose.uniform(*plan.zoom)
            height, width = (max(1, round(side * part)) for side in sides)
        else:
            height = width = min(round(plan.crop * choose.uniform(*reduce)), *sides)
        top, left = choose.integers(sides[0] - height + 1), choose.integers(sides[1] - width + 1)
        piece = photograph[top : top + height, left : left + width]
        return to_tensor(turned(_resized(piece, plan.crop), choose, upright=plan.whole))

    def _some_works(self, choose: np.random.Generator, count: int) -> tuple[Tensor, Tensor]:
        """Pieces of works (count, 3, crop, crop) and their styles; every style is as likely as any other."""
        plan, by_style = self._plan, self._by_style
        if not by_style:
            return torch.empty(0, 3, plan.crop, plan.crop), torch.empty(0, dtype=torch.int64)
        styles = choose.integers(len(by_style), size=count)
        works = [by_style[style][int(choose.integers(len(by_style[style])))] for style in styles]
        return torch.stack([to_tensor(self._piece(work, choose)) for work in works]), torch.from_numpy(styles)

    def _piece(self, work: Photograph, choose: np.random.Generator) -> Photograph:
        """(crop, crop, 3), mirrored at random: brush strokes keep their direction against up and down."""
        height, width = work.shape[:2]
        size = min(round(self._plan.crop * choose.uniform(1.0, 2.0)), height, width)
        top, left = choose.integers(height - size + 1), choose.integers(width - size + 1)
        return turned(_resized(work[top : top + size, left : left + size], self._plan.crop), choose, upright=True)

    def held_out(self, count: int) -> dict[str, Batch]:
        """For each ageing: `count` pictures from fixed places, aged the same way every time."""
        plan = self._plan
        stride = max(1, len(self._photographs) // count)
        chosen = [self._photographs[index * stride % len(self._photographs)] for index in range(count)]
        clean = torch.stack([to_tensor(_middle(photograph, plan)) for photograph in chosen])
        works = self._some_works(np.random.default_rng(plan.seed), count)
        return {
            ageing.title: Batch(*age(clean, ageing.damages, torch.Generator().manual_seed(number)), *works)
            for number, ageing in enumerate(plan.ageings)
        }


def misjudged(level: Tensor, error: float, random: torch.Generator) -> Tensor:
    """The noise level as an estimate would have it: wrong by a factor, and by texture taken for noise."""
    factor, texture = torch.randn(2, *level.shape, generator=random) * error
    return level * factor.exp() + texture.abs() * 8 / 255


def loader(batches: Batches, first: int, workers: int, pinned: bool = False) -> DataLoader[tuple[Tensor, ...]]:
    """Batches from number `first` on, made in `workers` processes beside the training (0: in this one).

    Pinned memory is what a GPU fetches from by itself.
    """
    return DataLoader(
        batches,
        batch_size=None,
        sampler=range(first, len(batches)),
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        worker_init_fn=_deaf,
        pin_memory=pinned,
    )


def _deaf(_: int) -> None:
    """In a worker: what tells a run to stop often reaches all processes, and it must not lose its pictures before it saves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def to_tensor(photograph: Photograph) -> Tensor:
    """(3, H, W) float32, 0 to 1."""
    return torch.from_numpy(np.ascontiguousarray(photograph)).permute(2, 0, 1).float() / 255


def _resized(piece: Photograph, size: int) -> Photograph:
    return np.asarray(cv2.resize(piece, (size, size), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def turned(piece: Photograph, choose: np.random.Generator, upright: bool) -> Photograph:
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
