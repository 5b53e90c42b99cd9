"""Batches that are shown again: which ones, how often, how they are changed, and that a stopped run sees the same."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.training.game import Batch
from engine.training.photographs.echo import POOL, echoed, turned
from engine.training.photographs.pictures import Batches
from engine.training.plan import Ageing, TrainingPlan
from models.networks.residual_unet import ResidualUNet

CPU = torch.device("cpu")


def batches(echo: int, steps: int, whole: bool = False) -> Batches:
    """Of one picture each, all of them different."""
    random = np.random.default_rng(0)
    plan = TrainingPlan(
        title="x", network=ResidualUNet(widths=(8,), blocks=(1,)), ageings=(Ageing(title="plain"),),
        steps=steps, echo=echo, batch=1, crop=16, reduce=(1.0, 1.0), whole=whole,
    )  # fmt: skip
    return Batches([random.integers(0, 256, (64, 64, 3), np.uint8)], plan)


def content(fields: tuple[Tensor, ...]) -> bytes:
    """What is the same however a picture is turned."""
    return np.sort(Batch(*fields).original.numpy().ravel()).tobytes()


def test_without_echo_every_batch_comes_once_in_its_order() -> None:
    those = batches(echo=1, steps=5)
    shown = list(echoed(those, 0, 1, CPU, workers=0))
    assert len(shown) == len(those) == 5
    assert all(torch.equal(seen[1], made[1]) for seen, made in zip(shown, (those[step] for step in range(5)), strict=True))


def test_each_batch_comes_again_and_others_come_between() -> None:
    echo, steps = 4, 4 * POOL
    shown = [content(fields) for fields in echoed(batches(echo, steps), 0, echo, CPU, workers=0)]
    counted = Counter(shown)
    assert len(shown) == steps
    assert len(counted) == POOL
    assert [shown.index(each) for each in counted] == list(range(0, steps, echo))  # a new one at every fourth step
    assert sum(one == other for one, other in pairwise(shown)) < steps / 4


@pytest.mark.parametrize("first", [1, 7, 4 * POOL - 1, 4 * POOL, 4 * POOL + 9])
def test_a_stopped_run_goes_on_with_what_it_would_have_seen(first: int) -> None:
    steps = 4 * POOL + 20
    whole = list(echoed(batches(4, steps), 0, 4, CPU, workers=0))
    rest = list(echoed(batches(4, steps), first, 4, CPU, workers=0))
    assert len(rest) == steps - first
    for one, other in zip(whole[first:], rest, strict=True):
        assert all(torch.equal(*fields) for fields in zip(one, other, strict=True))


def test_what_comes_again_is_turned_with_its_mask_and_stands_where_up_matters() -> None:
    random = torch.Generator().manual_seed(1)
    original = torch.rand(2, 3, 8, 8, generator=random)
    hidden = original.mean(dim=1, keepdim=True)
    batch = Batch(original + 1, original, torch.zeros(2, 1, 1, 1), hidden, torch.rand(2, 3, 8, 8), torch.tensor([0, 1]))
    ways, upright = set[bytes](), set[bytes]()
    for seed in range(40):
        changed = turned(batch, np.random.default_rng(seed), upright=False)
        assert torch.equal(changed.damaged, changed.original + 1)
        assert torch.allclose(changed.hidden, changed.original.mean(dim=1, keepdim=True))
        ways.add(changed.original.numpy().tobytes())
        upright.add(turned(batch, np.random.default_rng(seed), upright=True).original.numpy().tobytes())
    assert len(ways) == 8
    assert upright == {original.numpy().tobytes(), original.flip(-1).numpy().tobytes()}
