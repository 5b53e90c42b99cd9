"""Tiny graphs in place of YuNet, SFace and GFPGAN, made by hand; and pictures of faces as they see them.

A "face" is a blue disc between where the eyes would be and a red one where the mouth would be. The finder measures where their
middles lie, to a fraction of a pixel, so that places can be checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from engine.faces.aligning import TEMPLATE, Similarity
from engine.pixels import Pixels

EYES, MOUTH = TEMPLATE[:2].mean(), TEMPLATE[3:].mean()
LANDMARKS = (TEMPLATE - EYES) / (MOUTH - EYES)
"""Where the landmarks lie, from the blue disc and along the way to the red one."""

MIDDLE, BOX = 0.5, 2.4  # of the way from disc to disc: where the box has its middle, and its side
REACH = 64  # pixels around a place in which the finder looks for discs
POOLED = 4


class Drawn(NamedTuple):
    """A face in a picture."""

    eyes: complex
    mouth: complex

    @property
    def to_frame(self) -> Similarity:
        turn = (MOUTH - EYES) / (self.mouth - self.eyes)
        return Similarity(turn, EYES - turn * self.eyes)

    @property
    def side(self) -> float:
        """Of its box."""
        return BOX * abs(self.mouth - self.eyes)


def with_faces(picture: Pixels, faces: Sequence[Drawn]) -> Pixels:
    """The picture (RGB, neither blue nor red), with faces."""
    result = picture.copy()
    for face in faces:
        radius = abs(face.mouth - face.eyes) / 3
        for middle, colour in ((face.eyes, (0, 0, 1)), (face.mouth, (1, 0, 0))):
            first = complex(max(0, int(middle.real - radius) - 2), max(0, int(middle.imag - radius) - 2))
            rows = slice(int(first.imag), max(0, int(middle.imag + radius) + 3))
            here = result[rows, int(first.real) : max(0, int(middle.real + radius) + 3)]
            places = first + np.arange(here.shape[1]) + 0.5 + 1j * (np.arange(here.shape[0]) + 0.5)[:, None]
            disc = np.clip(radius + 0.5 - np.abs(places - middle), 0, 1)[..., None].astype(np.float32)
            here[:] = here * (1 - disc) + disc * np.array(colour, np.float32)
    return result


class Graph:
    """Nodes and weights, one after the other."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def weight(self, values: Any, kind: Any = np.float32) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(values, kind), name))
        return name

    def __call__(self, operator: str, *given: str, out: str = "", **options: Any) -> str:
        out = out or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(given), [out], **options))
        return out

    def saved(self, path: Path, inputs: dict[str, Sequence[Any]], outputs: dict[str, Sequence[Any]], kind: Any = None) -> Path:
        kind = kind or TensorProto.FLOAT
        kinds = {name: TensorProto.DOUBLE if len(shape) < 2 else kind for name, shape in inputs.items()}
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(name, kinds[name], list(shape)) for name, shape in inputs.items()],
            [helper.make_tensor_value_info(name, kind, list(shape)) for name, shape in outputs.items()],
            self.weights,
        )
        onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=9), path)
        return path


def finder(path: Path, side: int = 640, leave_out: str = "") -> Path:
    """As YuNet: BGR (1, 3, side, side) in 0 to 255, to twelve answers; only the cells of 8 pixels find anything."""
    graph = Graph()
    blue, green, red = (graph("Slice", "input", graph.weight([n], np.int64), graph.weight([n + 1], np.int64),
                              graph.weight([1], np.int64)) for n in range(3))  # fmt: skip
    masks = [
        graph("Clip", graph("Div", graph("Sub", graph("Sub", one, graph("Max", green, other)), graph.weight(100)),
              graph.weight(100)), graph.weight(0), graph.weight(1)) for one, other in ((blue, red), (red, blue))
    ]  # fmt: skip
    pooled = [graph("AveragePool", mask, kernel_shape=[POOLED] * 2, strides=[POOLED] * 2) for mask in masks]
    reach, cell = REACH // POOLED, 8 // POOLED
    away = (np.arange(-reach, reach + cell) + 0.5 - cell / 2) * POOLED  # pixels from the middle of the cell
    x, y = np.meshgrid(away, away)
    sums = [
        graph("Conv", one, graph.weight(np.stack([np.ones_like(x), x, y])[:, None]), strides=[cell] * 2, pads=[reach] * 4)
        for one in pooled
    ]
    places: list[list[str]] = []
    for one in sums:
        mass, across, down = (graph("Slice", one, graph.weight([n], np.int64), graph.weight([n + 1], np.int64),
                                    graph.weight([1], np.int64)) for n in range(3))  # fmt: skip
        mass = graph("Max", mass, graph.weight(0.01))
        places.append([graph("Div", across, mass), graph("Div", down, mass), mass])
    (ex, ey, blues), (mx, my, reds) = places
    vx, vy = graph("Sub", mx, ex), graph("Sub", my, ey)
    length = graph("Sqrt", graph("Add", graph("Add", graph("Mul", vx, vx), graph("Mul", vy, vy)), graph.weight(1e-6)))
    at_cell = graph("AveragePool", pooled[0], kernel_shape=[cell] * 2, strides=[cell] * 2)
    there = graph("Min", at_cell, graph("Clip", graph("Min", blues, reds), graph.weight(0), graph.weight(1)))
    half, eighth = graph.weight(0.5), graph.weight(1 / 8)

    def in_cells(place: str) -> str:
        return graph("Add", graph("Mul", place, eighth), half)

    def along(part: complex) -> tuple[str, str]:
        """A place, that far along and beside the way from disc to disc."""
        real, imaginary = graph.weight(part.real), graph.weight(part.imag)
        across = graph("Add", ex, graph("Sub", graph("Mul", vx, real), graph("Mul", vy, imaginary)))
        down = graph("Add", ey, graph("Add", graph("Mul", vy, real), graph("Mul", vx, imaginary)))
        return in_cells(across), in_cells(down)

    size = graph("Log", graph("Mul", length, graph.weight(BOX / 8)))
    parts = {
        "cls": [there],
        "obj": [there],
        "bbox": [*along(MIDDLE), size, size],
        "kps": [one for part in LANDMARKS for one in along(complex(part))],
    }
    outputs: dict[str, Sequence[Any]] = {}
    for name, planes in parts.items():
        joined = graph("Concat", *planes, axis=1) if len(planes) > 1 else planes[0]
        for stride in (8, 16, 32):
            here = joined
            if stride > 8:
                here = graph("AveragePool", joined, kernel_shape=[stride // 8] * 2, strides=[stride // 8] * 2)
                here = graph("Mul", here, graph.weight(0))
            last = graph("Transpose", here, perm=[0, 2, 3, 1])
            shape = graph.weight([1, -1, len(planes)], np.int64)
            if f"{name}_{stride}" != leave_out:
                graph("Reshape", last, shape, out=f"{name}_{stride}")
                outputs[f"{name}_{stride}"] = [1, (side // stride) ** 2, len(planes)]
    return graph.saved(path, {"input": [1, 3, side, side]}, outputs)


def recogniser(path: Path, numbers: int = 128) -> Path:
    """As SFace: RGB (1, 3, 112, 112) in 0 to 255, to 128 numbers: how much red and green there is in an 8 x 8 grid."""
    graph = Graph()
    two = graph("Slice", "data", graph.weight([0], np.int64), graph.weight([2], np.int64), graph.weight([1], np.int64))
    means = graph("AveragePool", graph("Sub", two, graph.weight(127.5)), kernel_shape=[14, 14], strides=[14, 14])
    flat = graph("Reshape", means, graph.weight([1, 128], np.int64))
    if numbers == 128:
        graph("Identity", flat, out="fc1")
    else:
        graph("MatMul", flat, graph.weight(np.ones((128, numbers))), out="fc1")
    return graph.saved(path, {"data": [1, 3, 112, 112]}, {"fc1": [1, numbers]})


def restorer(path: Path, added: Any = 0.0, signed: bool = True, **changes: Any) -> Path:
    """Adds something (a number, or (3, 512, 512), 0 to 1) to a face of 512 x 512 pixels, which is -1 to 1 inside if `signed`.

    `changes`: side, answer (its side), channels, second (the shape of a second input, that is multiplied with what is added),
    loud (a factor on the answer), squash (whether it answers with 0 to 1 at all events), kind (of its numbers).
    """
    graph, side, kind = Graph(), changes.get("side", 512), changes.get("kind", TensorProto.FLOAT)
    numbers = helper.tensor_dtype_to_np_dtype(kind)
    channels = changes.get("channels", 3)
    inputs: dict[str, Sequence[Any]] = {"input": [1, channels, side, side]}
    more = graph.weight(np.broadcast_to(np.asarray(added), (channels, side, side)) * (2 if signed else 1), numbers)
    if "second" in changes:
        inputs["weight"] = changes["second"]
        more = graph("Mul", more, graph("Cast", graph("ReduceMax", "weight", keepdims=0), to=kind))
    answer = graph("Add", "input", more)
    answer = graph("Mul", answer, graph.weight(changes.get("loud", 1), numbers))
    if changes.get("squash"):
        answer = graph("Clip", answer, graph.weight(0, numbers), graph.weight(1, numbers))
    out = changes.get("answer", side)
    if out != side:
        answer = graph("Slice", answer, graph.weight([0, 0], np.int64), graph.weight([out, out], np.int64),
                       graph.weight([2, 3], np.int64))  # fmt: skip
    graph("Identity", answer, out="output")
    return graph.saved(path, inputs, {"output": [1, channels, out, out]}, kind)


def spot(place: complex, colour: float = 0.5, radius: float = 12) -> NDArray[np.float32]:
    """(3, 512, 512): a soft spot in an aligned face."""
    places = np.arange(512) + 0.5 + 1j * (np.arange(512) + 0.5)[:, None]
    return np.repeat((colour * np.exp(-((np.abs(places - place) / radius) ** 2)))[None], 3, 0).astype(np.float32)


def plain(height: int, width: int) -> Pixels:
    """A greenish picture without faces: soft clouds."""
    rough = np.random.default_rng(4).random((height // 40 + 2, width // 40 + 2), np.float32)
    clouds = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)[..., None]
    return np.asarray(0.3 + clouds * np.array([0.2, 0.3, 0.2], np.float32), np.float32)
