"""What every discriminator promises."""

from __future__ import annotations

import msgspec
import pytest
import torch
from torch import Tensor, nn

import models.discriminators
from models.choices import choices
from models.discriminator import Discriminator, Judge
from models.discriminators.patch import Patch
from models.modules.channels_last import channels_last
from models.optimisers.adam import Adam
from models.penalties import zero_centred

torch.set_num_threads(1)

DISCRIMINATORS = choices(models.discriminators, Discriminator)
every_discriminator = pytest.mark.parametrize("kind", DISCRIMINATORS, ids=lambda kind: kind.__struct_config__.tag)


def small(kind: type[Discriminator], **options: object) -> Discriminator:
    return msgspec.convert({"type": kind.__struct_config__.tag, "width": 8, **options}, kind)


def built(design: Discriminator) -> Judge:
    torch.manual_seed(0)
    return design.build()


def pictures(count: int = 2, height: int = 32, width: int = 48) -> Tensor:
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(0))


@every_discriminator
@pytest.mark.parametrize("size", [(32, 48), (33, 41), (24, 24)])
def test_a_discriminator_judges_parts_of_a_picture_of_any_size(kind: type[Discriminator], size: tuple[int, int]) -> None:
    judge, given = built(small(kind)), pictures(2, *size)
    logits = judge(given)
    assert logits.shape[:2] == (2, 1)
    assert logits.ndim == 4
    assert torch.isfinite(logits).all()


@every_discriminator
def test_the_features_are_maps_of_every_layer_and_the_logits_last(kind: type[Discriminator]) -> None:
    judge = built(small(kind)).eval()
    features = judge.features(pictures())
    assert len(features) >= 5
    assert all(layer.ndim == 4 and len(layer) == 2 for layer in features)
    assert torch.equal(features[-1], judge(pictures()))


@every_discriminator
def test_a_discriminator_judges_each_picture_of_a_batch_alone(kind: type[Discriminator]) -> None:
    judge = built(small(kind)).eval()
    alone = torch.cat([judge(pictures(3)[index : index + 1]) for index in range(3)])
    assert torch.allclose(judge(pictures(3)), alone, atol=1e-5)


@every_discriminator
def test_the_gradient_reaches_the_pictures_and_a_penalty_every_weight(kind: type[Discriminator]) -> None:
    judge, given = built(small(kind)), pictures().requires_grad_()
    (gradient,) = torch.autograd.grad(judge(given).sum(), given)
    assert (gradient.abs().sum(dim=(1, 2, 3)) > 0).all()
    torch.autograd.backward(zero_centred(judge, given))
    for name, weight in judge.named_parameters():
        assert name.endswith("bias") or (weight.grad is not None and weight.grad.abs().max() > 0), name


@every_discriminator
@pytest.mark.parametrize("spectral_norm", [True, False])
def test_a_discriminator_soon_tells_dark_from_bright_in_16_bits_too(kind: type[Discriminator], spectral_norm: bool) -> None:
    judge = channels_last(built(small(kind, spectral_norm=spectral_norm)))
    optimiser = Adam(learning_rate=2e-3).build(judge.parameters())
    real, fake = pictures() * 0.5 + 0.5, pictures() * 0.5
    for _ in range(30):
        with torch.autocast("cpu", torch.bfloat16):
            wrong = judge(fake).float().mean() - judge(real).float().mean()
        optimiser.zero_grad()
        torch.autograd.backward(torch.nn.functional.softplus(wrong) + 0.01 * zero_centred(judge, real))
        optimiser.step()
    assert judge(real).mean() > judge(fake).mean() + 1


@every_discriminator
def test_spectrally_normed_layers_enlarge_nothing(kind: type[Discriminator]) -> None:
    judge = built(small(kind))
    with torch.no_grad():
        for weight in judge.parameters():
            weight.mul_(20)
        for _ in range(20):
            judge(pictures())
    normed = [layer for layer in judge.modules() if isinstance(layer, nn.Conv2d) and hasattr(layer, "parametrizations")]
    assert len(normed) >= 5
    assert all(torch.linalg.matrix_norm(layer.weight.flatten(1), 2) < 1.1 for layer in normed)


@every_discriminator
def test_each_class_has_its_own_logits(kind: type[Discriminator]) -> None:
    judge = built(small(kind, classes=3)).eval()
    same = pictures(1).expand(3, -1, -1, -1)
    logits = judge(same, torch.tensor([0, 1, 2]))
    assert logits.shape[:2] == (3, 1)
    assert not torch.allclose(logits[0], logits[1])
    assert torch.allclose(judge(same, torch.tensor([2, 2, 0])), logits[[2, 2, 0]])
    torch.autograd.backward(zero_centred(lambda seen: judge(seen, torch.tensor([0, 1, 2])), same))
    with pytest.raises(ValueError, match="3 classes"):
        judge(same)


@every_discriminator
def test_a_discriminator_is_determined_by_its_weights_and_goes_on_where_it_stopped(kind: type[Discriminator]) -> None:
    one, other = built(small(kind)), small(kind).build()
    one(pictures())
    other.load_state_dict(one.state_dict())
    for _ in range(2):
        assert torch.equal(one(pictures()), other(pictures()))


@every_discriminator
def test_a_discriminator_comes_back_from_toml_and_refuses_what_it_does_not_know(kind: type[Discriminator]) -> None:
    design = small(kind, classes=4)
    assert msgspec.toml.decode(msgspec.toml.encode(design), type=kind) == design
    for wrong, where in (({"width": 0}, r"\$\.width"), ({"widht": 1}, "widht")):
        with pytest.raises(msgspec.ValidationError, match=where):
            msgspec.convert({"type": kind.__struct_config__.tag, **wrong}, kind)


def test_dropout_is_for_learning_alone() -> None:
    judge = built(Patch(width=8, dropout=0.5))
    assert not torch.equal(judge(pictures()), judge(pictures()))
    judge.eval()
    assert torch.equal(judge(pictures()), judge(pictures()))


def test_a_patch_of_three_layers_sees_70_pixels() -> None:
    judge, given = built(Patch(width=4, spectral_norm=False)), pictures(1, 160, 160).requires_grad_()
    logits = judge(given)
    (gradient,) = torch.autograd.grad(logits[0, 0, 9, 9], given)
    seen = gradient.abs().sum(dim=(0, 1)) > 0
    assert seen.any(dim=0).sum() == 70
    assert seen.any(dim=1).sum() == 70
