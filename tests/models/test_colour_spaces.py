"""Colour conversions agree with scikit-image, go there and back, and always have a gradient."""

from __future__ import annotations

import pytest
import torch
from skimage.color import rgb2lab
from torch import Tensor

from models.colour_spaces import from_lab, to_lab


def colours(low: float = 0, high: float = 1) -> Tensor:
    return low + (high - low) * torch.rand(2, 3, 20, 30, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("high", [0.05, 1])
def test_lab_is_that_of_scikit_image(high: float) -> None:
    reference = torch.from_numpy(rgb2lab(colours(high=high).numpy(), channel_axis=1)).float()
    assert (to_lab(colours(high=high)) - reference).abs().max() < 0.05  # its matrix has more digits than the standard's


def test_white_black_and_greys_have_no_colour() -> None:
    greys = torch.linspace(0, 1, 11).expand(3, 1, -1)
    lightness, a, b = to_lab(greys)
    assert torch.allclose(lightness[0, [0, -1]], torch.tensor([0.0, 100.0]), atol=1e-4)
    assert torch.cat([a, b]).abs().max() < 1e-3


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 0.04), (-0.2, 1.3)])
def test_there_and_back_again(low: float, high: float) -> None:
    assert torch.allclose(from_lab(to_lab(colours(low, high))), colours(low, high), atol=1e-4)


def test_a_colour_that_srgb_has_not_lies_outside() -> None:
    assert from_lab(torch.tensor([50.0, 100, -120]).view(3, 1, 1)).min() < 0


@pytest.mark.parametrize("value", [-1, 0, 0.04045, 1e-6, 0.5, 1, 2])
def test_every_colour_has_a_gradient(value: float) -> None:
    encoded = torch.full((3, 1, 1), float(value), requires_grad=True)
    torch.autograd.backward(from_lab(to_lab(encoded)).sum() + to_lab(encoded).sum())
    assert encoded.grad is not None
    assert torch.isfinite(encoded.grad).all()


def test_the_gradient_is_that_of_the_conversion() -> None:
    small = colours(0.02, 0.98)[:1, :, :2, :2].double().requires_grad_()
    assert torch.autograd.gradcheck(to_lab, (small,))
    assert torch.autograd.gradcheck(from_lab, (to_lab(small).detach().requires_grad_(),))
