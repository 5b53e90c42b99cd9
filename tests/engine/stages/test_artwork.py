"""Artwork: works as broad as was asked for, tells its network of the whole picture, and keeps what it must."""

from __future__ import annotations

from typing import Any, cast

import cv2
import numpy as np
import pytest

from engine.model import Model
from engine.overview import small_copy
from engine.painting.painter import Painter
from engine.painting.readers import mirrored
from engine.palette.brushes import STROKES, Stroke
from engine.pixels import Box, Pixels
from engine.stages.artwork import Artwork
from tests.engine.small_archive import inside, overview_of, photograph

REDDER = np.array([0.3, -0.1, 0.0], np.float32)


class Reddens:
    """A network for tests: lifts red as it is told to by what it has seen of the whole picture."""

    planes, halo, multiple_of, memory, styles = 3, 8, 4, 100, ()

    def __init__(self) -> None:
        self.looked_at: list[tuple[int, ...]] = []

    def look(self, picture: Any) -> Any:
        self.looked_at.append(picture.shape)
        return np.float32(1)

    def __call__(self, tiles: Any, facts: Any = None) -> Any:
        assert tiles.shape[3] == 3
        return tiles + facts * REDDER


def painted(picture: Pixels, stage: Artwork, network: Reddens) -> Pixels:
    height, width = picture.shape[:2]

    def networks(model: Model) -> Any:
        assert model == "painter"
        return network

    painter = Painter(height, width, mirrored(inside(picture), height, width), networks)
    painter = painter.looking([stage], small_copy(height, width, inside(picture)))
    return painter.paint(Box(0, 0, height, width))


@pytest.mark.parametrize("channels", [1, 3])
def test_a_picture_is_painted_by_what_the_network_has_seen_of_all_of_it(channels: int) -> None:
    picture, network = 0.2 + 0.5 * photograph(90, 120, channels), Reddens()
    result = painted(picture, Artwork(), network)
    assert np.allclose(result, picture + REDDER, atol=1e-5)
    assert network.looked_at == [(90, 120, 3)]


def test_strength_is_the_share_of_the_painting() -> None:
    picture = 0.2 + 0.5 * photograph(60, 80, 3)
    assert np.allclose(painted(picture, Artwork(strength=0), Reddens()), picture, atol=1e-6)
    assert np.allclose(painted(picture, Artwork(strength=0.5), Reddens()), picture + REDDER / 2, atol=1e-5)


def test_colours_may_be_kept_and_grey_then_stays_grey() -> None:
    picture = 0.2 + 0.5 * photograph(60, 80, 3)
    before, after = (
        cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2LAB)
        for pixels in (picture, painted(picture, Artwork(keep_colours=True), Reddens()))
    )
    assert np.abs(after[..., 1:] - before[..., 1:]).max() < 3  # but for what sRGB cannot show
    assert np.abs(after[..., 0] - before[..., 0]).max() > 1
    assert painted(0.2 + 0.5 * photograph(60, 80, 1), Artwork(keep_colours=True), Reddens()).shape == (60, 80, 1)


@pytest.mark.parametrize("stroke", STROKES)
def test_strokes_are_as_wide_against_the_picture_as_was_asked_for(stroke: Stroke) -> None:
    network, picture = Reddens(), np.full((600, 1500, 3), 0.5, np.float32)
    look = Artwork(stroke=stroke).look(overview_of(picture), cast(Any, lambda _: network))
    assert look.shrink == {"fine": 1, "medium": 2, "broad": 4}[stroke]
    assert max(network.looked_at[0]) <= STROKES[stroke]
