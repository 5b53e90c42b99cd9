"""What every game promises, and what each of them is for."""

from __future__ import annotations

import math
from copy import deepcopy
from pathlib import Path

import msgspec
import pytest
import torch
from torch import Tensor

from engine.documents import toml_of
from engine.errors import PlanInvalid
from engine.training.game import Batch
from engine.training.games.colourise import Colourise, Stage
from engine.training.games.contrast import Contrast
from engine.training.games.finding import Finding
from engine.training.games.inpainting import Inpainting
from engine.training.games.paired import Paired
from engine.training.games.styles import Styles
from engine.training.photographs.pictures import loader
from engine.training.plan import GAMES, TrainingPlan
from engine.training.players import Players
from engine.training.trainer import Trainer
from models.holes import Holes, holes
from models.networks.residual_net import ResidualNet
from models.networks.residual_unet import ResidualUNet
from tests.engine.training.runs import JUDGE, PLANS, SQUEEZENET, batches, plan, state_of

SKIPPED = pytest.mark.skipif(not Path(SQUEEZENET).exists(), reason=f"the recognition network is not in {SQUEEZENET}")
every_game = pytest.mark.parametrize(
    "of", [pytest.param(of, id=name, marks=[SKIPPED] if name == "distillation" else []) for name, of in PLANS.items()]
)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def played(of: TrainingPlan, players: Players, until: int) -> list[dict[str, float]]:
    short = msgspec.structs.replace(of, steps=of.steps)
    told: list[dict[str, float]] = []
    for losses in Trainer(short, players).run(loader(batches(of), players.step, 0)):
        told.append(losses)
        if players.step == until:
            break
    return told


def test_there_is_a_plan_here_for_every_game() -> None:
    assert {type(of.game) for of in PLANS.values()} == set(GAMES)


@every_game
def test_a_step_tells_finite_losses_and_changes_every_network(of: TrainingPlan) -> None:
    players = Players.start(of)
    before = {name: deepcopy(network.state_dict()) for name, network in players.networks.items()}
    told = played(of, players, of.steps)
    assert len(told) == of.steps
    assert all(math.isfinite(value) for losses in told for value in losses.values())
    for name, network in players.networks.items():
        assert any(not torch.equal(value, before[name][key]) for key, value in network.state_dict().items()), name


@every_game
def test_a_game_that_was_stopped_goes_on_as_if_never_stopped(of: TrainingPlan) -> None:
    never, first, second = Players.start(of), Players.start(of), Players.start(of)
    played(of, never, 6)
    played(of, first, 3)
    torch.manual_seed(99)  # what happens in between does not matter
    second.restore(deepcopy(first.state()))
    played(of, second, 6)
    for left, right in zip(state_of(second), state_of(never), strict=True):
        assert torch.equal(left, right)


@every_game
def test_a_game_scores_and_shows_held_out_pictures(of: TrainingPlan) -> None:
    players = Players.start(of)
    held_out = batches(of, held_out=True).held_out(4)
    scores = of.game.scores(players, of, held_out)
    assert scores
    assert all(math.isfinite(score.before) and math.isfinite(score.after) for score in scores.values())
    for batch in held_out.values():
        columns = of.game.shown(players, of, batch)
        assert all(column.shape == batch.original.shape for column in columns)


@every_game
def test_a_plan_with_this_game_comes_back_from_toml(of: TrainingPlan) -> None:
    assert msgspec.toml.decode(toml_of(of), type=TrainingPlan) == of


@pytest.mark.parametrize("name", ["paired", "inpainting", "colourise"])
def test_a_game_learns(name: str) -> None:
    of = msgspec.structs.replace(PLANS[name], steps=100)
    if isinstance(of.game, Inpainting):
        of = msgspec.structs.replace(of, game=Inpainting())
    if isinstance(of.game, Colourise):
        of = msgspec.structs.replace(of, game=msgspec.structs.replace(of.game, shares=(1.0, 0.0, 0.0, 0.0)))
    players = Players.start(of)
    before, _ = gain(of, players), played(of, players, 100)
    assert gain(of, players) > before + 0.5


def gain(of: TrainingPlan, players: Players) -> float:
    scores = of.game.scores(players, of, batches(of, held_out=True).held_out(6))
    return sum(score.gain for score in scores.values()) / len(scores)


def test_an_adversary_alone_moves_the_generator_towards_the_originals() -> None:
    """Without any other loss: pictures that are too dark get brighter, because the originals are."""
    of = plan(
        Paired(adversary=msgspec.structs.replace(JUDGE, weight=1.0)),
        losses=(),
        steps=80,
        network=ResidualNet(width=8, blocks=1),
    )
    players, wanted = Players.start(of), torch.full((4, 3, 32, 32), 0.8)
    nothing = torch.empty(0)
    batch = Batch(torch.full((4, 3, 32, 32), 0.4), wanted, torch.zeros(4, 1, 1, 1), torch.zeros(4, 1, 32, 32), nothing, nothing)
    trainer = Trainer(of, players)
    for _ in range(80):
        trainer.step(batch)
    with torch.no_grad():
        assert players.generator(batch.damaged).mean() > 0.55


def test_the_discriminator_learns_alone_at_first_where_that_is_asked_for() -> None:
    of = plan(Paired(adversary=msgspec.structs.replace(JUDGE, alone=3)))
    told = played(of, Players.start(of), 6)
    assert [losses["adversarial"] == 0 for losses in told] == [True, True, True, False, False, False]


def test_the_stages_of_colourisation_follow_each_other() -> None:
    game = Colourise(shares=(0.6, 0.05, 0.25, 0.1))
    assert [game.stage(step, 100) for step in (0, 59, 60, 64, 65, 89, 90, 99)] == [
        Stage.GENERATOR, Stage.GENERATOR, Stage.DISCRIMINATOR, Stage.DISCRIMINATOR,
        Stage.STYLE, Stage.STYLE, Stage.FUSION, Stage.FUSION,
    ]  # fmt: skip


def test_each_stage_of_colourisation_trains_its_own_networks() -> None:
    of = PLANS["colourise and style"]
    players = Players.start(of)
    changed: list[set[str]] = []
    trainer = Trainer(of, players)
    for step, batch in enumerate(loader(batches(of), 0, 0)):
        before = {name: value.clone() for name, value in _parts(players).items()}
        trainer.step(Batch(*batch))
        changed.append({name.split(":")[0] for name, value in _parts(players).items() if not torch.equal(value, before[name])})
        assert of.game.stage(step, of.steps) == step // 2  # type: ignore[attr-defined]
    assert changed[0] == changed[1] == {"colouriser"}
    assert changed[2] == changed[3] == {"discriminator"}
    assert changed[4] == changed[5] == {"stylist"}
    assert changed[6] == changed[7] == {"colouriser", "stylist", "fusion", "discriminator"}


def _parts(players: Players) -> dict[str, Tensor]:
    """Parameters by the part of the network that they belong to."""
    parts: dict[str, Tensor] = {f"{name.split('.')[0]}:{name}": value for name, value in players.generator.named_parameters()}
    return parts | {f"discriminator:{name}": value for name, value in players.networks["discriminator"].named_parameters()}


def test_styles_without_a_code_leave_the_picture_as_it_is() -> None:
    network = ResidualNet(width=8, blocks=2, styles=3).build()
    pictures = torch.rand(2, 3, 16, 24)
    code = torch.zeros(2, 3, 16, 24)
    with torch.no_grad():
        assert torch.equal(network(torch.cat([pictures, code], dim=1)), pictures)
        assert not torch.equal(network(torch.cat([pictures, code + 0.5], dim=1)), pictures)


def test_the_losses_of_styles_are_balanced() -> None:
    players = Players.start(PLANS["styles"])
    played(PLANS["styles"], players, 6)
    assert {"style 0", "style 1"} <= players.facts.keys()


@pytest.mark.parametrize("options", [Holes(), Holes(strokes=0, boxes=0), Holes(damage=0, boxes=0), Holes(damage=0, strokes=0)])
def test_holes_are_repeatable_and_never_nothing_or_all(options: Holes) -> None:
    first, again = (holes(options, (12, 3, 48, 56), torch.Generator().manual_seed(2)) for _ in range(2))
    assert torch.equal(first, again)
    assert first.shape == (12, 1, 48, 56)
    assert set(first.unique().tolist()) == {0.0, 1.0}
    share = first.mean(dim=(1, 2, 3))
    assert (share > 0).all()
    assert (share < 1).all()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (plan(Contrast(), network=PLANS["colourise"].network), "no features to contrast"),
        (plan(Styles(style=PLANS["styles"].game.style)), "a network with styles"),  # type: ignore[attr-defined]
        (plan(Styles(), network=ResidualNet(styles=2)), "at least one style loss"),
        (plan(Colourise(), network=ResidualUNet()), "needs the network colour-style"),
        (plan(Finding()), "a network that finds damage is needed"),
    ],
)
def test_a_network_that_cannot_play_is_refused_in_words(wrong: TrainingPlan, words: str) -> None:
    with pytest.raises(PlanInvalid, match=words):
        Players.start(wrong)
