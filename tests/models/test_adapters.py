"""Adapters: exact at the start, nothing else learns, and merged weights answer alike."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.adapters import AdaptedConv2d, adapted
from models.networks.residual_unet import ResidualUNet
from models.still import merged

DESIGN = ResidualUNet(widths=(8, 12), blocks=(1, 1))


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def network() -> nn.Module:
    torch.manual_seed(1)
    return DESIGN.build().requires_grad_(True)


def pictures() -> Tensor:
    return torch.rand(2, 4, 16, 24, generator=torch.Generator().manual_seed(2))


def learnt(one: nn.Module) -> nn.Module:
    """Some steps towards darker pictures."""
    optimiser = torch.optim.Adam([weight for weight in one.parameters() if weight.requires_grad], lr=0.01)
    for _ in range(5):
        optimiser.zero_grad()
        torch.autograd.backward(one(pictures()).square().mean())
        optimiser.step()
    return one


def test_an_adapted_network_answers_at_first_just_as_before() -> None:
    plain = network()
    assert torch.equal(adapted(plain, 4)(pictures()), plain(pictures()))


def test_every_large_convolution_is_adapted_and_the_network_itself_is_left_alone() -> None:
    plain = network()
    copy = adapted(plain, 4)
    large = [one for one in plain.modules() if isinstance(one, nn.Conv2d) and one.kernel_size == (3, 3)]
    assert len([one for one in copy.modules() if isinstance(one, AdaptedConv2d)]) == len(large) > 0
    assert not any(isinstance(one, AdaptedConv2d) for one in plain.modules())
    assert all(weight.requires_grad for weight in plain.parameters())


def test_nothing_but_adapters_learns() -> None:
    copy = adapted(network(), 4)
    before = {name: weight.clone() for name, weight in copy.state_dict().items()}
    changed = {name for name, weight in learnt(copy).state_dict().items() if not torch.equal(weight, before[name])}
    assert changed == {name for name in before if name.endswith((".inward", ".outward"))}


def test_merged_weights_fit_the_plain_design_and_answer_as_the_adapted_network() -> None:
    copy = learnt(adapted(network(), 4))
    plain = DESIGN.build()
    plain.load_state_dict(merged(copy))
    assert not torch.allclose(copy(pictures()), network()(pictures()), atol=1e-3)
    torch.testing.assert_close(plain(pictures()), copy(pictures()))


def test_a_plain_network_is_merged_into_itself() -> None:
    plain = network()
    assert all(torch.equal(weight, plain.state_dict()[name]) for name, weight in merged(plain).items())
    assert set(merged(plain)) == set(plain.state_dict())
