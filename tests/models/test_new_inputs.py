"""A network of styles that learns one more: it begins as a mixture, and the others stay as they are, bit for bit."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.network import NetworkDesign
from models.networks.residual_net import ResidualNet
from models.networks.residual_unet import ResidualUNet
from models.new_inputs import NewInputsConv2d, with_new_inputs
from models.still import merged

KNOWN = ResidualNet(width=8, blocks=2, styles=2)
LARGER = ResidualNet(width=8, blocks=2, styles=3)
OLD_CODES = [(0, 0), (1, 0), (0, 1), (0.25, 0.75), (0.5, 0.1)]


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def known() -> nn.Module:
    torch.manual_seed(1)
    return KNOWN.build()


def larger() -> nn.Module:
    network = LARGER.build()
    network.load_state_dict(LARGER.grown(KNOWN, known().state_dict()))
    return network


@torch.no_grad()
def answer(network: nn.Module, *code: float) -> Tensor:
    picture = torch.rand(2, 3, 16, 24, generator=torch.Generator().manual_seed(2))
    planes = torch.tensor(code).view(1, -1, 1, 1).expand(2, -1, 16, 24)
    painted: Tensor = network(torch.cat([picture, planes], dim=1))
    return painted


def learnt(network: nn.Module) -> nn.Module:
    """Some steps towards darker pictures, with weight decay."""
    learning = [weight for weight in network.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=0.05, weight_decay=0.5)
    planes = torch.cat([torch.rand(2, 3, 16, 24), torch.ones(2, 3, 16, 24)], dim=1)  # all styles at once
    for _ in range(5):
        optimiser.zero_grad()
        torch.autograd.backward(network(planes).square().mean())
        optimiser.step()
    return network


@pytest.mark.parametrize("code", OLD_CODES)
def test_a_network_with_one_style_more_answers_under_the_old_codes_as_before_to_the_last_bit(code: tuple[float, ...]) -> None:
    assert torch.equal(answer(larger(), *code, 0), answer(known(), *code))


def test_a_new_style_begins_as_an_even_mixture_of_the_others() -> None:
    torch.testing.assert_close(answer(larger(), 0, 0, 1), answer(known(), 0.5, 0.5))


@pytest.mark.parametrize("code", OLD_CODES)
def test_what_a_new_style_learns_cannot_change_the_others(code: tuple[float, ...]) -> None:
    tuned = LARGER.build()
    tuned.load_state_dict(merged(learnt(with_new_inputs(larger(), known().state_dict()))))
    assert torch.equal(answer(tuned, *code, 0), answer(known(), *code))
    assert not torch.allclose(answer(tuned, 0, 0, 1), answer(larger(), 0, 0, 1), atol=0.01)


def test_only_the_new_columns_learn_and_before_that_the_network_answers_alike() -> None:
    network = with_new_inputs(larger(), known().state_dict())
    assert torch.equal(answer(network, 0.2, 0.3, 0.4), answer(larger(), 0.2, 0.3, 0.4))
    learning = {name: tuple(weight.shape) for name, weight in network.named_parameters() if weight.requires_grad}
    numbers = {"blocks.0.by_style": 32, "blocks.1.by_style": 32, "refine.by_style": 16, "last": 32, "palette": 12}
    assert learning == {f"{name}.style.new": (count, 1, 1, 1) for name, count in numbers.items()}
    assert len([one for one in network.modules() if isinstance(one, NewInputsConv2d)]) == len(numbers)


def test_a_network_without_anything_new_has_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="nothing new"):
        with_new_inputs(known(), known().state_dict())


@pytest.mark.parametrize(
    ("smaller", "message"),
    [
        (ResidualNet(width=16, blocks=2, styles=2), "of its width and blocks"),
        (ResidualNet(width=8, blocks=3, styles=2), "of its width and blocks"),
        (ResidualUNet(), "of its width and blocks"),
        (ResidualNet(width=8, blocks=2, styles=4), "needs more styles"),
        (ResidualNet(width=8, blocks=2), "must have one at least"),
    ],
)
def test_a_network_that_it_cannot_grow_from_is_refused_in_words(smaller: NetworkDesign, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        LARGER.grown(smaller, smaller.build().state_dict())
