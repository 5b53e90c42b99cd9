"""What every optimiser promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import torch
from torch import Tensor, nn
from torch.optim import Optimizer

import models.optimisers
from models.choices import choices
from models.modules.channels_last import channels_last
from models.optimiser import OptimiserDesign, at_rest, learning, resting
from models.optimisers.adamw import AdamW
from models.optimisers.schedule_free import ScheduleFree

torch.set_num_threads(1)

OPTIMISERS = choices(models.optimisers, OptimiserDesign)
every_optimiser = pytest.mark.parametrize("kind", OPTIMISERS, ids=lambda kind: kind.__struct_config__.tag)


def network() -> nn.Module:
    torch.manual_seed(0)
    return channels_last(nn.Sequential(nn.Conv2d(3, 6, 3), nn.ReLU(), nn.Conv2d(6, 3, 3)))


def train(network: nn.Module, optimiser: Optimizer, steps: range) -> None:
    for step in steps:
        random = torch.Generator().manual_seed(step)
        loss = (network(torch.randn(2, 3, 9, 9, generator=random)) - 1).square().mean()
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()


def weights(network: nn.Module) -> list[Tensor]:
    return [weight.detach().clone() for weight in network.parameters()]


def same(some: list[Tensor], others: list[Tensor]) -> bool:
    return all(torch.equal(one, other) for one, other in zip(some, others, strict=True))


@every_optimiser
def test_an_optimiser_goes_downhill(kind: type[OptimiserDesign]) -> None:
    place = nn.Parameter(torch.tensor([1.0, -2.0]))
    optimiser = kind(learning_rate=0.01).build([place])
    learning(optimiser)
    for _ in range(300):
        optimiser.zero_grad()
        torch.autograd.backward((place * torch.tensor([1.0, 0.5])).square().sum())
        optimiser.step()
    resting(optimiser)
    assert (place * torch.tensor([1.0, 0.5])).square().sum() < 1  # it began at 2


@every_optimiser
def test_a_stopped_run_goes_on_as_if_it_had_never_stopped(kind: type[OptimiserDesign], tmp_path: Path) -> None:
    unbroken, broken, resumed = network(), network(), network()
    optimiser = kind().build(unbroken.parameters())
    learning(optimiser)
    train(unbroken, optimiser, range(10))
    first = kind().build(broken.parameters())
    learning(first)
    train(broken, first, range(5))
    torch.save({"network": broken.state_dict(), "optimiser": first.state_dict()}, tmp_path / "checkpoint.pt")
    saved = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    second = kind().build(resumed.parameters())
    resumed.load_state_dict(saved["network"])
    second.load_state_dict(saved["optimiser"])
    learning(second)
    train(resumed, second, range(5, 10))
    assert same(weights(resumed), weights(unbroken))
    resting(optimiser)
    resting(second)
    assert same(weights(resumed), weights(unbroken))
    assert not same(weights(unbroken), weights(broken))


@every_optimiser
def test_a_look_at_the_rested_weights_changes_nothing(kind: type[OptimiserDesign]) -> None:
    looked_at, left_alone = network(), network()
    for each, looks in ((looked_at, True), (left_alone, False)):
        optimiser = kind().build(each.parameters())
        learning(optimiser)
        for step in range(4):
            train(each, optimiser, range(step, step + 1))
            if looks:
                with at_rest(optimiser):
                    pass
    assert same(weights(looked_at), weights(left_alone))


@every_optimiser
def test_the_learning_rate_is_that_of_the_design_and_the_trainer_can_change_it(kind: type[OptimiserDesign]) -> None:
    still = network()
    optimiser = kind(learning_rate=0.25).build(still.parameters())
    assert [group["lr"] for group in optimiser.param_groups] == [0.25]
    optimiser.param_groups[0]["lr"] = 0.0
    learning(optimiser)
    train(still, optimiser, range(2))
    assert same(weights(still), weights(network()))


@every_optimiser
def test_an_optimiser_comes_back_from_toml_and_refuses_what_it_does_not_know(kind: type[OptimiserDesign]) -> None:
    design = kind(learning_rate=0.125)
    assert msgspec.toml.decode(msgspec.toml.encode(design), type=kind) == design
    for wrong, where in (({"learning_rate": 0}, r"\$\.learning_rate"), ({"learnign_rate": 1}, "learnign_rate")):
        with pytest.raises(msgspec.ValidationError, match=where):
            msgspec.convert({"type": kind.__struct_config__.tag, **wrong}, kind)


def test_only_schedule_free_has_no_schedule_and_other_weights_at_rest() -> None:
    assert AdamW().scheduled
    assert not ScheduleFree().scheduled
    learnt = network()
    optimiser = ScheduleFree(warm_up=0).build(learnt.parameters())
    train(learnt, optimiser, range(5))
    before = weights(learnt)
    with at_rest(optimiser):
        assert not same(weights(learnt), before)
        rested = weights(learnt)
    resting(optimiser)
    assert same(weights(learnt), rested)


def test_the_library_of_optimisers_is_loaded_only_by_who_needs_it() -> None:
    code = "import sys, models.optimisers.lion, models.optimisers.schedule_free; print('pytorch_optimizer' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert told.stdout.strip() == "False"
