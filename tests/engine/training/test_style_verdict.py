"""Whether a style was learnt: the measures, and what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from msgspec.structs import replace
from torch import Tensor

from engine.training.photographs.collection import Photograph
from engine.training.photographs.pictures import to_tensor
from engine.training.tuning.style_measures import copied, measures
from engine.training.tuning.style_verdict import Painted, StyleVerdict, judged_style, near, told_style
from engine.training.tuning.style_works import StyleWorks
from models.losses.gram import Gram
from tests.engine.training.runs import SQUEEZENET, scene, work


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


# Measures ------------------------------------------------------------------------------------------------------------


def batch_of(*pictures: Photograph) -> Tensor:
    return torch.stack([to_tensor(picture) for picture in pictures])


def test_a_piece_of_a_work_in_a_painting_is_found_unless_the_photograph_has_it_too() -> None:
    photograph, its_work = scene(1, 96, 96), scene(2, 160, 180)
    painting = its_work[20:116, 30:126]
    paintings, photographs = batch_of(painting), batch_of(photograph)
    assert copied(paintings, photographs, [its_work]) > 0.95
    assert copied(paintings, paintings, [its_work]) <= 0.9
    assert copied(photographs, paintings, [scene(3, 160, 180)]) < 0.75
    assert copied(paintings, photographs, [np.zeros_like(its_work)]) < 0.5


@pytest.mark.skipif(not Path(SQUEEZENET).exists(), reason=f"the recognition network is not in {SQUEEZENET}")
def test_every_measure_knows_the_hand() -> None:
    found = measures([Gram(weights=SQUEEZENET)])
    assert list(found) == ["features", "texture"]
    works = batch_of(*[work(number, 64, 64) for number in range(3)])
    for measure in found.values():
        assert measure(batch_of(work(7, 64, 64)), works) < 0.5 * measure(batch_of(scene(7, 64, 64)), works)


# The verdict ---------------------------------------------------------------------------------------------------------


def verdict_of(gains: Sequence[float], likeness: float = 0.6, copied: float = 0.5, **works: Any) -> StyleVerdict:
    by = {"texture": near(1, "monet", [Painted(1.2, 0.8, 0.8 - gain, 1.2, 0.7 - gain) for gain in gains])}
    its_works = replace(StyleWorks(learnt=("a.png",), held_out=("b.png",), found=2), **works)
    return judged_style("stylist", 2, by, likeness, copied, its_works)


def test_the_base_is_kept_where_the_style_gains_nothing_loses_the_content_or_copies() -> None:
    assert verdict_of([0.3, 0.4, 0.5] * 4).keep == "tuned"
    noise = np.random.default_rng(1).normal(0.01, 0.3, 20).tolist()
    for kept, reason in [
        (verdict_of(noise), "no nearer to the works than “monet” of the base, by more than chance"),
        (verdict_of([-0.9, -1.0] * 6), "no nearer to the works than “monet”"),
        (verdict_of([0.3] * 5), "too few to tell a gain from chance"),
        (verdict_of([0.3] * 12, likeness=0.2), "the content is lost"),
        (verdict_of([0.3] * 12, copied=0.95), "it copies"),
    ]:
        assert kept.keep == "base"
        assert any(reason in because for because in kept.because), kept.because


def test_the_verdict_says_what_could_not_be_measured_and_what_was_left_out() -> None:
    told = told_style(verdict_of([0.3] * 12, held_out=(), found=60, left_out={"x.png": "too small: 20 × 20 px"}))
    assert "None was held out, which takes 6 different works" in told
    assert "over-fit" not in told
    assert "50 of 60 works were taken" in told
    assert "Not used: x.png (too small: 20 × 20 px)" in told
    assert "over-fit if well above 0): texture +0.100" in told_style(verdict_of([0.3] * 12))
