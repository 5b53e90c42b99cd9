"""ONNX files that are given their weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from engine.backends.onnx_cpu import OnnxCpu
from engine.packages import find_package
from models.onnx_files import OnnxDamaged, contents, with_weights


@pytest.mark.parametrize("model", ["restorer", "enlarger-x2"])
def test_a_graph_with_its_weights_in_it_answers_as_one_that_is_given_them(model: str) -> None:
    package = find_package(model)
    weights = {f"network.{name}": tensor.numpy() for name, tensor in package.tensors().items()}
    graph = package.graph.read_bytes()
    filled = with_weights(graph, weights)
    assert contents(graph).external
    assert contents(filled) == (contents(graph).parameters, False)

    tiles = np.random.default_rng(0).random((1, 32, 40, package.card.network.planes), np.float32)
    session = onnxruntime.InferenceSession(filled, providers=["CPUExecutionProvider"])
    answer = np.asarray(session.run(None, {session.get_inputs()[0].name: tiles})[0])
    assert np.array_equal(answer, OnnxCpu().open(package)(tiles))


def test_weights_of_other_names_leave_a_graph_as_it_is() -> None:
    graph = find_package("restorer").graph.read_bytes()
    assert with_weights(graph, {"of another network": np.ones(3, np.float32)}) == graph


def test_what_is_cut_off_is_not_filled(tmp_path: Path) -> None:
    graph = find_package("restorer").graph.read_bytes()
    with pytest.raises(OnnxDamaged):
        with_weights(graph[: len(graph) // 2], {})
