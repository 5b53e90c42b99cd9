"""Tiny graphs in place of U2-Net, IS-Net and BiRefNet, made by hand: what they take for the subject is whatever is reddish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper

from engine.backends.subject_graphs import DEVIATIONS, MEANS
from engine.pixels import Pixels
from tests.engine.faces.graphs import Graph

REDDISH = 0.035  # more red than green, where the brightest is 1: about half of the tint below
STEEP = 200.0
SMOOTH = 64  # of the side: pixels that are looked at together, so that grain does not matter


def subject_finder(path: Path, side: Any = 320, answers: str = "shares", **changes: Any) -> Path:
    """One that takes ImageNet's numbers, or with `centred` those less 0.5, in `side` x `side` pixels, or any with "free".

    `changes`: centred; channels; width; masks; answer (its side); flat (answers 1 x S x S); kind (of its numbers); unnamed
    (sizes of the answer); loud (a factor on it).
    """
    graph, kind = Graph(), changes.get("kind", TensorProto.FLOAT)
    numbers = helper.tensor_dtype_to_np_dtype(kind)
    channels, masks = changes.get("channels", 3), changes.get("masks", 1)
    high, wide = ("height", "width") if side == "free" else (side, changes.get("width", side))
    deviations, means = ((1.0, 1.0), (0.5, 0.5)) if changes.get("centred") else (DEVIATIONS[:2], MEANS[:2])
    weights = np.zeros((masks, channels, 1, 1))
    weights[:, 0], weights[:, 1] = deviations[0], -deviations[1]
    bias = np.full(masks, means[0] - means[1] - REDDISH)
    reach = (320 if side == "free" else side) // SMOOTH // 2
    smooth = graph("AveragePool", "picture", kernel_shape=[2 * reach + 1] * 2, pads=[reach] * 4)
    redder = graph("Conv", smooth, graph.weight(weights, numbers), graph.weight(bias, numbers))
    answer = graph("Mul", redder, graph.weight(STEEP, numbers))
    if answers != "logits":
        raised = graph("Add", answer, graph.weight(0.5, numbers))
        answer = graph("Clip", raised, graph.weight(0, numbers), graph.weight(1, numbers))
    if answers == "levels":
        answer = graph("Mul", answer, graph.weight(200, numbers))
    answer = graph("Mul", answer, graph.weight(changes.get("loud", 1), numbers))
    out = changes.get("answer", high)
    if out != high:
        answer = graph("Slice", answer, graph.weight([0, 0], np.int64), graph.weight([out, out], np.int64),
                       graph.weight([2, 3], np.int64))  # fmt: skip
    shape: list[Any] = [1, masks, out, wide if out == high else out]
    if changes.get("flat"):
        answer, shape = graph("Squeeze", answer, graph.weight([1], np.int64)), [1, *shape[2:]]
    graph("Identity", answer, out="mask")
    graph("Neg", answer, out="for training")
    named = [f"n{place}" for place in range(len(shape))] if changes.get("unnamed") else shape
    return graph.saved(path, {"picture": [1, channels, high, wide]}, {"mask": named, "for training": shape}, kind)


def tinted(grey: Pixels, mask: Any, tint: float = 0.06) -> Pixels:
    """(H, W, 3) of a grey picture (H, W, 1), in which what is masked is as bright as before, and a little reddish."""
    picture = np.repeat(grey, 3, axis=2)
    picture[mask] += np.array([tint / 2, -tint / 2, 0], np.float32)
    return np.asarray(picture.clip(0, 1), np.float32)
