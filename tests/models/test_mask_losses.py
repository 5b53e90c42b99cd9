"""Losses of masks: what they ask for, and what they let pass."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from models.mask_losses import LEAST, dice_loss, f1, seen_loss

SURE = 20.0  # a logit


def mask(share: float = 0.1, count: int = 4, side: int = 48, seed: int = 0) -> Tensor:
    """Boxes that cover about a share of each picture; 0 or 1."""
    random, drawn = np.random.default_rng(seed), torch.zeros(count, 1, side, side)
    edge = max(1, round(side * share**0.5))
    for picture in drawn:
        top, left = random.integers(0, side - edge + 1, 2)
        picture[:, top : top + edge, left : left + edge] = 1
    return drawn


def logits(wanted: Tensor, sure: float = SURE) -> Tensor:
    return (wanted * 2 - 1) * sure


def change(wanted: Tensor, tone: float = 0.5) -> Tensor:
    return wanted.expand(-1, 3, -1, -1) * tone


def test_the_right_answer_costs_nothing_and_the_wrong_one_most() -> None:
    wanted = mask()
    for loss in (lambda found: seen_loss(found, wanted, change(wanted)), lambda found: dice_loss(found, wanted)):
        right, unsure, wrong = (float(loss(found)) for found in (logits(wanted), 0 * wanted, logits(1 - wanted)))
        assert right == pytest.approx(0, abs=1e-3)
        assert right < unsure < wrong


def test_gradients_point_to_the_mask() -> None:
    wanted = mask()
    for loss in (lambda found: seen_loss(found, wanted, change(wanted)), lambda found: dice_loss(found, wanted)):
        found = torch.zeros_like(wanted, requires_grad=True)
        loss(found).backward()
        assert found.grad is not None
        assert torch.isfinite(found.grad).all()
        assert torch.equal(found.grad < 0, wanted > 0)


def test_what_can_be_seen_counts_more_than_what_cannot_and_nothing_counts_nothing() -> None:
    wanted = mask()
    missed = [float(seen_loss(logits(0 * wanted), wanted, change(wanted, tone))) for tone in (0, 0.03, 0.08, 0.5, -0.5)]
    assert missed[:4] == sorted(missed[:4])
    assert missed[3] == pytest.approx(missed[4])
    assert missed[0] == pytest.approx(LEAST * missed[3], rel=1e-3)
    assert missed[0] > 0


def test_noise_makes_nothing_visible_and_one_colour_alone_does() -> None:
    wanted, random = mask(0.5), torch.Generator().manual_seed(0)
    nothing, missed = change(wanted, 0), logits(0 * wanted)
    noisy = float(seen_loss(missed, wanted, 0.03 * torch.randn(nothing.shape, generator=random)))
    grey = change(wanted, 0.12)
    blue = grey.clone()
    blue[:, :2] = 0
    assert noisy < 0.3 * float(seen_loss(missed, wanted, blue))
    assert float(seen_loss(missed, wanted, blue)) == pytest.approx(float(seen_loss(missed, wanted, grey)))


def test_marks_where_nothing_is_cost_the_same_whatever_the_picture_looks_like() -> None:
    wanted, found = mask(), logits(mask(seed=1))
    beside = (1 - wanted).expand(-1, 3, -1, -1)
    marked = found * (1 - wanted) + SURE * wanted
    plain = seen_loss(marked, wanted, change(wanted))
    assert float(plain) == pytest.approx(SURE * float(((found > 0) & (wanted == 0)).float().mean()), rel=1e-3)
    assert torch.allclose(plain, seen_loss(marked, wanted, change(wanted) + 0.4 * beside))


def test_dice_judges_the_batch_as_a_whole_however_little_is_marked() -> None:
    few, many = mask(0.005), mask(0.3)
    for wanted in (few, many):
        assert float(dice_loss(logits(0 * wanted), wanted)) > 0.9
        assert 0 <= float(dice_loss(logits(torch.ones_like(wanted)), wanted)) < 1
    nothing = torch.zeros_like(few)
    assert float(dice_loss(logits(nothing), nothing)) == pytest.approx(0, abs=1e-3)
    wanted = torch.cat([many, nothing])
    half = torch.cat([many[:2], nothing[:2], nothing])
    assert float(dice_loss(logits(half), wanted)) == pytest.approx(1 / 3, abs=0.01), "2 * 1/2 / (1/2 + 1)"


def test_f1_is_that_of_precision_and_recall() -> None:
    found, wanted = mask(0.2, seed=3) > 0, mask(0.1, seed=4) > 0
    found[0] = wanted[0]
    precision, recall = ((found & wanted).sum() / part.sum() for part in (found, wanted))
    assert f1(found, wanted) == pytest.approx(float(2 * precision * recall / (precision + recall)))
    assert f1(wanted, found) == f1(found, wanted)


def test_f1_is_1_where_both_agree_and_0_where_nothing_fits() -> None:
    wanted = mask() > 0
    nothing = torch.zeros_like(wanted)
    assert f1(wanted, wanted) == f1(nothing, nothing) == 1
    assert f1(nothing, wanted) == f1(wanted, nothing) == f1(~wanted, wanted) == 0
