"""Specimens: it is known of each where its damage lies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import AppError
from engine.evaluation.specimens import busiest, specimens_in, struck
from tests.engine.evaluation.pictures import painting, saved
from tests.engine.evaluation.repairing import (
    CAT,
    scratched,
)


def test_code_damages_a_photograph_the_same_way_every_time_and_each_name_its_own_way() -> None:
    (first, mask), (again, same), (other, _) = (struck(CAT, name) for name in ("cat.png", "cat.png", "dog.png"))
    assert np.array_equal(first, again)
    assert np.array_equal(mask, same)
    assert not np.array_equal(first, other)


def test_the_true_mask_is_where_the_picture_was_hidden() -> None:
    grey = np.full((160, 200, 3), 128, np.uint8)
    damaged, mask = struck(grey, "grey.png")
    change = np.abs(damaged.astype(int) - grey).max(axis=2)
    assert 0.003 < mask.mean() < 0.5
    assert change[~mask].max() <= 0.1 * 255
    assert np.median(change[mask]) > 20


def test_masks_and_damaged_pictures_are_found_by_name_whatever_the_suffix(tmp_path: Path) -> None:
    one = scratched()
    saved(one.clean, tmp_path / "clean" / "box" / "cat.tif")
    saved(painting(), tmp_path / "clean" / "whole.png")
    saved(one.damaged, tmp_path / "damaged" / "box" / "cat.png")
    saved(one.mask.astype(np.uint8) * 255, tmp_path / "masks" / "box" / "cat.tif.png")
    (files,) = specimens_in(tmp_path / "clean", (tmp_path / "damaged", tmp_path / "masks"))
    found = files.specimen()
    assert found.name == "box/cat.tif"
    assert np.array_equal(found.mask, one.mask)
    assert np.array_equal(found.damaged, one.damaged)
    assert found.share == pytest.approx(180 / (96 * 128))


@pytest.mark.parametrize("without", ["damaged", "masks"])
def test_a_picture_without_its_mask_or_a_mask_without_its_picture_is_refused(tmp_path: Path, without: str) -> None:
    for folder in ("clean", "damaged", "masks"):
        for name in ("anna.png", "berta.png"):
            saved(painting(), tmp_path / folder / name)
    (tmp_path / without / "berta.png").unlink()
    with pytest.raises(AppError, match=rf"{without} has no counterpart of .*berta\.png"):
        specimens_in(tmp_path / "clean", (tmp_path / "damaged", tmp_path / "masks"))


@pytest.mark.parametrize("small", ["damaged", "masks"])
def test_a_mask_or_picture_of_another_size_is_refused(tmp_path: Path, small: str) -> None:
    for folder in ("clean", "damaged", "masks"):
        saved(painting()[:40] if folder == small else painting(), tmp_path / folder / "anna.png")
    (files,) = specimens_in(tmp_path / "clean", (tmp_path / "damaged", tmp_path / "masks"))
    with pytest.raises(AppError, match="pixels"):
        files.specimen()


def test_a_picture_without_room_for_damage_is_refused(tmp_path: Path) -> None:
    saved(painting(16, 64), tmp_path / "clean" / "strip.png")
    with pytest.raises(AppError, match="too small"):
        specimens_in(tmp_path / "clean")[0].specimen()


@pytest.mark.parametrize("side", [7, 40, 500])
def test_the_busiest_place_holds_more_of_the_mask_than_any_other(side: int) -> None:
    mask = np.random.default_rng(side).random((60, 90)) > 0.9
    rows, columns = busiest(mask, side)
    tall, wide = min(side, 60), min(side, 90)
    others = [mask[top : top + tall, left : left + wide].sum() for top in range(61 - tall) for left in range(91 - wide)]
    assert mask[rows, columns].shape == (tall, wide)
    assert mask[rows, columns].sum() == max(others)
