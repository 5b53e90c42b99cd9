"""Writes a network design as an ONNX graph without weights; they are put in when a session opens."""

from __future__ import annotations

import warnings
from pathlib import Path

import onnx
import torch
from onnx import TensorProto

from models.network import NetworkDesign

OPSET = 18


def write_graph(design: NetworkDesign, path: Path) -> None:
    """Trace the design once; batch, height and width stay free. Needs onnx and onnxscript (the extra `graphs`)."""
    module = design.answering(design.build().eval())
    names = {name for name, _ in module.named_parameters()} | {name for name, _ in module.named_buffers()}
    size = design.multiple_of * (1 if design.multiple_of >= 32 else 8)
    given = {"tiles": torch.rand(1, size, size, design.planes)}
    axes = {"tiles": {0: "batch", 1: "height", 2: "width"}}
    if design.facts:
        given["facts"], axes["facts"] = torch.ones(1, design.facts), {0: "batch"}
    with warnings.catch_warnings(action="ignore"):  # the exporter warns of its own successor
        torch.onnx.export(
            module, tuple(given.values()), path, input_names=list(given), output_names=["answer"], dynamic_axes=axes,
            opset_version=OPSET, dynamo=False, do_constant_folding=False,
            training=torch.onnx.TrainingMode.PRESERVE,  # as it is, not with its norms merged: their numbers are given later
        )  # fmt: skip
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.name in names:
            _empty(tensor)
    onnx.save(model, path)


def _empty(tensor: TensorProto) -> None:
    """Replace the numbers by a reference that only the session's own weights can satisfy."""
    tensor.ClearField("raw_data")
    tensor.ClearField("float_data")
    tensor.data_location = TensorProto.EXTERNAL
    del tensor.external_data[:]
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "weights-are-given-when-the-session-opens"
