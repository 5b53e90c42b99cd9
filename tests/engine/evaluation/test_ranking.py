"""The suite `ranking`: what damages the pictures, who takes part, and the whole of it with a small model beside the bundled."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
import pytest

from engine.commands.command_line import app
from engine.errors import AppError, ModelInvalid, RecipeInvalid
from engine.evaluation.contest import KINDS, SIDE, SMALLEST, Contest, contestants, cut, damaged_as
from engine.evaluation.figures import Evaluation
from engine.evaluation.standings import standings, told
from engine.paths import user_models
from tests.engine.evaluation.pictures import painting, saved
from tests.engine.training.runs import scene, written

PICTURE = scene(1, 72, 80)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of this test alone."""
    monkeypatch.setenv("PATINA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def small(small_model: Path) -> Path:
    """A tiny restorer among the user's own models; its folder."""
    return Path(shutil.copytree(small_model, user_models() / "small"))


# What damages them ---------------------------------------------------------------------------------------------------


def test_a_picture_is_damaged_in_the_same_way_each_time_and_another_one_otherwise() -> None:
    first = damaged_as("noise", PICTURE, "anna.png")
    assert np.array_equal(damaged_as("noise", PICTURE, "anna.png"), first)
    assert not np.array_equal(damaged_as("noise", PICTURE, "berta.png"), first)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_damage_is_seen_and_differs_from_the_others(kind: str) -> None:
    damaged = damaged_as(kind, PICTURE, "anna.png")
    assert damaged.shape == PICTURE.shape
    assert damaged.dtype == np.uint8
    assert np.abs(damaged.astype(int) - PICTURE).mean() > 1.5, "in 8-bit levels"
    assert all(not np.array_equal(damaged_as(other, PICTURE, "anna.png"), damaged) for other in KINDS.keys() - {kind})


def test_the_kind_decides_on_what_is_random_too() -> None:
    """Else the grain of one kind would be that of another, and a model that removes it would be counted twice."""
    grain = damaged_as("grain", PICTURE, "anna.png").astype(float) - PICTURE
    several = damaged_as("several", PICTURE, "anna.png").astype(float) - PICTURE
    assert abs(float(np.corrcoef(grain.ravel(), several.ravel())[0, 1])) < 0.5


def test_the_middle_is_taken_of_a_large_picture_and_a_tiny_one_is_refused(tmp_path: Path) -> None:
    large = painting(SIDE + 40, SIDE + 60)
    assert np.array_equal(cut(saved(large, tmp_path / "large.png")), large[20:-20, 30:-30])
    assert cut(saved(painting(SMALLEST, 90), tmp_path / "just.png")).shape == (SMALLEST, 90, 3)
    with pytest.raises(AppError, match=r"tiny\.png is too small") as refused:
        cut(saved(painting(SMALLEST - 1, 90), tmp_path / "tiny.png"))
    assert f"{SMALLEST} x {SMALLEST}" in refused.value.hint


# Who takes part ------------------------------------------------------------------------------------------------------


def test_all_restorers_take_part_unless_some_are_named(small: Path) -> None:
    assert contestants("restore") == (("restorer", "restorer-crisp", "small"), {})
    assert contestants("restore", ("small", "restorer", "small")) == (("small", "restorer"), {})


def test_of_enlargers_only_those_take_part_that_enlarge_so_much() -> None:
    assert contestants("enlarge-2")[0] == ("enlarger-x2", "enlarger-x4", "enlarger-x4-crisp")
    assert contestants("enlarge-4")[0] == ("enlarger-x4", "enlarger-x4-crisp")
    with pytest.raises(RecipeInvalid, match="“enlarger-x2” enlarges 2 times, and not 4 times"):
        contestants("enlarge-4", ("enlarger-x4", "enlarger-x2"))


def test_a_named_model_that_does_something_else_is_refused_and_so_is_one_that_is_nowhere() -> None:
    with pytest.raises(RecipeInvalid, match="“stylist” does not restore"):
        contestants("restore", ("restorer", "stylist"))
    with pytest.raises(ModelInvalid, match="there is no model “nobody”"):
        contestants("restore", ("nobody",))


@pytest.mark.parametrize("file", ["model.toml", "weights.safetensors"])
def test_a_damaged_model_is_left_out_with_the_reason_and_refused_where_it_is_named(small: Path, file: str) -> None:
    (small / file).write_bytes((small / file).read_bytes()[:-20] + b"damaged")
    models, unable = contestants("restore")
    assert models == ("restorer", "restorer-crisp")
    assert list(unable) == ["small"], "those that do something else are no news"
    assert file in unable["small"]
    with pytest.raises(ModelInvalid, match=file):
        contestants("restore", ("small",))


def test_where_nobody_does_the_task_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.evaluation.contest.package_folders", dict)
    with pytest.raises(ModelInvalid, match="no installed model does that"):
        contestants("enlarge-4")


def test_the_first_picture_only_warms_up() -> None:
    def never(model: Any) -> Any:
        raise AssertionError(model)

    contest = Contest("restore", ("quick", "alone"), never, {"quick": [0.1, 3.0, 5.0, 4.0], "alone": [0.1]})
    assert contest.rate("quick") == 4.0
    assert contest.rate("alone") == 0.1
    assert contest.reference == "input"
    assert Contest("enlarge-4", ("one",), never).reference == "bicubic"


# The whole suite -----------------------------------------------------------------------------------------------------


def evaluated(clean: Path, output: Path, *options: str) -> tuple[int, Evaluation]:
    """The exit code, and what scores.json holds."""
    with pytest.raises(SystemExit) as ended:
        app(["evaluate", str(clean), "--suite", "ranking", "--device", "torch-cpu", "-o", str(output), *options])
    return int(ended.value.code or 0), msgspec.json.decode((output / "scores.json").read_bytes(), type=Evaluation)


def columns_on(sheet: Path) -> int:
    """How many pictures stand side by side, by what is darker or more colourful than the paper between them."""
    pixels = cv2.imread(str(sheet))
    assert pixels is not None
    first = pixels[45:110].astype(int)  # the rows of the first pictures: below the titles, above the caption
    paper = np.abs(first - first[:, :1]).max(axis=(0, 2)) < 8
    return int((np.diff(paper.astype(int)) == -1).sum())


def test_a_small_model_is_ranked_beside_the_bundled_ones(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(small, user_models() / "broken")
    (user_models() / "broken" / "model.toml").write_text("not a card")
    clean = written(tmp_path / "clean", [scene(number, 72, 80) for number in range(3)])
    before = {path.name: path.read_bytes() for path in clean.iterdir()}
    code, evaluation = evaluated(clean, tmp_path / "out", "--damage", "noise")
    assert code == 0
    assert {path.name: path.read_bytes() for path in clean.iterdir()} == before
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.html", "scores.json", "sheet-noise-1.png"}

    (table,) = evaluation.tables
    assert [row.name for row in table.rows] == ["input", "median 3 x 3", "restorer", "restorer-crisp", "small"]
    ranked = evaluation.standings
    assert [one.model for one in ranked][-1] == "small", "its weights are random"
    assert ranked[0].gain.mean > 3 > 0 > ranked[-1].gain.mean
    assert all(one.rate > 0 for one in ranked)
    rates = {one.model: one.rate for one in ranked}
    found = standings(evaluation.tables, ("restorer", "restorer-crisp", "small"), "input", rates)
    assert found == ranked
    assert evaluation.verdict == told(ranked)
    assert f"{ranked[0].model} comes nearest" in evaluation.verdict[0]
    assert "3 photographs are too few" in evaluation.verdict[1]
    assert evaluation.notes[0].startswith("Left out: ")
    assert "broken" in evaluation.notes[0]
    assert [model.partition(",")[0] for model in evaluation.made.models] == ["restorer", "restorer-crisp", "small"]

    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert all(f"<p>{sentence}</p>" in page for sentence in evaluation.verdict)
    assert all(sentence in capsys.readouterr().out.splitlines() for sentence in evaluation.verdict[:1])
    assert columns_on(tmp_path / "out" / "sheet-noise-1.png") == 5, "clean, damaged, and what each model made"


def test_the_kinds_of_damage_are_tables_and_the_models_that_are_named_take_part_alone(small: Path, tmp_path: Path) -> None:
    clean = written(tmp_path / "clean", [scene(number, 72, 80) for number in range(3)])
    code, evaluation = evaluated(clean, tmp_path / "out", "--contestants", "small", "--pictures", "2")
    assert code == 0
    assert [table.title for table in evaluation.tables] == list(KINDS)
    assert {table.pictures for table in evaluation.tables} == {("00.png", "02.png")}
    (alone,) = evaluation.standings
    assert (alone.model, alone.gain.photographs, alone.best_on, alone.behind) == ("small", 2, 2, None)
    assert psnrs(evaluation, "input") != psnrs(evaluation, "small")


def psnrs(evaluation: Evaluation, row: str) -> Sequence[float]:
    return [next(one for one in table.rows if one.name == row).mean.psnr_rgb for table in evaluation.tables]


def test_enlarging_counts_from_bicubic_and_its_edge_does_not_count(tmp_path: Path) -> None:
    clean = written(tmp_path / "clean", [scene(5, 72, 80)])
    code, evaluation = evaluated(clean, tmp_path / "out", "--task", "enlarge-4")
    assert code == 0
    (table,) = evaluation.tables
    assert [row.name for row in table.rows] == ["bicubic", "enlarger-x4", "enlarger-x4-crisp"]
    best = max(table.rows[1:], key=lambda row: row.mean.psnr_rgb)
    assert evaluation.standings[0].model == best.name
    assert evaluation.standings[0].gain.mean == pytest.approx(best.mean.psnr_rgb - table.rows[0].mean.psnr_rgb, abs=0.001)
    assert json.loads((tmp_path / "out" / "scores.json").read_bytes())["grids"][0]["lines"][0]["name"] == best.name
