"""What can go wrong in a run, and what it does then: cut-off checkpoints, wild steps, little memory, no gain any more."""

from __future__ import annotations

import errno
import math
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
import torch
from torch import Tensor, nn

import engine.training.checkpoint as checkpoints
from engine.errors import DestinationNotWritable, PlanInvalid
from engine.events import Event, Score, TrainingFinished, TrainingWarned
from engine.training.checkpoint import load_checkpoint, save_checkpoint
from engine.training.game import Batch
from engine.training.games.paired import Paired
from engine.training.lamps import Gradients, lit_by_accuracy, lit_by_pictures
from engine.training.observer import Observer
from engine.training.photographs.pictures import loader
from engine.training.plan import TrainingPlan
from engine.training.players import Players
from engine.training.trainer import Trainer
from models.losses.content import Content
from models.networks.residual_unet import ResidualUNet
from tests.engine.training.runs import PLAN, PLANS, batches, state_of


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def played(of: TrainingPlan, players: Players, until: int) -> list[dict[str, float]]:
    told: list[dict[str, float]] = []
    for losses in Trainer(of, players).run(loader(batches(of), players.step, 0)):
        told.append(losses)
        if players.step == until:
            break
    return told


# Checkpoints ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def saved_twice(tmp_path: Path) -> Path:
    """A run folder with checkpoints of steps 2 and 4."""
    players = Players.start(PLAN)
    for step in (2, 4):
        played(PLAN, players, step)
        save_checkpoint(players, tmp_path)
    return tmp_path


def test_the_last_checkpoint_is_the_one_that_is_used(saved_twice: Path) -> None:
    players = Players.start(PLAN)
    assert load_checkpoint(players, saved_twice) == ""
    assert players.step == 4


@pytest.mark.parametrize("kept", [0, 1, 100, 0.5, 0.98])
def test_a_checkpoint_that_was_cut_off_gives_way_to_the_one_before_and_that_is_said(saved_twice: Path, kept: float) -> None:
    whole = (saved_twice / "checkpoint.pt").read_bytes()
    (saved_twice / "checkpoint.pt").write_bytes(whole[: int(kept * len(whole)) if isinstance(kept, float) else kept])
    players = Players.start(PLAN)
    remark = load_checkpoint(players, saved_twice)
    assert "checkpoint.pt does not fit the plan, or is damaged" in remark
    assert "going on from the one before, step 2" in remark
    never = Players.start(PLAN)
    played(PLAN, never, 6)
    played(PLAN, players, 6)
    assert all(torch.equal(left, right) for left, right in zip(state_of(players), state_of(never), strict=True))


def test_killed_while_a_checkpoint_is_written_the_old_ones_stand(saved_twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_: int) -> None:
        raise KeyboardInterrupt

    players = Players.start(PLAN)
    load_checkpoint(players, saved_twice)
    played(PLAN, players, 6)
    monkeypatch.setattr(checkpoints.os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        save_checkpoint(players, saved_twice)
    again = Players.start(PLAN)
    assert load_checkpoint(again, saved_twice) == ""
    assert again.step == 4


def test_a_full_disk_is_said_and_costs_no_checkpoint(saved_twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(checkpoints.os, "fsync", full)
    with pytest.raises(DestinationNotWritable, match="the disk is full"):
        save_checkpoint(Players.start(PLAN), saved_twice)
    assert sorted(file.name for file in saved_twice.iterdir()) == ["checkpoint-before.pt", "checkpoint.pt"]


@pytest.mark.parametrize("content", [b"", b"no checkpoint", b"PK\x03\x04 half a zip", None])
def test_a_damaged_or_foreign_checkpoint_is_refused_in_words(tmp_path: Path, content: bytes | None) -> None:
    if content is None:
        other = msgspec.structs.replace(PLAN, network=ResidualUNet(widths=(12,), blocks=(1,)))
        save_checkpoint(Players.start(other), tmp_path)
    else:
        (tmp_path / "checkpoint.pt").write_bytes(content)
    with pytest.raises(PlanInvalid, match=r"checkpoint\.pt does not fit the plan, or is damaged"):
        load_checkpoint(Players.start(PLAN), tmp_path)


@pytest.mark.parametrize("newer", [True, False])
def test_a_checkpoint_of_another_version_is_said_to_be_one(tmp_path: Path, newer: bool) -> None:
    players = Players.start(PLAN)
    if newer:
        torch.save(players.state() | {"format": 2}, tmp_path / "checkpoint.pt")
        with pytest.raises(PlanInvalid, match="written by another version of Patina") as raised:
            load_checkpoint(players, tmp_path)
        assert "Go on with that version" in raised.value.hint
    else:  # the first versions did not say which they were
        torch.save(players.state() | {"step": 7}, tmp_path / "checkpoint.pt")
        assert load_checkpoint(players, tmp_path) == ""
        assert players.step == 7


# Wild steps ----------------------------------------------------------------------------------------------------------


def poisoned(of: TrainingPlan, at: int) -> list[tuple[Tensor, ...]]:
    """The first batches, one of which is no number."""
    some = [batches(of)[step] for step in range(of.steps)]
    some[at] = tuple(Batch(*some[at])._replace(original=torch.full_like(some[at][1], math.nan)))
    return some


@pytest.mark.parametrize("name", ["paired", "paired with an adversary"])
def test_a_loss_that_is_no_number_sends_the_run_back_to_its_average(name: str) -> None:
    of = PLANS[name]
    players = Players.start(of)
    told = list(Trainer(of, players).run(poisoned(of, at=4)))
    assert [index for index, losses in enumerate(told) if "rolled back" in losses] == [4]
    assert players.step == of.steps
    assert players.facts["rate"] == 0.5
    assert all(torch.isfinite(one).all() for one in state_of(players))
    assert all(math.isfinite(value) for losses in told[5:] for value in losses.values())


def test_weights_that_are_no_numbers_are_replaced_by_the_average() -> None:
    players = Players.start(PLAN)
    played(PLAN, players, 3)
    with torch.no_grad():
        next(iter(players.generator.parameters())).fill_(math.nan)
    average = {name: value.clone() for name, value in players.average.state_dict().items()}
    told = list(Trainer(PLAN, players).run(loader(batches(PLAN), 3, 0)))
    assert "rolled back" in told[0]
    assert "rolled back" not in told[1]
    assert all(torch.isfinite(value).all() for value in average.values())
    assert all(torch.isfinite(value).all() for value in players.average.state_dict().values())


# Little memory -------------------------------------------------------------------------------------------------------


class Narrow(nn.Module):
    """A network for which more than so many pictures at once do not fit into memory."""

    def __init__(self, network: nn.Module, most: int) -> None:
        super().__init__()
        self.network, self.most, self.seen = network, most, []

    def forward(self, planes: Tensor) -> Tensor:
        self.seen.append(len(planes))
        if len(planes) > self.most:
            raise torch.OutOfMemoryError("does not fit")
        answer: Tensor = self.network(planes)
        return answer


@pytest.mark.parametrize(("most", "parts"), [(2, 2), (1, 4)])
def test_too_little_memory_halves_the_batch_and_the_step_stays_the_same(most: int, parts: int) -> None:
    wide, narrow = Players.start(PLAN), Players.start(PLAN)
    inner = narrow.generator
    narrow.networks["generator"] = Narrow(inner, most)
    narrow.averages = {}
    batch = Batch(*batches(PLAN)[0])
    Trainer(PLAN, wide).step(batch)
    trainer = Trainer(PLAN, narrow)
    trainer.step(batch)
    assert trainer.parts == parts
    for left, right in zip(inner.parameters(), wide.generator.parameters(), strict=True):
        assert torch.allclose(left, right, atol=2e-5)


def test_a_picture_that_does_not_fit_alone_is_our_users_problem_not_an_endless_loop() -> None:
    players = Players.start(PLAN)
    players.networks["generator"] = Narrow(players.generator, 0)
    with pytest.raises(torch.OutOfMemoryError):
        Trainer(PLAN, players).step(Batch(*batches(PLAN)[0]))


# Lamps and patience --------------------------------------------------------------------------------------------------


def pictures(count: int = 6) -> Tensor:
    return torch.stack([Batch(*batches(PLAN)[step]).original[0] for step in range(count)])


def test_pictures_as_they_should_be_light_no_lamp() -> None:
    assert lit_by_pictures(pictures() * 0.98, pictures(), pictures()) == []


def test_results_that_no_longer_depend_on_the_pictures_are_seen() -> None:
    lamps = lit_by_pictures(pictures().mean(dim=0, keepdim=True).expand(6, -1, -1, -1), pictures(), pictures())
    assert any("differ" in lamp.message and lamp.serious for lamp in lamps)


def test_colours_that_drift_and_checkerboards_are_seen() -> None:
    orange = pictures() + torch.tensor([0.15, 0.0, 0.0]).view(1, 3, 1, 1)
    assert any("colours have drifted" in lamp.message for lamp in lit_by_pictures(orange, pictures(), pictures()))
    board = torch.tensor([[0.06, -0.06], [-0.06, 0.06]]).repeat(16, 16)
    assert any("checkerboard" in lamp.message for lamp in lit_by_pictures(pictures() + board, pictures(), pictures()))


@pytest.mark.parametrize(("accuracy", "lit"), [(0.99, True), (0.75, False), (0.5, True)])
def test_a_discriminator_that_has_won_or_lost_is_seen(accuracy: float, lit: bool) -> None:
    assert bool(lit_by_accuracy({"discriminator accuracy": accuracy, "rate": 0.1})) == lit


def test_a_wild_gradient_is_seen_and_a_usual_one_is_not() -> None:
    gradients = Gradients()
    assert not any(gradients.seen(1 + 0.01 * step) for step in range(60))
    assert gradients.seen(60.0)


class Scripted(Paired, tag="scripted", frozen=True):
    """A game whose held-out score is written in advance."""

    script: tuple[float, ...] = ()

    def scores(self, players: Players, plan: TrainingPlan, held_out: dict[str, Batch]) -> dict[str, Score]:
        return {"noise": Score(20.0, 20.0 + self.script[players.step // plan.validate_every - 1])}


@pytest.mark.parametrize(
    ("script", "patience", "ends", "best"), [((1, 2, 3, 4), 2, 4, 4), ((1, 3, 2, 2), 2, 4, 2), ((5, 1, 1, 1), 1, 2, 1)]
)
def test_a_run_without_a_gain_ends_early_and_keeps_its_best_weights(
    script: Sequence[float], patience: int, ends: int, best: int, tmp_path: Path
) -> None:
    of = msgspec.structs.replace(PLAN, validate_every=1, steps=4, patience=patience)
    of = msgspec.structs.replace(of, game=Scripted(script=tuple(script)))
    players, events = Players.start(of), list[Event]()
    kept: dict[int, dict[str, Tensor]] = {}
    with Observer(tmp_path, of, events.append) as observer:
        observer.begin(0)
        for _ in Trainer(of, players).run(loader(batches(of), 0, 0)):
            kept[players.step] = {name: value.clone() for name, value in players.average.state_dict().items()}
            if observer.scored(players, batches(of, held_out=True)):
                break
    assert players.step == ends
    assert players.facts["best step"] == best
    assert all(torch.equal(value, kept[best][name]) for name, value in players.best.items())


def test_a_lamp_is_told_once_and_again_only_after_it_was_well(tmp_path: Path) -> None:
    events: list[Event] = []
    players = Players.start(PLAN)
    with Observer(tmp_path, PLAN, events.append) as observer:
        observer.begin(0)
        for length in [1.0] * 55 + [40.0, 60.0, 1.0, 1.0, 90.0]:
            players.step += 1
            observer.stepped(players, {"gradient": length})
        observer.tell(TrainingFinished(7, 8))
    assert sum(isinstance(event, TrainingWarned) for event in events) == 2
    assert (tmp_path / "board").exists()


def test_a_loss_whose_files_are_not_there_is_told_in_words() -> None:
    of = msgspec.structs.replace(PLAN, losses=(Content(weights="nowhere.safetensors"),))
    with pytest.raises(PlanInvalid, match=r"the loss “content” cannot be made: .*nowhere\.safetensors"):
        Trainer(of, Players.start(of)).step(Batch(*batches(of)[0]))
