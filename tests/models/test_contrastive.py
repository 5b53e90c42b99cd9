"""The patch-wise contrastive loss: each patch must be found again, by places that chance chose."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from models.contrastive import PatchContrast

CHANNELS = (8, 16)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def features(seed: int = 0) -> list[Tensor]:
    random = seeded(seed)
    return [torch.randn(2, channels, side, side, generator=random) for channels, side in zip(CHANNELS, (16, 4), strict=True)]


def contrast(patches: int = 32) -> PatchContrast:
    torch.manual_seed(0)
    return PatchContrast(CHANNELS, width=64, patches=patches)


def test_patches_that_stayed_where_they_were_are_found_and_others_are_not() -> None:
    loss = contrast()
    same, other = loss(features(), features(), seeded()), loss(features(), features(1), seeded())
    turned = loss(features(), [layer.flip(3) for layer in features()], seeded())
    assert 0 <= same < 0.5 * other
    assert same < 0.5 * turned
    assert other > (math.log(32) + math.log(16)) / 2 * 0.8  # no better than chance


def test_the_same_random_state_chooses_the_same_places_and_the_state_of_the_world_is_left_alone() -> None:
    loss, world = contrast(), torch.random.get_rng_state()
    assert loss(features(), features(1), seeded(1)) == loss(features(), features(1), seeded(1))
    assert loss(features(), features(1), seeded(1)) != loss(features(), features(1), seeded(2))
    assert torch.equal(torch.random.get_rng_state(), world)


def test_with_as_many_patches_as_places_chance_has_no_say() -> None:
    loss = contrast(patches=1000)
    assert torch.isclose(loss(features(), features(1), seeded(1)), loss(features(), features(1), seeded(2)))


def test_the_translation_and_the_heads_are_moved_and_the_source_is_not() -> None:
    loss = contrast()
    source, translated = ([layer.requires_grad_() for layer in features(seed)] for seed in (0, 1))
    torch.autograd.backward(loss(source, translated, seeded()))
    assert all(layer.grad is not None and layer.grad.abs().sum() > 0 for layer in translated)
    assert all(weights.grad is not None for weights in loss.parameters())
    assert all(layer.grad is None for layer in source)


def test_nothing_but_nought_still_has_a_gradient() -> None:
    nought = [torch.zeros_like(layer).requires_grad_() for layer in features()]
    loss = contrast()
    for head in loss.heads:
        for weights in head.parameters():
            torch.nn.init.zeros_(weights)
    torch.autograd.backward(loss(features(), nought, seeded()))
    assert all(layer.grad is not None and torch.isfinite(layer.grad).all() for layer in nought)


def test_heads_learn_to_tell_patches_apart() -> None:
    loss = contrast()
    blurred = [layer + 2 * torch.randn(layer.shape, generator=seeded(5)) for layer in features()]
    values: list[float] = []
    for step in range(20):
        value = loss(features(), blurred, seeded(step))
        values.append(value.item())
        weights = list(loss.parameters())
        gradients = torch.autograd.grad(value, weights)
        with torch.no_grad():
            for weight, gradient in zip(weights, gradients, strict=True):
                weight -= 0.3 * gradient
    assert sum(values[-5:]) < 0.8 * sum(values[:5])


def test_it_is_computed_in_full_precision_whatever_the_training_around_it() -> None:
    halves = [layer.bfloat16() for layer in features()]
    with torch.autocast("cpu", torch.bfloat16):
        value = contrast()(features(), halves, seeded())
    assert value == contrast()(features(), [layer.float() for layer in halves], seeded())


def test_layers_must_be_those_that_heads_were_made_for() -> None:
    with pytest.raises(ValueError, match="longer"):
        contrast()(features() * 2, features() * 2, seeded())
