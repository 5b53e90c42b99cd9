"""Larger networks that start from smaller ones: they answer as before, and what is new can learn."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.networks.residual_unet import ResidualUNet

SMALL = ResidualUNet(widths=(6, 8), blocks=(1, 2))


def trained() -> nn.Module:
    """Weights as training leaves them: none is zero, and every block does something."""
    torch.manual_seed(1)
    network = SMALL.build()
    with torch.no_grad():
        for weights in network.parameters():
            weights.add_(0.05 * torch.randn_like(weights))
    return network


def grown(design: ResidualUNet, network: nn.Module) -> nn.Module:
    torch.manual_seed(2)
    larger = design.build()
    larger.load_state_dict(design.grown(SMALL, network.state_dict()))
    return larger


def picture() -> Tensor:
    return torch.rand(2, 4, 24, 32, generator=torch.Generator().manual_seed(3))


@pytest.mark.parametrize(
    ("widths", "blocks"),
    [((6, 8), (1, 2)), ((6, 8), (3, 4)), ((6, 13), (1, 2)), ((11, 8), (1, 2)), ((7, 9), (1, 2)), ((12, 16), (2, 3))],
)
def test_a_grown_network_answers_as_the_one_it_grew_from(widths: tuple[int, ...], blocks: tuple[int, ...]) -> None:
    network = trained()
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    larger = grown(ResidualUNet(widths=widths, blocks=blocks), network)
    with torch.no_grad():
        assert torch.allclose(larger(picture()), network(picture()), atol=1e-5)
    assert all(torch.equal(tensor, before[name]) for name, tensor in network.state_dict().items())


def test_what_is_new_in_a_grown_network_learns() -> None:
    network = grown(ResidualUNet(widths=(9, 12), blocks=(2, 2)), trained())
    start = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    optimiser = torch.optim.SGD(network.parameters(), lr=0.1)
    for _ in range(3):
        loss = (network(picture()) - 0.3).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    changed = {name: tensor != start[name] for name, tensor in network.state_dict().items()}
    assert changed["tail.weight"][:, 6:].any(), "the new channels are heard"
    assert changed["head.weight"][6:].any()
    assert changed["downs.0.weight"][8:, 6:].any()
    assert changed["encoders.0.1.second.weight"].any(), "the new block does something"


@pytest.mark.parametrize(
    ("design", "words"),
    [
        (ResidualUNet(widths=(5, 8), blocks=(1, 2)), "fewer channels"),
        (ResidualUNet(widths=(6, 7), blocks=(1, 2)), "fewer channels"),
        (ResidualUNet(widths=(12, 16), blocks=(1, 1)), "fewer blocks"),
        (ResidualUNet(widths=(6,), blocks=(1,)), "as many levels"),
        (ResidualUNet(widths=(6, 8, 8), blocks=(1, 2, 1)), "as many levels"),
    ],
)
def test_a_network_that_is_smaller_or_of_other_levels_is_refused(design: ResidualUNet, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        design.grown(SMALL, trained().state_dict())
