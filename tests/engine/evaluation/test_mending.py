"""The stage `scratches` is run as the program runs it, and simple methods get the same mask."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.evaluation.mending import certain, marked, mended, mended_by_code, psnr_within, widened
from engine.stages.scratches import WIDER, Scratches
from tests.engine.evaluation.repairing import (
    CAT,
    finds_white,
    networks,
    paints_grey,
    refuses,
    scratched,
)


def test_the_stage_marks_by_its_finder_and_paints_there_and_nowhere_else() -> None:
    one = scratched()
    repaired, marks = mended(one.damaged, networks(finds_white, paints_grey), Scratches())
    assert np.array_equal(marked(marks, Scratches()), one.mask)
    assert (np.abs(repaired[one.mask].astype(int) - 128) <= 1).all()
    near = marked(certain(one.mask), Scratches(), WIDER + 1)
    assert np.array_equal(repaired[~near], one.damaged[~near])


def test_with_the_true_mask_the_finder_is_not_asked_and_damage_of_any_width_is_painted() -> None:
    mask = np.zeros(CAT.shape[:2], np.bool_)
    mask[20:70, 40:90] = True
    repaired, marks = mended(CAT, networks(refuses, paints_grey), Scratches(), certain(mask))
    assert np.array_equal(marks[..., 0] > 0, mask)
    assert (np.abs(repaired[mask].astype(int) - 128) <= 1).all()


def test_marks_of_a_picture_that_was_scanned_large_lie_where_they_lie_in_the_picture() -> None:
    large = cv2.resize(cv2.GaussianBlur(CAT, (0, 0), 2), None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    mask = np.zeros(large.shape[:2], np.bool_)
    mask[101:301, 200:260] = True
    repaired, marks = mended(np.asarray(large, np.uint8), networks(refuses, paints_grey), Scratches(), certain(mask))
    found = marks[..., 0] > 0
    assert found.shape == mask.shape
    assert found[mask].all()
    assert found.sum() < 1.15 * mask.sum()
    assert np.abs(repaired[150:250, 220:240].astype(int) - 128).max() < 12


def test_what_code_paints_has_the_same_mask_as_the_stage_and_leaves_the_rest() -> None:
    one = scratched()
    mask = widened(one.mask)
    assert one.mask.sum() < mask.sum() < 4 * one.mask.sum()
    for name, painted in mended_by_code(one.damaged, mask).items():
        assert np.array_equal(painted[~mask], one.damaged[~mask]), name
        assert psnr_within(one.mask, painted, CAT) > psnr_within(one.mask, one.damaged, CAT) + 5, name


def test_psnr_within_the_damage_counts_only_there() -> None:
    one = scratched()
    error = one.damaged[one.mask].astype(float) - CAT[one.mask]
    assert psnr_within(one.mask, one.damaged, CAT) == pytest.approx(10 * np.log10(255**2 / (error**2).mean()))
    assert psnr_within(~one.mask, one.damaged, CAT) == 100
    assert np.isnan(psnr_within(np.zeros_like(one.mask), one.damaged, CAT))
