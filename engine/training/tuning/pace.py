"""How fast this machine fine-tunes a model: a few seconds of the real work, on a few pictures that Patina has."""

from __future__ import annotations

import time
from collections.abc import Sequence

import cv2
import numpy as np
import torch
from msgspec.structs import replace

from engine.events import PaceMeasured
from engine.samples import ASTRONAUT, COFFEE, ROCKET
from engine.training.photographs.collection import Photograph, Works
from engine.training.photographs.pictures import NO_WORKS, Batches, loader
from engine.training.plan import TrainingPlan
from engine.training.players import Players
from engine.training.team import team
from engine.training.trainer import Trainer
from engine.training.tuning.ways import learning_plan
from models.package import Package

FIRST = 3  # steps that do not count: memory is laid out, the pictures are not there yet


def pace_of(package: Package, seconds: float, threads: int = 1) -> PaceMeasured:
    """Raises PlanInvalid where the model cannot be tuned."""
    torch.set_num_threads(threads)
    cv2.setNumThreads(1)
    plan = replace(learning_plan(package), start_from=str(package.folder.absolute()), steps=10**9)
    together = team()
    trainer = Trainer(plan, Players.start(plan, together.device), together)
    started, seen = 0.0, 0
    for seen, _ in enumerate(trainer.run(loader(_batches(plan), 0, 1)), 1):
        if seen == FIRST:
            started = time.monotonic()
        if seen > FIRST and time.monotonic() - started > seconds:
            break
    return PaceMeasured((seen - FIRST) / (time.monotonic() - started), plan.batch)


def _batches(plan: TrainingPlan) -> Batches:
    pictures: Sequence[Photograph] = [_large_enough(sample.load(), plan.crop) for sample in (ASTRONAUT, COFFEE, ROCKET)]
    works = Works(pictures[:1], (0,), ("one",)) if plan.game.needs_works else NO_WORKS
    return Batches(pictures, plan, works)


def _large_enough(picture: Photograph, smallest: int) -> Photograph:
    factor = max(1.0, smallest / min(picture.shape[:2]))
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)
