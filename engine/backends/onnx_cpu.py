"""onnxruntime on the CPU, float32: the graph comes without weights, and is given them when a session opens."""

from __future__ import annotations

import os

import numpy as np
import onnxruntime

from engine.backend import Backend, Interrupted, Session, Tiles
from models.package import Package, PackageDamaged


class OnnxCpu(Backend):
    name = "cpu"
    title = "CPU (onnxruntime)"

    def __init__(self) -> None:
        self._running = onnxruntime.RunOptions()  # of the run under way, or of the next

    def open(self, package: Package) -> Session:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = os.cpu_count() or 1
        options.log_severity_level = 3
        session = _session(package, options)
        given, wanted = session.get_inputs()[0].name, session.get_outputs()[0].name

        def answer(tiles: Tiles) -> Tiles:
            try:
                (result,) = session.run([wanted], {given: np.ascontiguousarray(tiles)}, self._running)
            except Exception as error:
                if self._running.terminate:
                    raise Interrupted from error
                if "bad_alloc" in str(error) or "allocate memory" in str(error):
                    raise MemoryError(str(error)) from error
                raise
            finally:
                self._running = onnxruntime.RunOptions()
            assert isinstance(result, np.ndarray)
            return result

        return answer

    def interrupt(self) -> None:
        self._running.terminate = True

    def versions(self) -> dict[str, str]:
        return {"onnxruntime": onnxruntime.__version__}


def _session(package: Package, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    """onnxruntime refers to the given weights until the session is made, so they are kept until then."""
    weights = {f"network.{name}": tensor.numpy() for name, tensor in package.tensors().items()}
    graph = package.graph
    if not graph.is_file():
        raise PackageDamaged(f"there is no graph {graph.name} for the network of {package.folder}: it runs with torch only")
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    try:
        return onnxruntime.InferenceSession(graph.read_bytes(), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors have no common base
        raise PackageDamaged(f"the weights in {package.folder} do not fit the network on the card: {error}") from error
