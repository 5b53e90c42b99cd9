"""The games that are about masks: finding what covers a picture, and painting what it hides."""

from __future__ import annotations

import pytest
import torch
from msgspec.structs import replace
from torch import Tensor
from torch.nn.functional import max_pool2d

from engine.training.game import Batch
from engine.training.plan import Ageing
from engine.training.players import Players
from models.damages.film_damage import FilmDamage
from tests.engine.training.runs import PLANS, batches
from tests.engine.training.test_games import played


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def inpainted(ageing: int) -> tuple[Batch, Tensor, Tensor, Tensor]:
    """Held-out pictures under one of the plan's ageings; as the network sees them, as it fills them, and as they were."""
    of = PLANS["inpainting"]
    batch = list(batches(of, held_out=True).held_out(6).values())[ageing]
    missing, filled, original = of.game.shown(Players.start(of), of, batch)
    return batch, missing, filled, original


def test_inpainting_draws_holes_where_nothing_covers_the_picture_and_uses_the_answer_only_there() -> None:
    batch, missing, filled, original = inpainted(1)
    assert not batch.hidden.any()
    drawn = (missing != batch.damaged).any(dim=1, keepdim=True).expand_as(original)
    assert (missing[drawn] == 0.5).all()
    assert drawn.any(dim=(1, 2, 3)).all()
    assert torch.equal(filled[~drawn], original[~drawn])
    assert (filled[drawn] != original[drawn]).float().mean() > 0.9


def test_inpainting_sees_what_shines_through_damage_and_uses_the_answer_there_and_a_little_wider() -> None:
    batch, missing, filled, original = inpainted(0)
    covered = batch.hidden.amax(dim=(1, 2, 3)) > 0.1
    assert covered.any()
    assert torch.equal(missing[covered], batch.damaged[covered])
    hidden = (batch.hidden > 0.1).float()
    near = (max_pool2d(hidden, 7, stride=1, padding=3) > 0).expand_as(original)
    known = ~near & covered.view(-1, 1, 1, 1)
    assert torch.equal(filled[known], original[known])
    answered = (hidden > 0).expand_as(original)
    assert (filled[answered] != original[answered]).float().mean() > 0.9


def test_finding_learns_to_mark_what_covers_a_picture() -> None:
    scratched = Ageing(title="scratched", damages=(FilmDamage(opacity=(0.95, 1.0), white=1, count=(3, 5), size=(0.5, 1.2)),))
    of = replace(
        PLANS["finding"],
        ageings=(scratched,),
        steps=100,
        optimiser=replace(PLANS["finding"].optimiser, learning_rate=1e-2),
    )
    players, held_out = Players.start(of), batches(of, held_out=True).held_out(6)
    played(of, players, 100)
    score = of.game.scores(players, of, held_out)["scratched"]
    assert score.after > score.before + 0.15, "better than marking everything"


def test_what_hides_little_of_a_picture_is_no_damage_that_finding_asks_for() -> None:
    def asked(opacity: float) -> Tensor:
        ageing = Ageing(title="scratched", damages=(FilmDamage(opacity=(opacity, opacity)),))
        of = replace(PLANS["finding"], ageings=(ageing,))
        return of.game.shown(Players.start(of), of, batches(of, held_out=True).held_out(6)["scratched"])[2]

    assert not asked(0.05).any()
    assert set(asked(0.9).unique().tolist()) == {0.0, 1.0}
