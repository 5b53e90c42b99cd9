"""Small models as other programs write them, with random weights."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import torch
from onnx import TensorProto, helper, save
from torch import nn

from models.spandrel_door import spandrel

needs_spandrel = pytest.mark.skipif(find_spec("spandrel") is None, reason="spandrel, an optional part, is not installed")
"""For tests of models that spandrel recognises."""


def network_of(architecture: str, **options: Any) -> nn.Module:
    """A network of spandrel's, the same each time."""
    library: Any = spandrel()
    kinds = vars(__import__(f"spandrel.architectures.{architecture}", fromlist=[architecture]))
    assert library
    torch.manual_seed(0)
    network: nn.Module = kinds[architecture](**options)
    return network.eval()


def compact(factor: int, channels: int = 3) -> nn.Module:
    return network_of("Compact", num_in_ch=channels, num_out_ch=channels, num_feat=8, num_conv=2, upscale=factor)


def saved_pth(path: Path, network: nn.Module, key: str = "params_ema") -> Path:
    torch.save({key: network.state_dict()}, path)
    return path


def saved_graph(path: Path, factor: int = 2, **changes: Any) -> Path:
    """A 3 x 3 convolution and a pixel shuffle: (1, channels, height, width) to `factor` times the size.

    `changes`: channels, sides (of the input's height and width), kind (of its numbers), loud (a factor on its answer), inputs.
    """
    channels, sides = changes.get("channels", 3), changes.get("sides", ("height", "width"))
    kind, made = changes.get("kind", TensorProto.FLOAT), channels * factor**2
    random = torch.Generator().manual_seed(0)
    weights = 0.1 * torch.randn(made, channels, 3, 3, generator=random)
    weights[torch.arange(made), torch.arange(made) // factor**2, 1, 1] += 1
    weights *= changes.get("loud", 1)
    flat = weights.numpy().astype(helper.tensor_dtype_to_np_dtype(kind)).tobytes()
    names = ["picture", *(f"more{number}" for number in range(1, changes.get("inputs", 1)))]
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["picture", "weights"], ["wide"], pads=[1, 1, 1, 1]),
            helper.make_node("DepthToSpace", ["wide"], ["answer"], blocksize=factor, mode="CRD"),
        ],
        "small",
        [helper.make_tensor_value_info(name, kind, [1, channels, *sides]) for name in names],
        [helper.make_tensor_value_info("answer", kind, [1, channels, None, None])],
        [helper.make_tensor("weights", kind, weights.shape, flat, raw=True)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options: dict[str, Any] = {}
    if changes.get("external"):
        options = {"save_as_external_data": True, "location": "weights.bin", "size_threshold": 0}
    save(model, path, **options)
    return path
