"""OpenVINO on the CPU, in float32, or in bfloat16 where the processor multiplies that by itself."""

from __future__ import annotations

import io
import os
import sys
import weakref
from typing import ClassVar

import numpy as np

from engine.backends.backend import Backend, Interrupted, Session, Tiles
from engine.backends.half_precision import agrees, alike, specimen
from engine.backends.shapes import in_few_shapes, may_be_larger, step_for
from models.looking import Looking
from models.onnx_files import with_weights
from models.package import Package, PackageDamaged

sys.modules.setdefault("openvino_telemetry", None)  # pyright: ignore[reportArgumentType] (else its import tells Google of it)
import openvino  # noqa: E402

STEP = 64  # pixels between two sizes of tiles: small pictures are a sixth quicker than where each has a size of its own
SHAPES = 64  # of tiles, whose plans are kept
PATIENT = 8  # runs of one model in a row, after which the others need not keep what they work in


class OpenVino(Backend):
    """Graphs of other programs, and designs without a graph, are run as the default device does."""

    name = "openvino"
    title = "CPU (OpenVINO)"
    numbers: ClassVar[str] = "f32"

    def __init__(self) -> None:
        self._core = openvino.Core()
        self._running: openvino.InferRequest | None = None
        self._ended = False
        self._awake = weakref.WeakSet[_Model]()
        self._busy: weakref.ref[_Model] | None = None
        self._in_a_row = 0

    def open(self, package: Package) -> Session:
        if package.card.network.is_graph or not package.graph.is_file():
            from engine.backends.onnx_cpu import OnnxCpu

            return OnnxCpu().open(package)
        exact = isinstance(package.card.network, Looking)  # all tiles hang on what it finds, once for a picture
        session = self._opened(package, "f32") if exact or self.numbers == "f32" else self._in_half(package)
        return in_few_shapes(session, step_for(package, STEP)) if may_be_larger(package) else session

    def interrupt(self) -> None:
        self._ended, running = True, self._running
        if running is not None:
            running.cancel()

    def versions(self) -> dict[str, str]:
        return {"openvino": str(openvino.get_version())}

    def _opened(self, package: Package, numbers: str) -> Session:
        """In those `numbers`, as OpenVINO calls them."""
        settings = {
            "INFERENCE_PRECISION_HINT": numbers,
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": os.cpu_count() or 1,
            "CPU_RUNTIME_CACHE_CAPACITY": SHAPES,
        }
        try:
            model = self._core.read_model(io.BytesIO(_graph(package)))
            opened = _Model(self._core.compile_model(model, "CPU", settings))
        except Exception as error:  # OpenVINO's own errors have no common base
            raise PackageDamaged(f"the weights in {package.folder} do not fit the network on the card: {error}") from error

        def answer(*given: Tiles) -> Tiles:
            return self._run(opened, given)

        return answer

    def _run(self, model: _Model, given: tuple[Tiles, ...]) -> Tiles:
        """Raises MemoryError, Interrupted."""
        self._let_others_rest(model)
        request = model.request
        arrays = [np.ascontiguousarray(array) for array in given]  # tensors look into them, and do not keep them
        for place, array in enumerate(arrays):
            request.set_input_tensor(place, openvino.Tensor(array, shared_memory=True))
        self._running = request
        try:
            if not self._ended:
                request.start_async()
                request.wait()
        except RuntimeError as error:
            if not self._ended and ("alloc" in str(error) or "memory" in str(error)):
                raise MemoryError(str(error).splitlines()[0]) from error
            if not self._ended:
                raise
        finally:
            ended, self._ended, self._running = self._ended, False, None
        if ended:  # nobody wants it any more
            raise Interrupted
        return np.array(request.get_output_tensor(0).data)

    def _let_others_rest(self, model: _Model) -> None:
        """Each model keeps the memory of its largest tile: what has found damage keeps it while another paints for hours."""
        if self._busy is None or self._busy() is not model:
            self._busy, self._in_a_row = weakref.ref(model), 0
        self._in_a_row += 1
        self._awake.add(model)
        if self._in_a_row == PATIENT:
            for other in [other for other in self._awake if other is not model]:
                other.compiled.release_memory()
                self._awake.remove(other)

    def _in_half(self, package: Package) -> Session:
        """In half precision, if it answers so as it does in float32: some lose more than the eye forgives."""
        half = self._opened(package, self.numbers)
        return half if agrees(self, package, lambda: self._compared(package, half)) else self._opened(package, "f32")

    def _compared(self, package: Package, half: Session) -> bool:
        exact, given = self._opened(package, "f32"), [specimen(package.card.network)]
        if package.card.network.facts:
            given.append(self._opened(package.looking, "f32")(*given))
        return alike(package.card.network, exact(*given), half(*given))


class _Model:
    """A model that is open."""

    def __init__(self, compiled: openvino.CompiledModel) -> None:
        self.compiled = compiled
        self.request = compiled.create_infer_request()


class OpenVinoBf16(OpenVino):
    name = "openvino-bf16"
    title = "CPU (OpenVINO, bf16)"
    numbers = "bf16"


def _graph(package: Package) -> bytes:
    """The design's graph, with the weights in it."""
    return with_weights(package.graph.read_bytes(), package.graph_weights())
