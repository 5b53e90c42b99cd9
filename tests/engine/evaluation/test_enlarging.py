"""The suite `enlarge`: pictures are made small as papers do, and what was enlarged is measured against what they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import skimage.data
from PIL import Image

from engine.evaluation.enlarging import OURS, enlarged, made_small, stages
from engine.evaluation.figures import Case
from engine.model import Model
from engine.stages.enlarge import Enlarge

CAT = np.asarray(skimage.data.chelsea()[40:137, 100:229], np.uint8)


class Nearest:
    """Every pixel becomes two by two."""

    planes, halo, multiple_of, memory = 3, 1, 1, 100

    def __call__(self, tiles: Any) -> Any:
        return tiles.repeat(2, axis=1).repeat(2, axis=2)


def nearest(model: Model) -> Any:
    assert model == "enlarger-x2"
    return Nearest()


@pytest.fixture
def cat(tmp_path: Path) -> Path:
    Image.fromarray(CAT).save(tmp_path / "cat.png")
    return tmp_path


@pytest.fixture(autouse=True)
def twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.evaluation.enlarging.stages", lambda views: (Enlarge(views=views),))


def cases(folder: Path) -> list[Case]:
    (trial,) = enlarged(folder, nearest)
    assert trial.crop == 2
    return list(trial.cases)


def test_a_picture_is_cut_to_a_multiple_of_the_factor_before_it_is_made_small() -> None:
    picture, small = made_small(CAT, 4)
    assert picture.shape == (96, 128, 3)
    assert small.shape == (24, 32, 3)
    assert np.array_equal(picture, CAT[:96, :128])


def test_making_small_leaves_no_aliases_and_keeps_even_tones() -> None:
    stripes = np.zeros((64, 64, 3), np.uint8)
    stripes[:, ::2] = 200
    assert made_small(stripes, 4)[1][4:-4, 4:-4].std() < 2
    assert (made_small(np.full((64, 64, 3), 77, np.uint8), 2)[1] == 77).all()


def test_the_stage_sees_the_small_picture_and_stands_beside_methods_without_a_network(cat: Path) -> None:
    (case,) = cases(cat)
    picture, small = made_small(CAT, 2)
    assert np.array_equal(case.clean, picture)
    assert set(case.results) == {"bicubic", "Lanczos", OURS}
    assert np.array_equal(case.results[OURS], small.repeat(2, axis=0).repeat(2, axis=1))


def test_bicubic_is_what_everybody_calls_so(cat: Path) -> None:
    (case,) = cases(cat)
    small = made_small(CAT, 2)[1]
    wanted = cv2.resize(small, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC).astype(int)  # with a = -0.75
    assert np.abs(wanted - np.asarray(case.results["bicubic"], int))[4:-4, 4:-4].mean() < 1.5


def test_without_a_model_the_default_stands_for_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("engine.evaluation.enlarging.package_folders", dict)
    assert stages() == (Enlarge(),)
