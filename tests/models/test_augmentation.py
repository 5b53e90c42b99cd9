"""What a discriminator sees instead of the pictures."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from models.augmentation import adapted, augmented

torch.set_num_threads(1)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def pictures(count: int = 8, height: int = 32, width: int = 40) -> Tensor:
    return torch.rand(count, 3, height, width, generator=seeded(5))


def changed(probability: float, count: int = 200) -> float:
    """The share of pictures that come out changed."""
    seen = augmented(pictures(count, 8, 8), probability, seeded())
    return (seen != pictures(count, 8, 8)).flatten(1).any(dim=1).float().mean().item()


def test_without_augmentation_the_pictures_are_untouched() -> None:
    assert torch.equal(augmented(pictures(), 0, seeded()), pictures())


def test_the_same_random_state_gives_the_same_changes_and_leaves_that_of_the_world_alone() -> None:
    world, given = torch.random.get_rng_state(), pictures()
    assert torch.equal(augmented(given, 0.7, seeded(3)), augmented(given, 0.7, seeded(3)))
    assert not torch.equal(augmented(given, 0.7, seeded(3)), augmented(given, 0.7, seeded(4)))
    assert torch.equal(given, pictures())
    assert torch.equal(torch.random.get_rng_state(), world)


def test_a_higher_probability_changes_more_pictures_but_not_all_in_the_same_way() -> None:
    shares = [changed(probability) for probability in (0.0, 0.05, 0.3, 1.0)]
    assert shares == sorted(shares)
    assert 0.1 < shares[1] < 0.5
    assert shares[3] == 1
    seen = augmented(pictures(1).expand(4, -1, -1, -1), 1, seeded())
    assert all(not torch.equal(seen[0], other) for other in seen[1:])


@pytest.mark.parametrize("size", [(32, 40), (33, 17), (4, 4)])
def test_augmented_pictures_keep_shape_and_about_the_range(size: tuple[int, int]) -> None:
    for seed in range(20):
        seen = augmented(pictures(4, *size), 1, seeded(seed))
        assert seen.shape == (4, 3, *size)
        assert seen.dtype == torch.float32
        assert seen.min() > -1.5
        assert seen.max() < 2.5
    assert augmented(pictures(64), 1, seeded()).mean().item() == pytest.approx(0.5, abs=0.1)


def test_gradients_come_through_twice() -> None:
    given = pictures().requires_grad_()
    (gradient,) = torch.autograd.grad((augmented(given, 1, seeded()) ** 2).sum(), given, create_graph=True)
    assert (gradient.abs().sum(dim=(1, 2, 3)) > 0).all()
    (second,) = torch.autograd.grad(gradient.square().sum(), given)
    assert torch.isfinite(second).all()
    assert second.abs().max() > 0


def test_what_is_cut_out_or_moved_in_from_outside_is_grey() -> None:
    seen = augmented(torch.ones(32, 3, 32, 32), 1, seeded())
    grey = (seen == 0.5).flatten(1).float().mean(dim=1)
    assert grey.max() <= 0.5  # a quarter is cut out, and up to an eighth comes in at two sides
    assert 0.15 < grey.mean() < 0.35


def test_the_probability_follows_the_discriminator_s_certainty_within_bounds() -> None:
    assert adapted(0.2, 0.9, 1000, ramp=100_000) == pytest.approx(0.21)
    assert adapted(0.2, 0.3, 1000, ramp=100_000) == pytest.approx(0.19)
    assert adapted(0.2, 0.3, 1000, target=0.1, ramp=100_000) == pytest.approx(0.21)
    assert adapted(0.0, -1, 64) == 0
    probability = 0.0
    for _ in range(2000):
        probability = adapted(probability, 1, 64)
    assert probability == 0.8
