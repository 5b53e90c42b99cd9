"""The balance of the learning rates, and the toy that shows whether a game is in balance."""

from __future__ import annotations

import math

import pytest
import torch

from models.balance import balanced
from models.objectives.non_saturating import NonSaturating
from models.optimisers.adam import Adam
from models.toys import SIGMA, centres, coverage, gaussians, made, play

torch.set_num_threads(1)


def after(steps: int, accuracy: float, rate: float = 1.0) -> float:
    for _ in range(steps):
        rate = balanced(rate, accuracy)
    return rate


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_a_discriminator_that_wins_is_halved_and_one_that_loses_doubled_in_a_hundred_steps() -> None:
    assert after(100, 0.95) == pytest.approx(0.5)
    assert after(100, 0.55) == pytest.approx(2)
    assert after(100, 0.95, rate=after(100, 0.55, rate=0.25)) == pytest.approx(0.25)


@pytest.mark.parametrize("accuracy", [0.6, 0.7, 0.85])
def test_a_fair_game_is_left_alone(accuracy: float) -> None:
    assert after(1000, accuracy, rate=0.3) == 0.3


def test_the_balance_has_bounds() -> None:
    assert after(10_000, 1.0) == 1 / 8
    assert after(10_000, 0.5) == 2


def test_the_real_points_cover_the_toy() -> None:
    modes, quality, divergence = coverage(gaussians(5000, seeded()))
    assert modes == 25
    assert quality == pytest.approx(1 - math.exp(-4.5), abs=0.01)  # within three sigma, in two dimensions
    assert divergence < 0.01


def test_a_collapsed_generator_covers_one_mode_and_a_cloud_none() -> None:
    one = coverage(centres()[7] + SIGMA * torch.randn(5000, 2, generator=seeded()))
    assert one.modes == 1
    assert one.divergence == pytest.approx(math.log(25), abs=1e-3)
    cloud = coverage(5 * torch.rand(5000, 2, generator=seeded()) - 2.5)
    assert cloud.quality < 0.1
    assert cloud.divergence < 0.01


def test_half_of_the_heaps_are_half_of_the_modes() -> None:
    points = gaussians(5000, seeded())
    assert coverage(points[points[:, 0] < 0.5]).modes == 15


def test_a_game_is_repeatable_leaves_the_world_alone_and_comes_nearer_to_the_heaps() -> None:
    world, adam = torch.random.get_rng_state(), Adam(learning_rate=1e-3)
    one, again, other = (
        made(play(NonSaturating(), adam, adam, steps=60, batch=64, width=32, seed=seed), 1000, seeded()) for seed in (0, 0, 1)
    )
    assert torch.equal(one, again)
    assert not torch.equal(one, other)
    assert torch.equal(torch.random.get_rng_state(), world)
    longer = made(play(NonSaturating(), adam, adam, steps=500, batch=64, width=32), 1000, seeded())
    assert 0.5 < longer.std().item() < 2.5  # the real points have 1.4
    assert coverage(longer).divergence < 1.5 < coverage(0 * longer).divergence
