"""What every objective promises, and that the gradient penalties are those of the papers."""

from __future__ import annotations

import msgspec
import pytest
import torch
from torch import Tensor, nn

import models.objectives
from models.choices import choices
from models.objective import Objective
from models.objectives.hinge import Hinge
from models.objectives.least_squares import LeastSquares
from models.objectives.non_saturating_r1 import NonSaturatingR1
from models.objectives.relativistic import Relativistic
from models.objectives.wasserstein import Wasserstein
from models.optimisers.adam import Adam
from models.penalties import one_centred, squared_gradients, zero_centred
from models.toys import made, play

torch.set_num_threads(1)

OBJECTIVES = choices(models.objectives, Objective)
every_objective = pytest.mark.parametrize("kind", OBJECTIVES, ids=lambda kind: kind.__struct_config__.tag)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def pictures(seed: int = 0) -> Tensor:
    return torch.rand(4, 3, 8, 8, generator=seeded(seed))


class Slope(nn.Module):
    """A linear discriminator whose gradient has the given length everywhere, with as many equal logits as asked for."""

    def __init__(self, length: float, logits: int = 1) -> None:
        super().__init__()
        direction = torch.randn(1, 3, 8, 8, generator=seeded(9))
        self.weight = nn.Parameter(direction / direction.norm() * length)
        self.logits = logits

    def forward(self, pictures: Tensor) -> Tensor:
        return (pictures * self.weight).sum(dim=(1, 2, 3))[:, None].expand(-1, self.logits)


def shifted(count: int, random: torch.Generator) -> Tensor:
    return torch.tensor([2.0, -1.0]) + torch.tensor([0.5, 0.25]) * torch.randn(count, 2, generator=random)


@every_objective
def test_a_generator_learns_where_the_real_points_are_and_how_wide_they_lie(kind: type[Objective]) -> None:
    adam, steps = Adam(learning_rate=1e-3, betas=(0.5, 0.9)), 300 if kind().discriminator_steps == 1 else 150
    points = made(play(kind(), adam, adam, shifted, steps=steps, batch=64, width=32, seed=3), 2000, seeded())
    assert (points.mean(dim=0) - torch.tensor([2.0, -1.0])).norm() < 1  # it began at a distance of 2.2
    assert ((points.std(dim=0) / torch.tensor([0.5, 0.25])) < 2).all()
    assert ((points.std(dim=0) / torch.tensor([0.5, 0.25])) > 0.25).all()


@every_objective
@pytest.mark.parametrize("shape", [(5,), (5, 1), (5, 1, 3, 2)])
def test_each_player_pulls_the_logits_its_own_way(kind: type[Objective], shape: tuple[int, ...]) -> None:
    real, fake = (torch.full(shape, 0.25).requires_grad_() for _ in range(2))
    loss = kind().discriminator_loss(real, fake)
    for_real, for_fake = torch.autograd.grad(loss, (real, fake))
    assert (for_real < 0).all()  # going down the loss raises it
    assert (for_fake > 0).all()
    (for_fake,) = torch.autograd.grad(kind().generator_loss(real, fake), fake)
    assert (for_fake < 0).all()


@every_objective
def test_a_penalty_is_one_number_that_the_discriminator_can_lower(kind: type[Objective]) -> None:
    judge = Slope(3)
    penalty = kind().penalty(judge, pictures(), pictures(1), seeded())
    assert penalty.shape == ()
    if penalty != 0:
        (gradient,) = torch.autograd.grad(penalty, judge.weight)
        assert (gradient * judge.weight).sum() > 0  # it asks for less of a slope


@every_objective
def test_a_lazy_penalty_comes_seldom_and_strong(kind: type[Objective]) -> None:
    objective, judge = msgspec.structs.replace(kind(), every=4), Slope(3)
    plain = objective.penalty(judge, pictures(), pictures(1), seeded()).item()
    lazy = [objective.lazy_penalty(step, judge, pictures(), pictures(1), seeded()).item() for step in range(8)]
    assert lazy == pytest.approx([4 * plain, 0, 0, 0, 4 * plain, 0, 0, 0])


@every_objective
def test_an_objective_comes_back_from_toml_and_refuses_what_it_does_not_know(kind: type[Objective]) -> None:
    objective = kind(every=3, discriminator_steps=2)
    assert msgspec.toml.decode(msgspec.toml.encode(objective), type=kind) == objective
    for wrong, where in (({"every": 0}, r"\$\.every"), ({"evry": 1}, "evry")):
        with pytest.raises(msgspec.ValidationError, match=where):
            msgspec.convert({"type": kind.__struct_config__.tag, **wrong}, kind)


def test_the_zero_centred_penalty_of_a_slope_is_its_square() -> None:
    assert zero_centred(Slope(3), pictures()).item() == pytest.approx(9, rel=1e-5)
    assert NonSaturatingR1(gamma=4).penalty(Slope(3), pictures(), pictures(1), seeded()).item() == pytest.approx(18, rel=1e-5)
    assert Relativistic(gamma=4).penalty(Slope(3), pictures(), pictures(1), seeded()).item() == pytest.approx(36, rel=1e-5)


def test_the_one_centred_penalty_of_a_slope_is_the_square_of_what_is_too_much() -> None:
    assert one_centred(Slope(3), pictures(), pictures(1), seeded()).item() == pytest.approx(4, rel=1e-5)
    assert Wasserstein().penalty(Slope(3), pictures(), pictures(1), seeded()).item() == pytest.approx(40, rel=1e-5)
    flat = Slope(0)
    torch.autograd.backward(one_centred(flat, pictures(), pictures(1), seeded()))
    assert flat.weight.grad is not None
    assert torch.isfinite(flat.weight.grad).all()


def test_r1_looks_at_real_pictures_alone_and_r2_at_fake_ones_too() -> None:
    def steep_at_fakes(points: Tensor) -> Tensor:
        return torch.relu(points - 1).sum(dim=1)

    real, fake = torch.zeros(4, 2), torch.full((4, 2), 2.0)
    assert NonSaturatingR1().penalty(steep_at_fakes, real, fake, seeded()) == 0
    assert Relativistic().penalty(steep_at_fakes, real, fake, seeded()).item() == pytest.approx(1)
    assert 0 < one_centred(steep_at_fakes, real, fake, seeded()) < 1  # between them


def test_logits_that_look_at_different_parts_count_as_if_each_had_a_picture_of_its_own() -> None:
    whole = squared_gradients(lambda pictures: pictures.sum(dim=(1, 2, 3)), torch.rand(2, 3, 4, 4))
    parts = squared_gradients(lambda pictures: pictures.sum(dim=1), torch.rand(2, 3, 4, 4))
    assert whole.tolist() == [48, 48]
    assert parts.tolist() == [3, 3]


def test_a_penalty_leaves_the_pictures_alone_and_is_precise_also_where_the_game_is_not() -> None:
    judge, given = nn.Conv2d(3, 2, 3), pictures()
    with torch.autocast("cpu", torch.bfloat16):
        inside = zero_centred(judge, given)
    assert inside.dtype == torch.float32
    assert torch.equal(inside, zero_centred(judge, given))
    assert not given.requires_grad


def test_hinge_and_least_squares_stop_where_the_discriminator_is_sure() -> None:
    assert Hinge().discriminator_loss(torch.tensor([1.0, 5.0]), torch.tensor([-1.0, -5.0])) == 0
    assert LeastSquares().discriminator_loss(torch.ones(2), torch.zeros(2)) == 0


def test_pairs_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="pairs"):
        Relativistic().discriminator_loss(torch.zeros(4, 1), torch.zeros(4))
