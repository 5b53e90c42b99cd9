"""The norm is batch norm: torch's own layer is the judge, though ours keeps one tensor less."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.modules.norm import Norm

CHANNELS = 5


def batch(seed: int, count: int = 4) -> Tensor:
    """(count, CHANNELS, 6, 9): channels of different means and spreads, and pictures that differ as well."""
    random = torch.Generator().manual_seed(seed)
    spread, mean = torch.linspace(0.1, 3, CHANNELS), torch.linspace(-2, 5, CHANNELS)
    features = torch.randn(count, CHANNELS, 6, 9, generator=random) * spread.view(1, -1, 1, 1) + mean.view(1, -1, 1, 1)
    return features * torch.linspace(0.5, 1.5, count).view(-1, 1, 1, 1)


def pair() -> tuple[Norm, nn.BatchNorm2d]:
    """Ours and torch's, with the same weights."""
    ours, judge = Norm(CHANNELS), nn.BatchNorm2d(CHANNELS)
    with torch.no_grad():
        for one in (ours, judge):
            one.weight.copy_(torch.linspace(0.5, 2, CHANNELS))
            one.bias.copy_(torch.linspace(1, -1, CHANNELS))
    return ours, judge


def trained(*norms: nn.Module) -> None:
    """Lets each see the same few batches."""
    for norm in norms:
        for seed in range(3):
            norm(batch(seed))


def test_it_has_just_the_tensors_that_it_needs() -> None:
    """A counter of batches would be rounded in packages of 16 bits, and serve nobody."""
    norm = Norm(CHANNELS, gain=0.5)
    assert set(norm.state_dict()) == {"weight", "bias", "running_mean", "running_var"}
    assert [name for name, _ in norm.named_parameters()] == ["weight", "bias"]
    assert all(tensor.shape == (CHANNELS,) for tensor in norm.state_dict().values())
    assert torch.equal(norm.weight, torch.full((CHANNELS,), 0.5))
    assert torch.equal(norm.bias, torch.zeros(CHANNELS))


def test_while_it_learns_it_answers_as_batch_norm_does_and_remembers_the_same() -> None:
    ours, judge = pair()
    for seed in range(3):
        torch.testing.assert_close(ours(batch(seed)), judge(batch(seed)))
        torch.testing.assert_close(ours.running_mean, judge.running_mean)
        torch.testing.assert_close(ours.running_var, judge.running_var)
    assert ours.running_mean.abs().min() > 0.05, "it has remembered something"


def test_afterwards_it_answers_as_batch_norm_does_and_remembers_nothing_new() -> None:
    ours, judge = pair()
    trained(ours, judge)
    remembered = {name: tensor.clone() for name, tensor in ours.eval().state_dict().items()}
    torch.testing.assert_close(ours(batch(9)), judge.eval()(batch(9)))
    assert all(torch.equal(tensor, remembered[name]) for name, tensor in ours.state_dict().items())


def test_its_gradients_are_those_of_batch_norm() -> None:
    ours, judge = pair()
    for norm in (ours, judge):
        torch.autograd.backward((norm(batch(1)) * batch(2)).sum())
    for name, weight in judge.named_parameters():
        torch.testing.assert_close(ours.get_parameter(name).grad, weight.grad)


@pytest.mark.parametrize("learns", [True, False])
def test_the_others_of_a_batch_count_only_while_it_learns(learns: bool) -> None:
    norm, _ = pair()
    trained(norm)
    norm.train(learns)
    with torch.no_grad():
        together = norm(batch(9))
        alone = torch.cat([norm(batch(9)[index : index + 1]) for index in range(4)])
    assert torch.allclose(together, alone, atol=1e-5) != learns


def test_what_it_remembers_comes_back_with_its_weights() -> None:
    one, other = Norm(CHANNELS), Norm(CHANNELS)
    trained(one)
    other.load_state_dict(one.state_dict())
    assert torch.equal(other.eval()(batch(9)), one.eval()(batch(9)))
