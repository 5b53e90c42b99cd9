"""Holes hide what they hide, and fills are measured there and in the whole picture."""

from __future__ import annotations

import numpy as np
import pytest

from engine.evaluation.fills import SHARES, Fills, fills, hole
from engine.evaluation.scores import psnr
from tests.engine.evaluation.repairing import (
    CAT,
    Tiles,
    cell,
    networks,
    paints_grey,
    refuses,
)


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("shape", [(32, 32), (90, 150), (32, 400)])
def test_holes_hide_as_much_as_they_say_and_are_the_same_every_time(shape: tuple[int, int], share: str) -> None:
    low, high = SHARES[share]
    mask = hole(shape, "cat.png", share)
    assert mask.shape == shape
    assert low <= mask.mean() <= high
    assert np.array_equal(mask, hole(shape, "cat.png", share))
    assert not np.array_equal(mask, hole(shape, "dog.png", share))


def test_nothing_of_what_a_hole_hides_can_be_seen() -> None:
    mask = hole(CAT.shape[:2], "cat.png", "1 to 10 %")
    other = CAT.copy()
    other[mask] = 255 - other[mask]
    seen: list[Tiles] = []

    def remembers(tiles: Tiles) -> Tiles:
        seen.append(tiles)
        return paints_grey(tiles)

    first, second = (fills(picture, mask, networks(refuses, remembers)) for picture in (CAT, other))
    assert all(np.array_equal(first[method], second[method]) for method in first)
    assert all((tiles[..., :3][tiles[..., 3] > 0] == 0.5).all() for tiles in seen)


def test_each_fill_is_measured_against_the_clean_picture() -> None:
    mask = hole(CAT.shape[:2], "cat.png", "10 to 30 %")
    results = fills(CAT, mask, networks(refuses, paints_grey))
    gains = {how: psnr(one / 255, CAT / 255) - psnr(results["hole"] / 255, CAT / 255) for how, one in results.items()}
    assert gains["inpainter"] == pytest.approx(0, abs=0.1), "it paints grey"
    assert min(gains["Telea"], gains["Navier-Stokes"]) > 2


def test_the_whole_picture_counts_what_was_not_hidden_as_well() -> None:
    found = Fills()
    found.see("cat.png", CAT, networks(refuses, paints_grey), show=False)
    for share in SHARES:
        hidden = hole(CAT.shape[:2], "cat.png", share).mean()
        for method in ("hole", "Telea"):
            whole, within = (cell(found.grid(), method, f"{share}, {part}") for part in ("whole picture", "in the hole"))
            assert whole - within == pytest.approx(-10 * np.log10(hidden))
