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
from models.losses.perceptual import Perceptual

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


def test_a_layer_that_the_recognition_network_has_not_is_named() -> None:
    if not SQUEEZENET.exists():
        pytest.skip(f"the weights of the recognition network are not in {SQUEEZENET}")
    with pytest.raises(ValueError, match="fire99"):
        Perceptual(weights=str(SQUEEZENET), layers=("fire2", "fire99")).build(torch.device("cpu"))
