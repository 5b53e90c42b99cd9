"""Scenes: photographs as a model meets them where it is used, each a batch of one, with its original beside it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import torch

from engine.stages.colourise import SIDE
from engine.training.game import Batch
from engine.training.photographs.collection import Photograph
from engine.training.photographs.pictures import to_tensor
from engine.training.plan import TrainingPlan
from models.damage import age

LOOKED_AT = 512  # pixels of the middle of a photograph that are measured, at most


def scene(damaged: Photograph, original: Photograph, noise: float) -> Batch:
    """`noise`: its level, 0 to 1."""
    nothing, picture = torch.empty(0), to_tensor(damaged)[None]
    level, hidden = torch.full((1, 1, 1, 1), noise), torch.zeros_like(picture[:, :1])
    return Batch(picture, to_tensor(original)[None], level, hidden, nothing, nothing)


def scenes(photographs: Sequence[Photograph], plan: TrainingPlan) -> list[Batch]:
    """Aged as the plan's first ageing does it, every time the same.

    For a network that sees whole pictures they are as small as the stage shows it them; for others it is their middle.
    """
    found: list[Batch] = []
    for number, photograph in enumerate(photographs):
        clean = whole(photograph, plan.network.multiple_of) if plan.whole else middle(photograph)
        random, nothing = torch.Generator().manual_seed(number), torch.empty(0)
        aged = age(to_tensor(clean)[None], plan.ageings[0].damages, random, levels=False)
        found.append(Batch(aged.damaged, aged.original, aged.noise, aged.hidden, nothing, nothing))
    return found


def middle(photograph: Photograph, size: int = LOOKED_AT, multiple: int = 16) -> Photograph:
    height, width = (min(size, side) // multiple * multiple for side in photograph.shape[:2])
    top, left = (photograph.shape[0] - height) // 2, (photograph.shape[1] - width) // 2
    return photograph[top : top + height, left : left + width]


def whole(photograph: Photograph, multiple: int) -> Photograph:
    """SIDE pixels along the longer side, both sides multiples."""
    longest = max(photograph.shape[:2])
    height, width = (max(multiple, round(side * SIDE / longest / multiple) * multiple) for side in photograph.shape[:2])
    return np.asarray(cv2.resize(photograph, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
