"""Backends that plan for each shape are shown few of them, and nobody sees that tiles were larger."""

from __future__ import annotations

import numpy as np
import pytest

from engine.backends.backend import Backend, Tiles
from engine.backends.onnx_cpu import OnnxCpu
from engine.backends.openvino_cpu import STEP, OpenVino
from engine.backends.shapes import in_few_shapes, may_be_larger, step_for
from engine.packages import find_package


@pytest.mark.parametrize("scale", [1, 2])
def test_tiles_grow_to_the_next_size_mirrored_and_answers_are_cut_again(scale: int) -> None:
    seen: list[Tiles] = []

    def session(tiles: Tiles, *facts: Tiles) -> Tiles:
        seen.append(tiles)
        assert [fact.tolist() for fact in facts] == [[[7.0]]]
        return tiles.repeat(scale, axis=1).repeat(scale, axis=2)[..., :3]

    answer = in_few_shapes(session, 16)
    random, facts = np.random.default_rng(0), np.array([[7]], np.float32)
    for height, width in ((16, 32), (11, 17), (5, 32), (12, 30)):
        tiles = random.random((1, height, width, 4), np.float32)
        found = answer(tiles, facts)
        assert np.array_equal(found, tiles.repeat(scale, axis=1).repeat(scale, axis=2)[..., :3])
        below = seen[-1][:, height : 2 * height]
        assert np.array_equal(below[:, :, :width], tiles[:, ::-1][:, : below.shape[1]])
    assert {tiles.shape for tiles in seen} == {(1, 16, 32, 4)}


def test_only_models_that_look_a_little_way_are_shown_more_than_there_is() -> None:
    larger = {name for name in ("restorer", "finder", "stylist", "colouriser", "toner") if may_be_larger(find_package(name))}
    assert larger == {"restorer", "finder", "stylist"}
    assert not may_be_larger(find_package("stylist").looking)


def test_steps_lie_on_the_grid_of_the_model() -> None:
    grid = find_package("restorer").card.network.multiple_of
    assert step_for(find_package("restorer"), 12) % grid == 0
    assert step_for(find_package("restorer"), STEP) == STEP


def test_a_tile_of_any_size_is_answered_as_by_others_but_for_its_end() -> None:
    package = find_package("enlarger-x2")
    tiles = np.random.default_rng(1).random((1, 75, 90, 3), np.float32)
    found, wanted = (_answered(backend, tiles) for backend in (OpenVino(), OnnxCpu()))
    assert found.shape == wanted.shape
    kept = 2 * (75 - package.card.halo)
    assert (
        np.abs(found - wanted)[:, :kept, : 2 * (90 - package.card.halo)].max() <= 1e-3
    )  # the halo is measured to a fraction of a level


def _answered(backend: Backend, tiles: Tiles) -> Tiles:
    return backend.open(find_package("enlarger-x2"))(tiles)
