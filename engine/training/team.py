"""Several processes that train one network together, each on its share of every batch.

The plan's batch is that of all of them, and the same whatever their number: gradients are averaged before a step is taken,
so the run is that of one process, but for rounding. Start it with `torchrun --nproc-per-node N main.py train RUN`; Lightning
Fabric finds the processes, their devices and how they speak.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, cast

import torch
from torch import Tensor

from engine.errors import PlanInvalid


class Team:
    """One process alone; `Several` is the same for more."""

    size = 1
    rank = 0

    def __init__(self, device: torch.device) -> None:
        self.device = device

    @property
    def leads(self) -> bool:
        """Whether this is the process that writes files and tells events."""
        return self.rank == 0

    def share(self, batch: int) -> tuple[int, int]:
        """First and last of the pictures that are this process's, of a batch. Raises PlanInvalid where it cannot be shared."""
        if batch % self.size:
            raise PlanInvalid(f"a batch of {batch} cannot be shared evenly by {self.size} processes")
        return self.rank * batch // self.size, (self.rank + 1) * batch // self.size

    def average(self, tensors: Iterable[Tensor]) -> None:
        """Replace tensors by their mean over all processes."""

    def any(self, happened: bool) -> bool:
        """Whether it has happened to one of the processes."""
        return happened


class Several(Team):
    """Processes that torchrun has started."""

    def __init__(self) -> None:
        try:
            from lightning_fabric import Fabric
        except ImportError as error:
            raise PlanInvalid("several processes need Lightning Fabric", "pip install 'patina[cluster]'") from error
        self._fabric = Fabric(accelerator="auto", devices=int(os.environ["LOCAL_WORLD_SIZE"]), strategy="ddp",
                              num_nodes=int(os.environ["WORLD_SIZE"]) // int(os.environ["LOCAL_WORLD_SIZE"]))  # fmt: skip
        self._fabric.launch()
        super().__init__(self._fabric.device)
        self.size, self.rank = self._fabric.world_size, self._fabric.global_rank

    def average(self, tensors: Iterable[Tensor]) -> None:
        several = list(tensors)
        flat = torch.cat([tensor.flatten().float() for tensor in several])
        flat = cast(Tensor, self._fabric.all_reduce(flat, reduce_op="mean"))
        for tensor, mean in zip(several, flat.split([tensor.numel() for tensor in several]), strict=True):
            tensor.copy_(mean.view_as(tensor))

    def any(self, happened: bool) -> bool:
        total: Any = self._fabric.all_reduce(torch.tensor(float(happened), device=self.device), reduce_op="sum")
        return bool(total > 0)


def team() -> Team:
    """All processes that were started together, or this one alone."""
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        return Several()
    return Team(torch.device("cuda" if torch.cuda.is_available() else "cpu"))
