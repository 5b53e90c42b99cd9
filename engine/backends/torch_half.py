"""torch in half precision, channels last: on the processor, or on whatever card a subclass names."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from engine.backends.backend import Backend, Session, Tiles
from engine.backends.half_precision import agrees, alike, specimen
from models.modules.channels_last import channels_last
from models.package import Package

FULL = ("out of memory", "alloc")  # what errors of full cards say


class TorchHalf(Backend):
    """`place` and `half` say where, and with which numbers."""

    place = "cpu"
    half: torch.dtype = torch.bfloat16

    def open(self, package: Package) -> Session:
        """A graph of another program is run by onnxruntime, on the processor."""
        if package.card.network.is_graph:
            return _by_onnxruntime(package)
        network = package.card.network.answering(package.network()).to(self.place)
        network = channels_last(network)
        half = self._agrees(network, package)
        if not half and self.place == "cpu":  # where onnxruntime leads in float32
            return _by_onnxruntime(package)

        def answer(*given: Tiles) -> Tiles:
            try:
                with torch.inference_mode():
                    sent = [self._sent(torch.from_numpy(one)) for one in given]
                    return self._run(network, sent, half).float().contiguous().cpu().numpy()
            except RuntimeError as error:
                if any(word in str(error).lower() for word in FULL):
                    self._let_go()
                    raise MemoryError(str(error).splitlines()[0]) from error
                raise

        return answer

    def versions(self) -> dict[str, str]:
        return {"torch": str(torch.__version__)}

    def _run(self, network: nn.Module, sent: list[Tensor], half: bool = True) -> Tensor:
        """In half precision, and where that cannot hold the numbers, in float32."""
        if half:
            with torch.autocast(torch.device(self.place).type, self.half):
                narrow: Tensor = network(*sent)
            if bool(torch.isfinite(narrow).all()):
                return narrow
        full: Tensor = network(*sent)
        return full

    def _agrees(self, network: nn.Module, package: Package) -> bool:
        """Whether the model answers in half precision as it does in float32: some lose more than the eye forgives."""
        design = package.card.network

        def ask() -> bool:
            with torch.inference_mode():
                sent = [self._sent(torch.from_numpy(specimen(design)))]
                if design.facts:
                    looking = package.looking
                    sent.append(looking.card.network.answering(looking.network()).to(self.place)(*sent))
                right, found = network(*sent), self._run(network, sent)
                return alike(design, right.float().cpu().numpy(), found.float().cpu().numpy())

        return agrees(self, package, ask)

    def _sent(self, tiles: Tensor) -> Tensor:
        return tiles.to(self.place)

    def _let_go(self) -> None:
        """Of memory that is kept for the next run."""


class TorchBf16(TorchHalf):
    """On processors that multiply bfloat16 by themselves: about twice as quick as float32."""

    name = "torch-bf16"
    title = "CPU (torch, bf16)"


def _by_onnxruntime(package: Package) -> Session:
    from engine.backends.onnx_cpu import OnnxCpu

    return OnnxCpu().open(package)
