"""What was found is counted against what is damaged, pixel by pixel."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import torch

from engine.evaluation.finding import ALL, DOUBTS, OURS, Counts, Findings, counts, hats
from engine.evaluation.mending import certain
from engine.evaluation.specimens import Specimen
from models.mask_losses import f1
from tests.engine.evaluation.repairing import (
    cell,
    scratched,
)


@pytest.mark.parametrize("seed", range(4))
def test_counts_agree_with_the_f1_of_training_and_with_the_definitions(seed: int) -> None:
    random = np.random.default_rng(seed)
    found, mask = random.random((2, 30, 40)) > random.random((2, 1, 1))
    one = counts(found, mask)
    assert one.f1 == pytest.approx(f1(torch.from_numpy(found), torch.from_numpy(mask)))
    assert one.precision == pytest.approx(mask[found].mean())
    assert one.recall == pytest.approx(found[mask].mean())
    assert one.iou == pytest.approx((found & mask).sum() / (found | mask).sum())


def test_nothing_to_find_and_nothing_marked_is_right() -> None:
    nothing = counts(np.zeros((5, 5), np.bool_), np.zeros((5, 5), np.bool_))
    assert (nothing.f1, nothing.iou) == (1, 1)
    assert np.isnan([nothing.precision, nothing.recall]).all()
    missed = Counts(0, 0, 9)
    assert (missed.f1, missed.iou, missed.recall) == (0, 0, 0)


def test_pooled_figures_weigh_pixels_and_means_weigh_pictures() -> None:
    findings, clean = Findings(), np.zeros((40, 40, 3), np.uint8)
    for share in (4, 36):
        mask = np.zeros((40, 40), np.bool_)
        mask[:share] = True
        marks = certain(mask & (share == 36))
        findings.see(Specimen("", clean, clean, mask), marks)
    grid = findings.grids()[0]
    assert cell(grid, OURS, "recall, pooled") == pytest.approx(0.9)
    assert cell(grid, OURS, "recall, mean") == pytest.approx(0.5)
    assert cell(grid, OURS, "precision, mean") == 1, "the picture in which nothing was marked has none"
    assert cell(grid, ALL, "precision, pooled") == pytest.approx(0.5)
    assert cell(grid, ALL, "recall, pooled") == 1


def test_more_doubt_finds_more_where_wide_marks_count_as_well() -> None:
    one, findings = scratched(), Findings()
    findings.see(one, np.random.default_rng(0).integers(0, 255, (*one.mask.shape, 1)).astype(np.uint8))
    grid = next(grid for grid in findings.grids() if grid.title.endswith("by doubt: scratches, wide marks as well"))
    recalls = [cell(grid, f"doubt {doubt:g}", "recall, pooled") for doubt in DOUBTS]
    assert recalls == sorted(recalls)
    assert recalls[0] < recalls[-1]


@pytest.mark.parametrize("tone", [0, 255])
def test_the_hats_see_thin_damage_dark_or_light_and_nothing_on_even_ground(tone: int) -> None:
    picture = np.full((60, 80, 3), 128, np.uint8)
    assert not hats(picture).any()
    cv2.line(picture, (5, 5), (70, 50), (tone, tone, tone), 2)
    assert np.array_equal(hats(picture), picture[..., 0] == tone)
