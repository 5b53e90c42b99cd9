"""torch on graphics cards: half precision, and copies from pinned memory."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.backends.torch_half import TorchHalf
from engine.errors import DeviceUnknown

HINT = "pytorch.org says which build is for which card. Without it the processor computes."


def equal_cards() -> list[int]:
    """Numbers of the cards that are of the first one's kind: they answer alike."""
    first = torch.cuda.get_device_properties(0)
    cards = [torch.cuda.get_device_properties(number) for number in range(torch.cuda.device_count())]
    return [number for number, card in enumerate(cards) if (card.name, card.total_memory) == (first.name, first.total_memory)]


class TorchCuda(TorchHalf):
    """NVIDIA's cards, and AMD's where torch is built for ROCm, which goes by the same name."""

    name = "cuda"
    title = "GPU (torch)"
    place, half, batch = "cuda", torch.float16, 4

    def __init__(self, number: int = 0) -> None:
        """`number`: of the card, as CUDA counts those that this process may see."""
        if not torch.cuda.is_available():
            raise DeviceUnknown("this PyTorch is not built for the graphics card, or its driver is too old", HINT)
        if number >= torch.cuda.device_count():
            raise DeviceUnknown(f"there is no card {number} on this machine (there are {torch.cuda.device_count()}, from 0)")
        torch.backends.cudnn.benchmark = True  # tiles have few sizes
        self.place = f"cuda:{number}"
        self.title = f"{torch.cuda.get_device_name(number)} (torch)"

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
