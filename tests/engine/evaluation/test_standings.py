"""Standings: arithmetic on tables made by hand, and the sentences that the figures bear."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engine.evaluation.figures import Row, Table
from engine.evaluation.scores import Scores
from engine.evaluation.standing import Standing
from engine.evaluation.standings import grid, standings, told
from engine.intervals import Interval

EVEN = {"good": 2.0, "fair": 2.0}


def table(title: str, features: dict[str, float] | None = None, **rows: Sequence[float]) -> Table:
    """PSNR of each photograph by row; `features` are the same of all photographs."""
    near = features or {}
    made = {name: tuple(Scores(one, 0.9, one, 0.9, near.get(name, 0.5)) for one in column) for name, column in rows.items()}
    count = len(next(iter(rows.values())))
    return Table(title, tuple(f"{number}.png" for number in range(count)), tuple(Row.of(*one) for one in made.items()))


def two_kinds() -> list[Table]:
    """Six photographs under two kinds of damage: “good” gains 3, 5, … dB in the mean of both, “fair” half a dB less."""
    before = [20.0, 21.0, 22.0, 23.0, 24.0, 25.0]
    gains = [1.0, 3.0, 5.0, 7.0, 9.0, 11.0]
    return [
        table("noise", input=before, good=[b + g + 2 for b, g in zip(before, gains, strict=True)],
              fair=[b + g + 1.5 for b, g in zip(before, gains, strict=True)]),
        table("blur", input=before, good=[b + g for b, g in zip(before, gains, strict=True)],
              fair=[b + g - 0.5 for b, g in zip(before, gains, strict=True)]),
    ]  # fmt: skip


def test_a_gain_is_the_mean_over_the_tables_and_a_photograph_counts_once() -> None:
    first, second = standings(two_kinds(), ("fair", "good"), "input", EVEN)
    assert (first.model, second.model) == ("good", "fair")
    assert first.gain.mean == pytest.approx(7.0)
    assert second.gain.mean == pytest.approx(6.5)
    assert first.gain.photographs == second.gain.photographs == 6, "and not 12"
    assert first.gain.low < 5 < 9 < first.gain.high, "photographs differ much"


def test_a_lead_is_taken_photograph_by_photograph() -> None:
    first, second = standings(two_kinds(), ("fair", "good"), "input", EVEN)
    assert first.behind is None
    assert second.behind == Interval(0.5, 0.5, 0.5, 6), "however much the photographs themselves differ"
    assert second.told_apart
    assert not first.told_apart


def test_each_photograph_has_one_best_model() -> None:
    tables = [table("noise", input=[20.0] * 3, one=[25.0, 22.0, 22.0], other=[21.0, 23.0, 22.5], last=[21.0] * 3)]
    ranked = standings(tables, ("one", "other", "last"), "input", {"one": 1.0, "other": 1.0, "last": 1.0})
    assert [(one.model, one.best_on) for one in ranked] == [("one", 1), ("other", 2), ("last", 0)]


def test_nearer_is_the_share_of_the_distance_that_is_gone() -> None:
    tables = [
        table("noise", {"input": 0.4, "good": 0.1, "fair": 0.6}, input=[20.0], good=[25.0], fair=[24.0]),
        table("blur", {"input": 0.2, "good": 0.2, "fair": 0.3}, input=[20.0], good=[25.0], fair=[24.0]),
    ]
    first, second = standings(tables, ("good", "fair"), "input", EVEN)
    assert first.nearer == pytest.approx(0.5)
    assert second.nearer == pytest.approx(-0.5)


def test_gains_are_counted_from_the_reference_and_rates_are_as_they_were_measured() -> None:
    tables = [table("4 times", bicubic=[30.0, 31.0], good=[30.5, 31.5], fair=[29.0, 30.0])]
    first, second = standings(tables, ("good", "fair"), "bicubic", {"good": 0.25, "fair": 4.0})
    assert (first.gain.mean, first.rate) == (0.5, 0.25)
    assert (second.gain.mean, second.rate) == (-1.0, 4.0)


def test_the_grid_has_the_figures_of_each_model_in_order() -> None:
    ranked = standings(two_kinds(), ("fair", "good"), "input", {"good": 0.25, "fair": 4.0})
    made = grid(ranked)
    assert [line.name for line in made.lines] == ["good", "fair"]
    assert all(len(line.cells) == len(made.columns) for line in made.lines)
    gain = ranked[1].gain
    assert made.lines[1].cells == (gain.mean, gain.low, gain.high, 100 * ranked[1].nearer, ranked[1].best_on, 4.0)


# In words ------------------------------------------------------------------------------------------------------------


def standing(model: str, mean: float, behind: Interval | None = None, count: int = 8, **more: float) -> Standing:
    best_on = round(more.get("best_on", 0))
    gain = Interval(mean, mean - 0.25, mean + 0.25, count)
    return Standing(model, gain, more.get("nearer", 0.5), best_on, more.get("rate", 1.0), behind)


CLEAR, CHANCE = Interval(0.5, 0.25, 0.75, 8), Interval(0.02, -0.125, 0.25, 8)
BEST = standing("best", 3.0, best_on=7)


def test_a_clear_lead_is_told_with_its_size() -> None:
    assert told((BEST, standing("next", 2.5, CLEAR, best_on=1), standing("last", 1.0, CLEAR))) == (
        "best comes nearest to the clean pictures: it gains +3.00 dB (95 % between +2.75 and +3.25, 8 photographs).",
        "It is the best on 7 of 8 photographs.",
        "Over next it leads by +0.50 dB (95 % between +0.25 and +0.75, 8 photographs).",
    )


def test_a_lead_that_chance_may_have_made_is_called_so_and_the_first_that_is_behind_for_sure_is_named() -> None:
    near, other = standing("near", 2.98, CHANCE), standing("other", 2.9, CHANCE)
    assert told((BEST, near, other))[1:] == (
        "It is the best on 7 of 8 photographs.",
        "Chance may have made its lead over near, other.",
    )
    said = told((BEST, near, standing("far", 2.5, CLEAR), other))
    assert said[2] == "Chance may have made its lead over near, other."
    assert said[3].startswith("Over far it leads by +0.50 dB")
    assert len(said) == 4


@pytest.mark.parametrize(("count", "few"), [(5, True), (6, False)])
def test_of_too_few_photographs_no_lead_is_told(count: int, few: bool) -> None:
    behind = Interval(0.5, 0.25, 0.75, count)
    said = told((standing("best", 3.0, count=count), standing("next", 2.5, behind, count)))
    sentence = f"{count} photographs are too few to tell models apart: give 6 or more."
    assert (sentence in said) == few
    assert any("leads" in one or "It is the best on" in one for one in said) != few


def test_a_gain_that_may_be_none_is_not_called_one() -> None:
    (said,) = told((standing("best", 0.25),))
    assert said == (
        "No model makes these pictures better for sure: the best, best, gains "
        "+0.25 dB (95 % between +0.00 and +0.50, 8 photographs)."
    )


def test_who_is_nearer_in_features_than_the_first_is_named() -> None:
    crisp = standing("crisp", 2.5, CLEAR, nearer=0.75)
    sentence = "To the eye crisp may come nearer: in features it is 75% nearer, best 50%."
    assert told((BEST, crisp))[-1] == sentence
    assert sentence not in told((BEST, standing("crisp", 2.5, CLEAR, nearer=0.5)))
    worse = standing("best", 3.0, nearer=-0.5), standing("crisp", 2.5, CLEAR, nearer=-0.25)
    assert not any("To the eye" in one for one in told(worse)), "both are farther than what they began with"


def test_who_is_clearly_quicker_than_the_first_is_named() -> None:
    assert told((BEST, standing("quick", 2.5, CLEAR, rate=4.0)))[-1] == "quick is 4.0 times as quick as best."
    assert not any("quick as" in one for one in told((BEST, standing("quick", 2.5, CLEAR, rate=1.25))))


def test_the_words_are_of_whom_the_figures_are() -> None:
    """What is told of tables, from the tables themselves."""
    said = " ".join(told(standings(two_kinds(), ("fair", "good"), "input", {"good": 1.0, "fair": 2.0})))
    assert "good comes nearest to the clean pictures: it gains +7.00 dB" in said
    assert "It is the best on 6 of 6 photographs." in said
    assert "Over fair it leads by +0.50 dB" in said
    assert "fair is 2.0 times as quick as good." in said
