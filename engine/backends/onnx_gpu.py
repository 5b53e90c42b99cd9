"""onnxruntime on graphics cards: DirectML on Windows, CoreML on Macs. Both want shapes that are known when a session opens.

With free shapes they plan anew for each tile, or leave the work to the processor. So tiles come in few sizes (shapes.py), and
each has a session of its own.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, ClassVar

import onnxruntime

from engine.backends.backend import Session, Tiles
from engine.backends.onnx_cpu import OnnxCpu
from engine.backends.shapes import in_few_shapes, may_be_larger, step_for
from engine.errors import DeviceUnknown
from models.package import Package

STEP = 128  # pixels between two sizes of tiles
OPEN = 4  # sessions of one model at most: each holds its weights
BATCH, HEIGHT, WIDTH = "batch", "height", "width"  # free dimensions of our own graphs


class FixedShapes(OnnxCpu):
    """The parts that both share."""

    provider: ClassVar[tuple[str, dict[str, Any]]]

    def __init__(self) -> None:
        super().__init__()
        if self.provider[0] not in onnxruntime.get_available_providers():
            raise DeviceUnknown(f"this onnxruntime has no {self.provider[0]}", "Install the one for this system: see README.")

    @property
    def providers(self) -> list[Any]:
        """What it cannot run is run by the processor."""
        return [self.provider, "CPUExecutionProvider"]

    def open(self, package: Package) -> Session:
        """Models that look at the whole picture must not see it larger than it is: they have sessions of any shape."""
        design = package.card.network
        if not may_be_larger(package) or design.facts or design.is_graph or not package.graph.is_file():
            return super().open(package)
        known: OrderedDict[tuple[int, ...], Session] = OrderedDict()

        def answer(tiles: Tiles) -> Tiles:
            shape = tiles.shape[:3]
            session = known.pop(shape, None) or self._opened(package, dict(zip((BATCH, HEIGHT, WIDTH), shape, strict=True)))
            known[shape] = session
            if len(known) > OPEN:
                known.popitem(last=False)
            return session(tiles)

        return in_few_shapes(answer, step_for(package, STEP))


class DirectMl(FixedShapes):
    """Any card on Windows. One session runs at a time, from one thread, as its makers ask for."""

    name = "directml"
    title = "GPU (DirectML)"
    provider = ("DmlExecutionProvider", {"device_id": 0})

    def options(self) -> onnxruntime.SessionOptions:
        """Without memory patterns and in order: DirectML can do neither."""
        options = super().options()
        options.enable_mem_pattern = False
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        return options


class CoreMl(FixedShapes):
    """Apple's chips, neural engine and all."""

    name = "coreml"
    title = "Apple (CoreML)"
    provider = ("CoreMLExecutionProvider", {"ModelFormat": "MLProgram", "MLComputeUnits": "ALL"})
