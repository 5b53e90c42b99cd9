"""Speed: how long stages look and paint, and what computed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from engine.evaluation.passages import Passage

SMALL = 1.0  # megapixels; larger pictures go through once
REPEATS = 3  # of them, after one that warms up


class Speed(NamedTuple):
    """Of one picture, or the medians of its several passages."""

    rate: float  # megapixels a second, of painting alone
    looking: float  # seconds
    painting: float
    wall: float


def speed(passages: Sequence[Passage]) -> Speed:
    """Of one picture's passages."""
    painting = median(one.painting for one in passages)
    wall = median(one.looking + one.painting for one in passages)
    rate = passages[0].megapixels / painting if painting else float("inf")
    return Speed(rate, median(one.looking for one in passages), painting, wall)


def machine() -> str:
    """A note on what computes here, and on what else it is doing."""
    import torch

    busy = f" When it began, {os.getloadavg()[0]:.1f} processes were at work or waiting." if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} processors, as many threads in onnxruntime, {torch.get_num_threads()} in torch; CPU capability "
        f"{torch.backends.cpu.get_cpu_capability()}.{busy} Other work on the machine lowers the speed: figures of a busy "
        "machine say what it reached beside that work, and not what the stages can do."
    )
