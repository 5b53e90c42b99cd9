"""torch on graphics cards: half precision, and copies from pinned memory."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.backends.torch_half import TorchHalf
from engine.errors import DeviceUnknown

HINT = "pytorch.org says which build is for which card. Without it the processor computes."


class TorchCuda(TorchHalf):
    """NVIDIA's cards, and AMD's where torch is built for ROCm, which goes by the same name."""

    name = "cuda"
    title = "GPU (torch)"
    place, half, batch = "cuda", torch.float16, 4

    def __init__(self) -> None:
        if not torch.cuda.is_available():
            raise DeviceUnknown("this PyTorch is not built for the graphics card, or its driver is too old", HINT)
        torch.backends.cudnn.benchmark = True  # tiles have few sizes
        self.title = f"{torch.cuda.get_device_name()} (torch)"

    def versions(self) -> dict[str, str]:
        driver = {"cuda": str(torch.version.cuda)} if torch.version.cuda else {"hip": str(torch.version.hip)}
        return super().versions() | driver

    def card_room(self) -> int:
        free, _ = torch.cuda.mem_get_info()
        return free // 2 // self.batch

    def _sent(self, tiles: Tensor) -> Tensor:
        return tiles.pin_memory().to(self.place, non_blocking=True)

    def _let_go(self) -> None:
        torch.cuda.empty_cache()


class TorchMps(TorchHalf):
    """Apple's chips."""

    name = "mps"
    title = "Apple GPU (torch)"
    place, half, batch = "mps", torch.float16, 4

    def __init__(self) -> None:
        if not torch.backends.mps.is_available():
            raise DeviceUnknown("this PyTorch cannot use the graphics card of this Mac", HINT)

    def _let_go(self) -> None:
        torch.mps.empty_cache()
