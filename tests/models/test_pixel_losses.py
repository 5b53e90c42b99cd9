"""What the losses of colour and of structure measure, against their definitions."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from skimage.metrics import structural_similarity
from torch import Tensor

from models.colour_spaces import from_lab
from models.losses.colour import Colour, rarity
from models.losses.colourfulness import Colourfulness, colourfulness
from models.losses.ms_ssim import MsSsim
from models.losses.total_variation import TotalVariation

CPU = torch.device("cpu")


def noise(*shape: int, seed: int = 0) -> Tensor:
    return torch.rand(shape, generator=torch.Generator().manual_seed(seed))


def meadow() -> Tensor:
    """A and b of a greyish meadow with one poppy in a hundred pixels, (1, 2, 10, 10)."""
    ab = torch.tensor([-12.0, 15]).view(1, 2, 1, 1).repeat(1, 1, 10, 10)
    ab[..., 4, 4] = torch.tensor([60.0, 45])
    return ab


def test_a_rare_colour_counts_for_more_and_all_count_one_on_average() -> None:
    weights = rarity(meadow(), uniform=0.5)
    assert weights.shape == (1, 1, 10, 10)
    assert torch.isclose(weights.mean(), torch.tensor(1.0))
    assert weights[0, 0, 4, 4] > 20 * weights[0, 0, 0, 0]


def test_colours_alone_count_alike_if_they_all_are_and_alike_at_a_uniform_share_of_one() -> None:
    assert torch.allclose(rarity(meadow()[..., :4], uniform=0.5), torch.ones(1, 1, 10, 4))
    assert torch.allclose(rarity(meadow(), uniform=1), torch.ones(1, 1, 10, 10))


def test_a_network_that_answers_grey_pays_for_the_poppy() -> None:
    lightness = torch.full((1, 1, 10, 10), 60.0)
    wanted = from_lab(torch.cat([lightness, meadow()], dim=1))
    grey_poppy, grey_meadow = meadow(), meadow() * 0
    grey_poppy[..., 4, 4] = 0
    grey_meadow[..., 4, 4] = meadow()[..., 4, 4]

    def ratio(uniform: float) -> float:
        loss = Colour(uniform=uniform).build(CPU)
        without_poppy, without_meadow = (
            loss(from_lab(torch.cat([lightness, ab], dim=1)), wanted) for ab in (grey_poppy, grey_meadow)
        )
        return (without_poppy / without_meadow).item()

    assert ratio(1) < 0.1
    assert ratio(0.5) > 1


def test_colourfulness_is_that_of_hasler_and_suesstrunk() -> None:
    picture = noise(1, 3, 20, 30)
    red, green, blue = (picture[0].numpy() * 255).reshape(3, -1)
    first, second = red - green, (red + green) / 2 - blue
    wanted = np.hypot(first.std(), second.std()) + 0.3 * np.hypot(first.mean(), second.mean())
    assert colourfulness(picture).item() == pytest.approx(wanted, rel=1e-3)
    assert colourfulness(picture[:, :1].repeat(1, 3, 1, 1)).item() == pytest.approx(0, abs=1e-4)


def test_half_the_colours_are_half_the_colourfulness() -> None:
    picture = noise(1, 3, 20, 30)
    pale = picture.mean(dim=1, keepdim=True).lerp(picture, 0.5)
    assert Colourfulness().build(CPU)(pale, picture).item() == pytest.approx(0.5, abs=1e-2)


def test_in_a_small_picture_ms_ssim_is_ssim() -> None:
    wanted = noise(1, 3, 20, 21)
    restored = wanted.lerp(noise(1, 3, 20, 21, seed=1), 0.5)
    maps = structural_similarity(
        restored[0].numpy(), wanted[0].numpy(), channel_axis=0, data_range=1, full=True,
        gaussian_weights=True, sigma=1.5, use_sample_covariance=False,
    )[1]  # fmt: skip
    within = torch.from_numpy(maps)[:, 5:-5, 5:-5]
    assert MsSsim().build(CPU)(restored, wanted).item() == pytest.approx(1 - within.mean().item(), abs=1e-5)


def test_a_negative_is_the_least_similar_and_still_has_a_gradient() -> None:
    wanted = noise(1, 3, 64, 64)
    negative = (1 - wanted).requires_grad_()
    loss = MsSsim().build(CPU)
    value = loss(negative, wanted)
    torch.autograd.backward(value)
    assert negative.grad is not None
    assert 0.9 < value <= 1
    assert loss(negative - negative.grad / negative.grad.abs().max() * 0.01, wanted) < value


def test_ms_ssim_looks_at_five_scales_where_there_is_room() -> None:
    wanted = noise(1, 3, 176, 176)
    coarse = torch.nn.functional.avg_pool2d(wanted, 4).repeat_interleave(4, 2).repeat_interleave(4, 3)
    loss = MsSsim().build(CPU)
    assert loss(coarse, wanted) < 0.8 * loss(coarse[..., :20, :20], wanted[..., :20, :20])  # the large shapes are all there


def test_ms_ssim_refuses_a_picture_without_a_window() -> None:
    with pytest.raises(ValueError, match="side of 10"):
        MsSsim().build(CPU)(noise(1, 3, 10, 64), noise(1, 3, 10, 64))


def test_only_variation_in_excess_is_a_loss() -> None:
    edge = torch.zeros(1, 3, 8, 8)
    edge[..., 4:] = 0.5
    loss = TotalVariation().build(CPU)
    assert loss(edge, edge) == loss(edge * 0.9, edge) == 0
    assert loss(edge * 1.5, edge).item() == pytest.approx(0.25 / 7)  # the excess, at one of seven steps across
