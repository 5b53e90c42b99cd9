"""What every loss promises."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import torch
from torch import Tensor

import models.losses
from models.choices import choices
from models.loss import Loss, LossFunction

torch.set_num_threads(1)  # pictures as small as these are not worth more

SQUEEZENET = Path(__file__).resolve().parents[3] / "shared" / "models" / "squeezenet1_0.safetensors"
LOSSES = choices(models.losses, Loss)
every_loss = pytest.mark.parametrize("kind", LOSSES, ids=lambda kind: kind.__struct_config__.tag)


def built(kind: type[Loss]) -> LossFunction:
    if "weights" not in kind.__struct_fields__:
        return kind().build(torch.device("cpu"))
    if not SQUEEZENET.exists():
        pytest.skip(f"the weights of the recognition network are not in {SQUEEZENET}")
    return msgspec.convert({"type": kind.__struct_config__.tag, "weights": str(SQUEEZENET)}, kind).build(torch.device("cpu"))


def original() -> Tensor:
    down, across = torch.meshgrid(torch.linspace(0, 6, 64), torch.linspace(0, 9, 64), indexing="ij")
    return torch.stack([0.5 + 0.4 * torch.sin(down * (n + 1)) * torch.cos(across) for n in range(3)])[None].repeat(2, 1, 1, 1)


def noisy(sigma: float) -> Tensor:
    noise = torch.randn(original().shape, generator=torch.Generator().manual_seed(0))
    return (original() + sigma * noise).clamp(0, 1)


@every_loss
def test_a_loss_is_smallest_for_the_original_and_grows_with_the_damage(kind: type[Loss]) -> None:
    loss = built(kind)
    values = [loss(noisy(sigma), original()).item() for sigma in (0, 0.05, 0.2, 0.5)]
    assert values == sorted(values)
    assert 0 <= values[0] < 0.1 * values[-1]


@every_loss
def test_a_loss_is_one_number_with_a_gradient_everywhere_even_at_the_original(kind: type[Loss]) -> None:
    loss = built(kind)
    for sigma in (0, 0.2):
        restored = noisy(sigma).requires_grad_()
        value = loss(restored, original())
        assert value.shape == ()
        torch.autograd.backward(value)
        assert restored.grad is not None
        assert torch.isfinite(restored.grad).all()


@every_loss
def test_going_down_the_gradient_makes_a_loss_smaller(kind: type[Loss]) -> None:
    loss = built(kind)
    restored = noisy(0.2).requires_grad_()
    value = loss(restored, original())
    torch.autograd.backward(value)
    assert restored.grad is not None
    with torch.no_grad():
        better = restored - 1e-3 * restored.grad / restored.grad.abs().max()
    assert loss(better, original()) < value


@every_loss
def test_a_loss_comes_back_from_toml(kind: type[Loss]) -> None:
    loss = kind(weight=0.3)
    assert msgspec.toml.decode(msgspec.toml.encode(loss), type=kind) == loss
    with pytest.raises(msgspec.ValidationError, match=r"\$\.weight"):
        msgspec.convert({"type": kind.__struct_config__.tag, "weight": -1}, kind)


@every_loss
def test_a_loss_gives_the_same_number_whenever_it_is_asked(kind: type[Loss]) -> None:
    loss = built(kind)
    assert loss(noisy(0.2), original()) == loss(noisy(0.2), original()) == built(kind)(noisy(0.2), original())


@every_loss
def test_a_loss_is_computed_in_full_precision_whatever_the_training_around_it(kind: type[Loss]) -> None:
    restored, target = noisy(0.01).bfloat16(), original().bfloat16()
    with torch.autocast("cpu", torch.bfloat16):
        value = built(kind)(restored, target)
    assert value.dtype == torch.float32
    assert value == built(kind)(restored.float(), target.float())


@every_loss
@pytest.mark.parametrize("flat", [-0.3, 0, 0.5, 1.3])
@pytest.mark.parametrize("target", [original()[:1], torch.full((1, 3, 64, 64), 0.5)], ids=["picture", "flat"])
def test_a_flat_picture_has_a_loss_and_no_wild_gradient(kind: type[Loss], flat: float, target: Tensor) -> None:
    restored = torch.full(target.shape, float(flat), requires_grad=True)
    value = built(kind)(restored, target)
    torch.autograd.backward(value)
    assert torch.isfinite(value)
    assert value >= 0
    assert restored.grad is not None
    assert restored.grad.norm() < 100


@every_loss
def test_a_picture_has_the_same_loss_alone_and_beside_itself(kind: type[Loss]) -> None:
    loss = built(kind)
    alone, twice = loss(noisy(0.2)[:1], original()[:1]), loss(noisy(0.2)[:1].repeat(2, 1, 1, 1), original())
    assert torch.allclose(alone, twice, rtol=1e-4)


grey = original().mean(dim=1, keepdim=True).repeat(1, 3, 1, 1)
BLIND = {  # what a loss does not see, by its nature: the picture, and the one that it takes for the same
    "edge": (original(), original() + 0.1),
    "total-variation": (original(), original() * 0.5),
    "colour": (grey, grey * 0.5),
    "colourfulness": (original(), original().flip(3)),
}


@pytest.mark.parametrize("kind", [kind for kind in LOSSES if kind.__struct_config__.tag in BLIND])
def test_some_losses_are_blind_to_something_and_need_another_beside_them(kind: type[Loss]) -> None:
    target, taken_for_the_same = BLIND[str(kind.__struct_config__.tag)]
    loss = built(kind)
    assert (target - taken_for_the_same).abs().mean() > 0.05
    assert loss(taken_for_the_same, target) < loss(target, target) + 1e-4
