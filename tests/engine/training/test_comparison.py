"""Comparisons: equal plans under different choices, and a verdict that the numbers bear."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.errors import PlanInvalid
from engine.training.comparing.appraisal import Appraisal, Likeness
from engine.training.comparing.comparison import Outcome, compare, run_of, under_objectives, under_optimisers
from engine.training.comparing.report import write_comparison
from engine.training.comparing.standings import standings
from engine.training.comparing.verdict import verdict
from engine.training.games.paired import Paired
from models.objectives.least_squares import LeastSquares
from models.optimisers.lion import Lion
from tests.engine.small_archive import photograph, saved
from tests.engine.training.runs import JUDGE, PLAN, plan


def outcome(
    contender: str, seed: int, last: float, best: float | None = None, roll_backs: int = 0, steps: int = 100
) -> Outcome:
    return Outcome(
        contender=contender, seed=seed, steps=steps, seconds=10, megabytes=500, last=last, best=best or last, best_step=steps,
        accuracy=(0.7, 0.05), gradient=(1.0, 2.0), roll_backs=roll_backs, lamps=(), curve=((50, last - 1), (100, last)),
        preview="",
    )  # fmt: skip


START = Likeness(psnr=23.5, ssim=0.72, perceptual=0.35, texture=0.055, diversity=1.01)
UNTOUCHED = Likeness(psnr=23.0, ssim=0.7, perceptual=0.4, texture=0.06, diversity=1.02)


def appraised(contender: str, seed: int, works: bool = False, **made: float | None) -> Outcome:
    """A run with an adversary; `made` are the fields of its Likeness, which else are a little better than the untouched."""
    usual: dict[str, float | None] = {"psnr": 24.0, "ssim": 0.75, "perceptual": 0.3, "texture": 0.05, "diversity": 1.0}
    usual |= {field: value + 0.001 * seed for field, value in usual.items() if value is not None} | made
    seen = usual["perceptual"] is not None
    untouched = UNTOUCHED if seen else msgspec.structs.replace(UNTOUCHED, perceptual=None)
    appraisal = Appraisal(msgspec.convert(usual, Likeness), untouched, 48, "squeezenet 1234" if seen else "", works)
    gain = msgspec.convert(usual["psnr"], float) - UNTOUCHED.psnr
    return msgspec.structs.replace(outcome(contender, seed, gain), appraisal=appraisal)


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


# With an appraisal ---------------------------------------------------------------------------------------------------


def test_with_an_adversary_features_decide_and_their_price_in_decibels_is_told() -> None:
    runs = [appraised("crisp", seed, perceptual=0.15 + 0.001 * seed, psnr=24.0) for seed in range(3)]
    runs += [appraised("soft", seed, perceptual=0.25 + 0.001 * seed, psnr=24.5, texture=0.04) for seed in range(3)]
    assert [one.title for one in standings(runs)] == ["crisp", "soft"]
    assert "crisp comes nearest in features: 0.1510 (untouched 0.4000), ±0.0010 over 3 seeds." in said(*runs)
    assert "Worse: soft (by 0.1000)." in said(*runs)
    assert "soft is first in decibels: 24.50 dB (untouched 23.00 dB)" in said(*runs)
    assert "soft comes nearest in texture: 0.0400" in said(*runs)
    assert "Its nearness in features costs crisp 0.50 dB beside soft." in said(*runs)
    assert "Outdone" not in said(*runs)
    assert "Worse than the untouched" not in said(*runs)
    assert "diversity" not in said(*runs)


def test_without_an_adversary_the_gain_decides() -> None:
    runs = [appraised("crisp", seed, perceptual=0.15, psnr=24.0 + 0.01 * seed) for seed in range(3)]
    runs += [appraised("soft", seed, perceptual=0.25, psnr=24.5 + 0.01 * seed) for seed in range(3)]
    alone = [msgspec.structs.replace(one, accuracy=(0.0, 0.0)) for one in runs]
    assert [one.title for one in standings(alone)] == ["soft", "crisp"]
    assert "soft ends with the highest held-out gain: 1.51 dB" in said(*alone)
    assert "crisp comes nearest in features" in said(*alone)
    assert "costs" not in said(*alone)


def test_features_that_the_seeds_alone_make_differ_are_not_told_apart() -> None:
    runs = [appraised("one", seed, perceptual=0.2 + 0.05 * seed) for seed in range(3)]
    runs += [appraised("other", seed, perceptual=0.22 + 0.05 * seed) for seed in range(3)]
    assert "one comes nearest in features" in said(*runs)
    assert "Not told apart from it: other." in said(*runs)
    assert "Features and decibels agree here" in said(*runs)


def test_who_is_behind_another_in_features_and_in_decibels_is_outdone() -> None:
    runs = [appraised("good", seed, perceptual=0.2, psnr=25.0) for seed in range(3)]
    runs += [appraised("sharp", seed, perceptual=0.1, psnr=23.5) for seed in range(3)]
    runs += [appraised("poor", seed, perceptual=0.3, psnr=24.0) for seed in range(3)]
    assert "Outdone by another in features and in decibels, by more than the noise: poor." in said(*runs)


def test_who_makes_pictures_worse_than_they_were_is_named_and_in_what() -> None:
    runs = [appraised("fair", seed) for seed in range(3)]
    runs += [appraised("wild", seed, psnr=22.0, texture=0.07) for seed in range(3)]
    runs += [appraised("wavering", seed, ssim=0.69 + 0.1 * (seed - 1)) for seed in range(3)]
    assert "Worse than the untouched pictures: wild (in decibels and in texture)." in said(*runs)


def test_lost_diversity_is_named_though_it_was_lost_with_one_seed_only() -> None:
    runs = [appraised("fair", seed, diversity=0.51) for seed in range(3)]
    runs += [appraised("collapsed", seed, diversity=0.3 if seed == 1 else 1.0) for seed in range(3)]
    assert "Lost diversity" in said(*runs)
    assert "collapsed (30%)." in said(*runs)
    assert "fair (" not in said(*runs)


def test_one_seed_names_the_first_in_each_and_still_decides_nothing() -> None:
    told = said(appraised("crisp", 1, perceptual=0.1), appraised("soft", 1, psnr=25.0))
    assert "One seed says little: crisp comes nearest in features" in told
    assert "soft is first in decibels" in told
    assert "noise" not in told


def test_where_there_are_works_texture_decides_since_who_paints_nothing_is_nearest_to_the_photograph() -> None:
    runs = [appraised("bold", seed, works=True, texture=0.02, perceptual=0.6, psnr=15.0) for seed in range(3)]
    runs += [appraised("idle", seed, works=True, texture=0.06, perceptual=0.0, psnr=60.0) for seed in range(3)]
    assert [one.title for one in standings(runs)] == ["bold", "idle"]
    assert "bold comes nearest in texture: 0.0200 (untouched 0.0600)" in said(*runs)
    assert "idle is first in decibels: 60.00 dB, ±" in said(*runs), "the untouched are the photograph itself"
    assert "Worse than the untouched" not in said(*runs)


def test_without_features_the_gain_decides_and_the_report_has_no_column_of_them(tmp_path: Path) -> None:
    runs = [appraised(title, seed, perceptual=None) for title in ("one", "other") for seed in range(2)]
    page = write_comparison("Blind", runs, tmp_path).read_text()
    assert "ends with the highest held-out gain" in page
    assert "perceptual" not in page
    assert "texture distance" in page
    seeing = [appraised(title, seed) for title in ("one", "other") for seed in range(2)]
    assert "perceptual distance" in write_comparison("Seeing", seeing, tmp_path).read_text()


def test_features_that_were_seen_by_different_eyes_rank_nobody() -> None:
    runs = [appraised("one", 1, perceptual=0.1), appraised("other", 1, perceptual=0.2)]
    assert "in features" in said(*runs)
    assert runs[0].appraisal is not None
    squinting = msgspec.structs.replace(runs[0], appraisal=msgspec.structs.replace(runs[0].appraisal, eyes="perception 5678"))
    assert "in features" not in said(squinting, runs[1])


def test_one_who_scatters_wildly_hides_no_difference_of_the_others_and_is_not_called_worse_for_it() -> None:
    steady = [
        appraised(title, seed, perceptual=at + 0.001 * seed) for title, at in (("near", 0.1), ("far", 0.2)) for seed in range(3)
    ]
    steady += [appraised("middling", seed, perceptual=0.15 + 0.001 * seed) for seed in range(3)]
    wild = [appraised("wild", seed, perceptual=0.1 + 0.15 * seed) for seed in range(3)]
    sentences = said(*steady, *wild)
    assert "near comes nearest in features: 0.1010" in sentences
    assert "is noise here, and more where seeds scatter more. Not told apart from it: wild." in sentences
    assert "Worse: middling (by 0.0500) and far (by 0.1000)" in sentences


def test_seeds_that_agree_by_luck_do_not_make_a_difference() -> None:
    runs = [appraised("lucky", seed, perceptual=0.1) for seed in range(3)]
    runs += [appraised(title, seed, perceptual=0.105 + 0.01 * seed) for title in ("one", "other") for seed in range(3)]
    assert "Not told apart from it: one and other." in said(*runs)


def test_a_whole_comparison_runs_and_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    for index in range(30):
        saved(tmp_path / "pictures" / f"{index:02}.png", photograph(56, 64, left=120 + 37 * index))
    contenders = under_objectives(plan(Paired(adversary=JUDGE)), ["hinge", "least-squares"])
    told: list[str] = []

    def compared() -> list[Outcome]:
        return compare(contenders, [tmp_path / "pictures"], [], tmp_path / "out", 0.1, 1, told.append)

    outcomes = compared()
    assert [(one.contender, one.seed) for one in outcomes] == [("hinge", 1), ("least-squares", 1)]
    assert all(one.steps >= 5 and one.curve and one.accuracy[0] > 0 and one.unit == "dB" for one in outcomes)
    assert all(one.appraisal and one.appraisal.made != one.appraisal.untouched for one in outcomes)
    told.clear()
    assert compared() == outcomes
    assert told == [], "nothing is done twice"
    page = write_comparison("Two objectives", outcomes, tmp_path / "out").read_text()
    assert "least-squares" in page
    assert page.count("<svg") == 2
    assert page.count("data:image/jpeg;base64,/9j/") == 2

    # Outcomes of an older program, without appraisals, get them from the checkpoints, and no step is trained for it.
    runs = [run_of(tmp_path / "out", one.contender, one.seed) for one in outcomes]
    for run in runs:
        old: dict[str, Any] = msgspec.json.decode((run / "outcome.json").read_bytes())
        del old["appraisal"], old["unit"]
        (run / "outcome.json").write_bytes(msgspec.json.encode(old))
    (runs[1] / "checkpoint.pt").rename(runs[1] / "lost.pt")
    diaries = [(run / "diary.jsonl").read_bytes() for run in runs]
    later = compared()
    assert later == [outcomes[0], msgspec.structs.replace(outcomes[1], appraisal=None)]
    assert told == [f"looking at what {title}, seed 1, has made" for title in ("hinge", "least-squares")]
    assert msgspec.json.decode((runs[0] / "outcome.json").read_bytes(), type=Outcome) == outcomes[0], "it is written down"
    assert [(run / "diary.jsonl").read_bytes() for run in runs] == diaries
    assert "<td>–</td>" in write_comparison("One was lost", later, tmp_path / "out").read_text()
