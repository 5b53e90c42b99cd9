"""The report on the toy of 25 heaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import PlanInvalid
from engine.training.comparing.coverage import Covered, cover, words, write_coverage


def covered(objective: str, optimiser: str, modes: int, seed: int = 1) -> Covered:
    return Covered(objective, optimiser, seed, modes, 0.5, 0.1, 1.0)


def test_the_words_follow_from_the_numbers() -> None:
    said = " ".join(words([covered("hinge", "adam", 14), covered("hinge", "sgd", 0), covered("wasserstein", "adam", 9)]))
    assert "Most heaps: hinge with adam, 14.0 of 25" in said
    assert "None found all 25" in said
    assert "Found none with any objective: sgd." in said
    assert "None found" not in " ".join(words([covered("hinge", "adam", 25)]))


def test_who_is_within_the_noise_of_the_best_is_named_and_nobody_else() -> None:
    runs = [covered("hinge", "adam", 14 + seed, seed) for seed in range(3)]
    runs += [covered("hinge", "rmsprop", 13 + seed, seed) for seed in range(3)]
    runs += [covered("wasserstein", "adam", 8 + seed, seed) for seed in range(3)]
    assert "Not told apart from it, by less than 1.6: hinge with rmsprop." in words(runs)


def test_a_toy_is_played_for_every_pair_and_reported(tmp_path: Path) -> None:
    told: list[str] = []
    results = cover(["hinge", "relativistic"], ["adam"], seeds=2, steps=5, told=told.append)
    assert [(one.objective, one.seed) for one in results] == [
        ("hinge", 1),
        ("hinge", 2),
        ("relativistic", 1),
        ("relativistic", 2),
    ]
    assert len(told) == 4
    again = cover(["hinge", "relativistic"], ["adam"], seeds=2, steps=5, told=told.append)
    assert [one.divergence for one in again] == [one.divergence for one in results], "the same seed gives the same"
    assert "relativistic" in write_coverage(results, tmp_path, steps=5).read_text()


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(PlanInvalid, match="“dream” is none of"):
        cover(["dream"], ["adam"], seeds=1, steps=1)
