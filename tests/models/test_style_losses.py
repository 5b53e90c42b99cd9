"""Losses that look through the eyes of a recognition network: what they tell apart, and what they need."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor
from torch.nn.functional import interpolate

import models.features
from models.feature_loss import FeatureLoss
from models.features import feature_network
from models.loss import Loss
from models.losses.content import Content
from models.losses.gram import Gram
from models.losses.perceptual import Perceptual
from models.losses.sliced_wasserstein import SlicedWasserstein, sliced_distance, unit_vectors

torch.set_num_threads(1)
CPU = torch.device("cpu")
SQUEEZENET = Path(__file__).resolve().parents[3] / "shared" / "models" / "squeezenet1_0.safetensors"
with_network = pytest.mark.skipif(not SQUEEZENET.exists(), reason=f"the recognition network is not in {SQUEEZENET}")
both_styles = pytest.mark.parametrize("kind", [Gram, SlicedWasserstein])


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def noise(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=seeded(seed))


def strokes(seed: int, height: int = 96, width: int = 96, flat: bool = True) -> Tensor:
    """Soft strokes, across or down the picture, (1, 3, height, width)."""
    coarse = torch.rand(1, 3, *((height // 4, width // 16) if flat else (height // 16, width // 4)), generator=seeded(seed))
    return interpolate(coarse, (height, width), mode="bicubic").clamp(0, 1)


@with_network
@both_styles
def test_another_picture_in_the_same_hand_is_near_in_style_and_far_in_content(kind: type[FeatureLoss]) -> None:
    style, content = kind(weights=str(SQUEEZENET)).build(CPU), Content(weights=str(SQUEEZENET)).build(CPU)
    this, same_hand, other_hand = strokes(1), strokes(2), strokes(1, flat=False)
    assert style(same_hand, this) < 0.4 * style(other_hand, this)
    assert content(same_hand, this) > 0.4  # where 1 is as far as nothing is


@with_network
@both_styles
@pytest.mark.parametrize("shape", [(64, 96), (160, 128)])
def test_the_style_picture_may_have_another_size(kind: type[FeatureLoss], shape: tuple[int, int]) -> None:
    style = kind(weights=str(SQUEEZENET)).build(CPU)
    same_hand, other_hand = strokes(2, *shape), strokes(2, *shape, flat=False)
    assert style(strokes(1), same_hand) < 0.6 * style(strokes(1), other_hand)


@with_network
@both_styles
def test_a_style_picture_with_nothing_in_it_is_no_catastrophe(kind: type[FeatureLoss]) -> None:
    style = kind(weights=str(SQUEEZENET)).build(CPU)
    for flat in (0.0, 0.5, 1.0):
        assert style(strokes(1), torch.full((1, 3, 96, 96), flat)) < 50


@with_network
def test_losses_differ_in_the_layers_that_they_look_at_and_may_be_given_others() -> None:
    this, other = strokes(1), strokes(2)
    content, perceptual = (kind(weights=str(SQUEEZENET)).build(CPU)(other, this) for kind in (Content, Perceptual))
    assert content != perceptual
    assert Perceptual(weights=str(SQUEEZENET), layers=("fire4",)).build(CPU)(other, this) == content


@with_network
def test_features_come_in_the_order_in_which_layers_were_named() -> None:
    features = feature_network(str(SQUEEZENET), ("fire8", "conv1"))(strokes(1))
    assert [tuple(found.shape) for found in features] == [(1, 512, 11, 11), (1, 96, 45, 45)]


@pytest.mark.parametrize("kind", [Perceptual, Content, Gram, SlicedWasserstein])
def test_without_weights_a_loss_looks_through_our_own_network(kind: type[FeatureLoss]) -> None:
    loss, picture = kind().build(CPU), noise(2, 3, 64, 64)
    assert loss(picture, picture).item() == pytest.approx(0, abs=1e-5)
    assert loss(picture.roll(1, dims=0) / 2, picture).item() > 0.01


@pytest.mark.parametrize("kind", [Perceptual, Content, Gram, SlicedWasserstein])
def test_where_that_is_missing_a_file_must_be_named(
    kind: type[FeatureLoss], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models.features, "OWN", tmp_path / "perception")
    with pytest.raises(ValueError, match="name a safetensors file"):
        kind().build(CPU)


def test_a_layer_that_the_recognition_network_has_not_is_named() -> None:
    with pytest.raises(ValueError, match="fire99"):
        Perceptual(weights="squeezenet.safetensors", layers=("fire2", "fire99")).build(CPU)
    with pytest.raises(ValueError, match="not none"):
        Perceptual(weights="squeezenet.safetensors", layers=()).build(CPU)


def test_the_sliced_distance_of_a_shift_is_its_length_in_standard_deviations() -> None:
    wanted = noise(2, 8, 30, 40)
    directions = unit_vectors(8, 8, seed=1)  # a whole base: what one direction misses, another sees
    shifted = wanted + torch.tensor([3.0, 0, 0, 4, 0, 0, 0, 0]).view(1, -1, 1, 1)
    assert torch.isclose(sliced_distance(shifted, wanted, directions), torch.tensor(25 / 8), rtol=0.02).all()
    assert torch.isclose(sliced_distance(shifted * 100, wanted * 100, directions), torch.tensor(25 / 8), rtol=0.02).all()


@pytest.mark.parametrize("shape", [(15, 20), (30, 41), (60, 80)])
def test_the_sliced_distance_compares_quantiles_where_the_numbers_of_places_differ(shape: tuple[int, int]) -> None:
    wanted, directions = noise(1, 8, 30, 40), unit_vectors(16, 8, seed=1)
    assert sliced_distance(noise(1, 8, *shape, seed=1), wanted, directions) < 0.02
    assert sliced_distance(noise(1, 8, *shape, seed=1) * 2, wanted, directions) > 0.8


def test_where_features_are_does_not_matter_to_a_style() -> None:
    wanted = noise(1, 8, 16, 16)
    moved = wanted.flatten(2)[:, :, torch.randperm(256, generator=seeded(0))].view_as(wanted)
    assert sliced_distance(moved, wanted, unit_vectors(16, 8, seed=1)) < 1e-6


def test_directions_are_unit_vectors_decided_by_the_seed() -> None:
    directions = unit_vectors(20, 8, seed=3)
    assert directions.shape == (20, 8)
    assert torch.allclose(directions.norm(dim=1), torch.ones(20))
    assert torch.allclose(directions[:8] @ directions[:8].T, torch.eye(8), atol=1e-6)
    assert torch.equal(directions, unit_vectors(20, 8, seed=3))
    assert not torch.allclose(directions, unit_vectors(20, 8, seed=4))


@pytest.mark.parametrize("loss", [Gram(), SlicedWasserstein(directions=16), Content()], ids=lambda loss: type(loss).__name__)
def test_each_picture_has_the_loss_that_it_has_alone(loss: Loss) -> None:
    found, wanted = noise(3, 3, 48, 48, seed=1), noise(3, 3, 48, 48, seed=2) * torch.tensor([0.2, 1, 3]).view(3, 1, 1, 1)
    each = loss.build_each(torch.device("cpu"))(found, wanted)
    alone = loss.build(torch.device("cpu"))
    assert torch.allclose(each, torch.stack([alone(found[i : i + 1], wanted[i : i + 1]) for i in range(3)]), rtol=1e-4)
    assert each.unique().numel() == 3
