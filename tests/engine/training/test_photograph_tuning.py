"""What learns from photographs alone: an enlarger one kind of detail, a colouriser the colours of a period."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from msgspec.structs import replace

import models.package
from engine.errors import PlanInvalid, RecipeInvalid
from engine.evaluation.run import evaluate_folders
from engine.packages import find_package
from engine.stages.colourise import Colourise as ColouriseStage
from engine.training.export import export
from engine.training.games.enlarging import Enlarging
from engine.training.photographs.collection import Photograph
from engine.training.photographs.diagnosis import from_json
from engine.training.photographs.parts import Part
from engine.training.plan import TrainingPlan, read_plan, write_plan
from engine.training.run import go_on, start_run
from engine.training.tuning.clean import diagnosis_of
from engine.training.tuning.finetune import finetune, judge, prepare
from engine.training.tuning.material import Material
from engine.training.tuning.scenes import scenes
from engine.training.tuning.verdict import Verdict, told
from engine.training.tuning.ways import learning_plan
from engine.training.tuning.with_photographs import OTHER_PHOTOGRAPHS, at_working_scale, photographs_plan
from tests.engine.training.runs import JUDGE, PLANS, scene, written

ENLARGING = replace(PLANS["enlarging"], game=Enlarging(), steps=2, validate_every=2)
COLOURING = replace(PLANS["colourise"], whole=True, steps=2, validate_every=2)


@pytest.fixture(autouse=True)
def one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.set_num_threads(1)
    monkeypatch.setattr(models.package, "GRAPHS", tmp_path / "graphs")
    (tmp_path / "graphs").mkdir()


def base_of(plan: TrainingPlan, place: Path) -> Path:
    """A package that has learnt two steps."""
    start_run(plan, [written(place / "base pictures", [scene(n) for n in range(12)])], place / "base run")
    go_on(place / "base run", lambda _: None, workers=0)
    return export(place / "base run", place / "base", "a test", "scenes").folder


def stripes(number: int) -> Photograph:
    """Hard diagonals: a kind of detail of its own."""
    random = np.random.default_rng(number)
    rows, columns = np.mgrid[:96, :112]
    edges = np.sign(np.sin((rows + columns * (0.5 + 0.05 * number)) * 0.7))[..., None]
    return np.rint(128 + 100 * edges * (0.8 + 0.2 * random.random(3))).astype(np.uint8)


def reddish(number: int) -> Photograph:
    """Red where it is light, blue where it is dark."""
    light = cv2.GaussianBlur(np.random.default_rng(number).random((96, 112)).astype(np.float32), (0, 0), 5)
    light = (light - light.min()) / (light.max() - light.min())
    fine = 0.1 * np.random.default_rng(number).random((96, 112))
    colours = np.stack([light * 0.9 + fine, 0.3 + 0 * light, (1 - light) * 0.7], axis=2)
    return np.rint(255 * colours).clip(0, 255).astype(np.uint8)


def enlarged(picture: Photograph, factor: int = 4) -> Photograph:
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)


def tuned(model: Path, plan: TrainingPlan, pictures: Path, output: Path, steps: int) -> Verdict:
    prepare(str(model), Material(pictures=(pictures,)), output, plan)
    laid_out = read_plan(output / "run" / "plan.toml")
    write_plan(replace(laid_out, steps=steps, validate_every=steps // 2), output / "run" / "plan.toml")
    go_on(output / "run", lambda _: None, workers=0)
    verdict = finetune(str(model), Material(pictures=(pictures,)), output, lambda _: None, 1)
    assert isinstance(verdict, Verdict)
    return verdict


def assert_evaluate_agrees(output: Path, verdict: Verdict, place: Path) -> None:
    for kind in ("before", "base", "tuned"):
        table = evaluate_folders(output / "measured" / "clean", output / "measured" / kind, None, place / kind, 0, []).tables[0]
        assert list(table.pictures) == [each.file for each in verdict.photographs]
        figures = [round(one.psnr_rgb, 3) for one in table.rows[-1].scores]
        assert figures == [getattr(each, kind) for each in verdict.photographs]


# The whole -----------------------------------------------------------------------------------------------------------


def test_an_enlarger_learns_a_kind_of_detail_and_is_measured_on_photographs_it_never_saw(tmp_path: Path) -> None:
    base = base_of(ENLARGING, tmp_path)
    pictures = written(tmp_path / "mine", [stripes(n) for n in range(24)])
    verdict = tuned(base, ENLARGING, pictures, tmp_path / "out", 100)
    assert verdict.measured_on == "enlarged"
    assert verdict.gain.low > 0.01
    assert verdict.gain.photographs >= 6
    assert set(verdict.forgetting) == {OTHER_PHOTOGRAPHS}
    collection = from_json((tmp_path / "out" / "run" / "collection.json").read_text())
    held_out = [file.name for part in ("validation", "test") for file in collection.files(part)]
    assert [each.name for each in verdict.photographs] == held_out
    assert "made small and enlarged again" in told(verdict)
    assert_evaluate_agrees(tmp_path / "out", verdict, tmp_path)
    assert set(verdict.shown[0].pictures) == {"before", "base", "tuned", "original"}
    assert all((tmp_path / "out" / file).is_file() for file in verdict.shown[0].pictures.values())
    package = models.package.read_package(tmp_path / "out" / "package")
    assert package.card.network == ENLARGING.network
    assert judge(tmp_path / "out") == verdict


def test_a_colouriser_learns_the_colours_of_a_period(tmp_path: Path) -> None:
    base = base_of(COLOURING, tmp_path)
    pictures = written(tmp_path / "mine", [reddish(n) for n in range(24)])
    grey = written(tmp_path / "mine" / "grey", [np.repeat(reddish(50 + n)[..., :1], 3, axis=2) for n in range(8)])
    verdict = tuned(base, COLOURING, pictures, tmp_path / "out", 80)
    assert verdict.measured_on == "coloured"
    assert verdict.gain.mean > 0.1
    assert set(verdict.forgetting) == {OTHER_PHOTOGRAPHS}
    collection = from_json((tmp_path / "out" / "run" / "collection.json").read_text())
    assert {Path(each.file).parent for each in collection.photographs if each.left_out} == {grey}
    assert_evaluate_agrees(tmp_path / "out", verdict, tmp_path)
    plan = read_plan(tmp_path / "out" / "run" / "plan.toml")
    assert plan.ageings[0].title == "yours"
    assert "grey and coloured again" in told(verdict)


# What is learnt from -------------------------------------------------------------------------------------------------


def test_photographs_scanned_larger_than_their_detail_are_learnt_from_at_the_size_of_it(tmp_path: Path) -> None:
    sharp, large, small = np.tile(stripes(1), (3, 3, 1)), enlarged(scene(2, 160, 176)), enlarged(scene(3, 40, 48), 8)
    folder = written(tmp_path / "mine", [sharp, large, small])
    parts: list[Part] = ["train", "validation", "test"]
    found = at_working_scale(diagnosis_of(sorted(folder.iterdir()), parts, 200), tmp_path / "smaller").photographs
    assert Path(found[0].file).parent == folder
    assert Path(found[1].file).parent == tmp_path / "smaller"
    picture = cv2.imread(found[1].file)
    assert picture is not None
    assert picture.shape[:2] == (found[1].height, found[1].width)
    assert 160 <= found[1].height <= 320
    assert [each.part for each in found] == ["train", "validation", None]
    assert found[2].left_out == "too small"


def test_scenes_are_what_the_stage_shows_the_network(tmp_path: Path) -> None:
    (whole,) = scenes([scene(1, 100, 300)], COLOURING)
    assert tuple(whole.original.shape[2:]) == (64, 192)
    assert torch.equal(whole.damaged[:, 0], whole.damaged[:, 1])
    (middle,) = scenes([scene(1, 100, 700)], ENLARGING)
    assert tuple(middle.original.shape[2:]) == (96, 512)
    again = scenes([scene(1, 100, 300)], COLOURING)[0]
    assert torch.equal(whole.damaged, again.damaged)


# The plan, and what cannot be ------------------------------------------------------------------------------------------


def test_the_bundled_ones_have_plans_that_need_nothing_from_outside() -> None:
    for name in ("enlarger-x2", "enlarger-x4", "colouriser"):
        plan = learning_plan(find_package(name))
        assert plan.ageings[0].title == "yours"
        assert plan.adapters
        assert plan.batch <= 8
        assert all(not getattr(loss, "weights", "") for loss in plan.losses)


def test_what_does_not_fit_is_said(tmp_path: Path) -> None:
    enlarger, pictures = base_of(ENLARGING, tmp_path), written(tmp_path / "mine", [scene(n) for n in range(4)])
    one = written(tmp_path / "one", [scene(1)])
    with_adversary = replace(ENLARGING, game=Enlarging(adversary=JUDGE))
    with_styles = PLANS["colourise and style"]
    cases = [
        (str(enlarger), Material(scans=(pictures,)), ENLARGING, "learns from good photographs alone"),
        (str(enlarger), Material(pictures=(pictures,)), with_adversary, "please an adversary"),
        ("restorer", Material(pictures=(pictures,)), None, "learns from scans, or from pairs"),
        ("colouriser", Material(pictures=(pictures,)), with_styles, "has styles beside its colours"),
    ]
    for number, (model, material, plan, message) in enumerate(cases):
        with pytest.raises(PlanInvalid, match=message):
            prepare(model, material, tmp_path / f"out{number}", plan)
    with pytest.raises(PlanInvalid, match="neither enlarges nor colours"):
        photographs_plan(models.package.read_package(enlarger), PLANS["paired"])
    with pytest.raises(PlanInvalid, match="too few to learn from"):
        prepare(str(enlarger), Material(pictures=(one,)), tmp_path / "few", ENLARGING)


def test_a_colouriser_of_ones_own_colours_and_nothing_else_does() -> None:
    ColouriseStage(model="colouriser").check(find_package)
    with pytest.raises(RecipeInvalid, match="does not colour"):
        ColouriseStage(model="restorer").check(find_package)
    assert ColouriseStage(model="mine").models == ("mine",)
    assert ColouriseStage.suits(find_package("colouriser").card)
    assert not ColouriseStage.suits(find_package("restorer").card)
