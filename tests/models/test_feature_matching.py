"""Feature matching: relative, the same for all layers, and without a hold on the original."""

from __future__ import annotations

import pytest
import torch

from models.feature_matching import feature_matching


def layers(seed: int = 0) -> list[torch.Tensor]:
    random = torch.Generator().manual_seed(seed)
    return [torch.randn(shape, generator=random) for shape in ((2, 4, 8, 8), (2, 16, 4, 4), (2, 1))]


def test_the_same_features_are_no_loss_and_none_at_all_are_one() -> None:
    assert feature_matching(layers(), layers()) == 0
    assert feature_matching([layer * 0 for layer in layers()], layers()).item() == pytest.approx(1)


def test_a_layer_counts_alike_however_large_its_features() -> None:
    larger = [(found * 1000, wanted * 1000) for found, wanted in zip(layers(1), layers(), strict=True)]
    assert torch.isclose(feature_matching(*zip(*larger, strict=True)), feature_matching(layers(1), layers()))


def test_only_what_is_found_is_moved() -> None:
    found, wanted = ([layer.requires_grad_() for layer in layers(seed)] for seed in (1, 0))
    torch.autograd.backward(feature_matching(found, wanted))
    assert all(layer.grad is not None and torch.isfinite(layer.grad).all() for layer in found)
    assert all(layer.grad is None for layer in wanted)


def test_features_in_half_precision_are_compared_in_full() -> None:
    halves = [layer.bfloat16() for layer in layers(1)]
    assert feature_matching(halves, layers()).dtype == torch.float32


def test_layers_must_be_as_many_on_both_sides_and_at_least_one() -> None:
    with pytest.raises(ValueError, match="longer"):
        feature_matching(layers()[:2], layers())
    with pytest.raises(ValueError, match="no features"):
        feature_matching([], [])
