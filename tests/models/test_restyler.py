"""The restyler: the restorer, until a code asks for more."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.networks.residual_unet import ResidualUNet
from models.networks.restyler import Restyler

RESTORER = ResidualUNet(widths=(6, 8), blocks=(1, 2))
RESTYLER = Restyler(widths=(6, 8), blocks=(1, 2), styles=3)


def damaged() -> Tensor:
    return torch.rand(2, 4, 24, 32, generator=torch.Generator().manual_seed(3))


def coded(*code: float) -> Tensor:
    planes = torch.tensor(code).view(1, 3, 1, 1).expand(2, -1, 24, 32)
    return torch.cat([damaged(), planes], dim=1)


def grown() -> tuple[nn.Module, nn.Module]:
    torch.manual_seed(1)
    restorer, restyler = RESTORER.build().eval(), RESTYLER.build().eval()
    restyler.load_state_dict(RESTYLER.grown(RESTORER, restorer.state_dict()))
    return restorer, restyler


def learn(network: nn.Module) -> None:
    """Something for every code."""
    with torch.no_grad():
        for name, weights in network.named_parameters():
            if ".style." in name:
                weights.normal_(0, 0.3, generator=torch.Generator().manual_seed(4))


@torch.no_grad()
def test_it_grows_from_a_restorer_and_answers_as_it_does_whatever_the_code() -> None:
    restorer, restyler = grown()
    for code in ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.5, 0.5)):
        assert torch.allclose(restyler(coded(*code)), restorer(damaged()), atol=1e-6)


@torch.no_grad()
def test_without_a_code_it_stays_the_restorer_whatever_codes_have_learnt() -> None:
    restorer, restyler = grown()
    learn(restyler)
    assert torch.allclose(restyler(coded(0, 0, 0)), restorer(damaged()), atol=1e-6)
    assert (restyler(coded(1, 0, 0)) - restorer(damaged())).abs().mean() > 1e-3


@torch.no_grad()
def test_codes_paint_differently_and_mix() -> None:
    _, restyler = grown()
    learn(restyler)
    one, other, mixed = (restyler(coded(*code)) for code in ((1, 0, 0), (0, 1, 0), (0.5, 0.5, 0)))
    assert (one - other).abs().mean() > 1e-3
    assert (mixed - one).abs().mean() > 1e-4
    assert (mixed - other).abs().mean() > 1e-4


@pytest.mark.parametrize("other", [ResidualUNet(widths=(6, 9), blocks=(1, 2)), Restyler(widths=(6, 8), blocks=(1, 2))])
def test_it_grows_from_nothing_else(other: ResidualUNet | Restyler) -> None:
    with pytest.raises(ValueError, match="cannot start from"):
        RESTYLER.grown(other, other.build().state_dict())
