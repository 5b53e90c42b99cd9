"""Comparisons: equal plans under different choices, and a verdict that the numbers bear."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from engine.errors import PlanInvalid
from engine.training.comparison import Outcome, compare, under_objectives, under_optimisers
from engine.training.comparison_report import standings, verdict, write_comparison
from engine.training.games.paired import Paired
from models.objectives.least_squares import LeastSquares
from models.optimisers.lion import Lion
from tests.engine.archive import photograph, saved
from tests.engine.training import JUDGE, PLAN, plan


def outcome(
    contender: str, seed: int, last: float, best: float | None = None, roll_backs: int = 0, steps: int = 100
) -> Outcome:
    return Outcome(
        contender=contender, seed=seed, steps=steps, seconds=10, megabytes=500, last=last, best=best or last, best_step=steps,
        accuracy=(0.7, 0.05), gradient=(1.0, 2.0), roll_backs=roll_backs, lamps=(), curve=((50, last - 1), (100, last)),
        preview="",
    )  # fmt: skip


def said(*runs: Outcome) -> str:
    return " ".join(verdict(standings(runs)))


def test_a_difference_within_the_noise_of_the_seeds_is_called_none() -> None:
    runs = [outcome("hinge", seed, 2.0 + 0.3 * seed) for seed in range(3)] + [
        outcome("lion", seed, 1.9 + 0.3 * seed) for seed in range(3)
    ]
    assert "hinge ends with the highest" in said(*runs)
    assert "Not told apart from it: lion." in said(*runs)
    assert "Worse" not in said(*runs)


def test_a_clear_difference_is_called_one_and_given_its_size() -> None:
    runs = [outcome("hinge", seed, 2.0 + 0.02 * seed) for seed in range(3)] + [
        outcome("sgd", seed, 1.0 + 0.02 * seed) for seed in range(3)
    ]
    assert "Worse: sgd (by 1.00)." in said(*runs)
    assert "Not told apart" not in said(*runs)


def test_one_seed_decides_nothing() -> None:
    assert "One seed says little" in said(outcome("hinge", 1, 2.0), outcome("sgd", 1, 1.0))


def test_falling_back_and_divergence_are_said() -> None:
    runs = [outcome("hinge", seed, 2.0 + 0.01 * seed) for seed in range(3)]
    runs += [outcome("wild", seed, 1.0 + 0.01 * seed, best=1.9, roll_backs=seed) for seed in range(3)]
    assert "Better in between than at the end, so stop early: wild." in said(*runs)
    assert "Diverged and was rolled back: wild (3)." in said(*runs)


def test_equal_time_is_reported_in_steps() -> None:
    runs = [outcome("fast", seed, 2.0, steps=300) for seed in range(2)] + [
        outcome("slow", seed, 2.0, steps=100) for seed in range(2)
    ]
    assert "fast made 3.0 times as many steps as slow" in said(*runs)


def test_contenders_differ_in_nothing_but_what_is_compared() -> None:
    base = plan(Paired(adversary=JUDGE))
    by_objective = under_objectives(base, ["least-squares", "wasserstein"])
    assert [one.title for one in by_objective] == ["least-squares", "wasserstein"]
    assert by_objective[0].plan.game == Paired(adversary=msgspec.structs.replace(JUDGE, objective=LeastSquares()))
    (lion,) = under_optimisers(base, ["lion"])
    assert isinstance(lion.plan.optimiser, Lion)
    assert lion.plan.optimiser.learning_rate == pytest.approx(3 * Lion().learning_rate), "the plan asks three times AdamW's"
    assert lion.plan.losses == base.losses


def test_a_choice_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(PlanInvalid, match=r"“dream” is none of hinge, least-squares"):
        under_objectives(plan(Paired(adversary=JUDGE)), ["dream"])
    with pytest.raises(PlanInvalid, match="has no adversary"):
        under_objectives(PLAN, ["hinge"])


def test_a_whole_comparison_runs_and_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    for index in range(30):
        saved(tmp_path / "pictures" / f"{index:02}.png", photograph(56, 64, left=120 + 37 * index))
    contenders = under_objectives(plan(Paired(adversary=JUDGE)), ["hinge", "least-squares"])
    told: list[str] = []
    arguments = (contenders, [tmp_path / "pictures"], [], tmp_path / "out", 0.2, 1)
    outcomes = compare(*arguments, told.append)
    assert [(one.contender, one.seed) for one in outcomes] == [("hinge", 1), ("least-squares", 1)]
    assert all(one.steps >= 10 and one.curve and one.accuracy[0] > 0 for one in outcomes)
    again = compare(*arguments, told.append)
    assert again == outcomes
    assert len(told) == 2, "nothing is run twice"
    page = write_comparison("Two objectives", outcomes, tmp_path / "out").read_text()
    assert "least-squares" in page
    assert "<svg" in page
    assert page.count("data:image/png;base64,iVBOR") == 2
