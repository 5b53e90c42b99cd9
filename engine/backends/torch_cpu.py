"""torch on the CPU, float32, channels last."""

from __future__ import annotations

import torch

from engine.backends.backend import Backend, Session, Tiles
from models.package import Package


class TorchCpu(Backend):
    name = "torch-cpu"
    title = "CPU (torch)"

    def open(self, package: Package) -> Session:
        """A graph of another program is run by onnxruntime."""
        if package.card.network.is_graph:
            from engine.backends.onnx_cpu import OnnxCpu

            return OnnxCpu().open(package)
        network = package.card.network.answering(package.network())

        def answer(*given: Tiles) -> Tiles:
            try:
                with torch.inference_mode():
                    return network(*map(torch.from_numpy, given)).contiguous().numpy()
            except RuntimeError as error:
                if "allocate memory" in str(error):
                    raise MemoryError(str(error)) from error
                raise

        return answer

    def versions(self) -> dict[str, str]:
        return {"torch": str(torch.__version__)}
