"""Batches shown more than once: for a device that learns faster than pictures can be aged (data echoing; Choi et al. 2019).

Each time a batch comes again it is mirrored or turned, and others have been between. Which one comes when is known by the step
alone, so that a stopped run can go on exactly.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from engine.training.game import Batch
from engine.training.photographs.pictures import Batches, loader

POOL = 32  # batches that wait to be shown again: the last ones


def echoed(batches: Batches, first: int, echo: int, device: torch.device, workers: int) -> Iterator[tuple[Tensor, ...]]:
    """What step `first` and those after it learn from, on the device; each batch of `batches` is shown `echo` times."""
    number, kept = first // echo, POOL if echo > 1 else 1
    start = max(0, number - kept + 1)
    made = iter(loader(batches, start, workers, pinned=device.type == "cuda"))
    pool = deque[Batch](maxlen=kept)
    for _ in range(number - start + bool(first % echo)):  # what was shown before, and comes again
        pool.append(Batch(*next(made)).on(device))
    for step in range(first, batches.steps):
        if step % echo == 0:
            pool.append(Batch(*next(made)).on(device))
            yield tuple(pool[-1])
        else:
            choose = np.random.default_rng([batches.seed, step, 2])
            yield tuple(turned(pool[int(choose.integers(len(pool)))], choose, batches.upright))


def turned(batch: Batch, choose: np.random.Generator, upright: bool) -> Batch:
    """Mirrored at random, all planes alike, and turned by quarters where up and down do not matter; works are only mirrored."""
    mirror, quarters, other = choose.random() < 0.5, 0 if upright else int(choose.integers(4)), choose.random() < 0.5

    def changed(planes: Tensor) -> Tensor:
        planes = planes.flip(-1) if mirror else planes
        return torch.rot90(planes, quarters, (2, 3)) if quarters else planes

    return batch._replace(
        damaged=changed(batch.damaged),
        original=changed(batch.original),
        hidden=changed(batch.hidden),
        works=batch.works.flip(-1) if other else batch.works,
    )
