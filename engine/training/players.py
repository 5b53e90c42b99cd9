"""The networks of a run with all that must be saved, so that it can go on later as if never stopped."""

from __future__ import annotations

import os
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer

from engine.errors import PlanInvalid
from engine.packages import find_package
from engine.training.plan import TrainingPlan
from models.network import channels_last


@dataclass
class Players:
    generator: nn.Module
    average: nn.Module
    """The running mean of the generator's weights: the one that is measured and exported."""
    optimiser: Optimizer
    step: int = 0

    @classmethod
    def start(cls, plan: TrainingPlan) -> Players:
        """Fresh networks, or with the weights of a package; the same plan gives the same weights.

        Raises ModelInvalid where there is no such package, PlanInvalid where the network cannot be grown from it.
        """
        torch.manual_seed(plan.seed)
        generator = channels_last(plan.network.build())
        if plan.start_from:
            package = find_package(plan.start_from)
            try:
                generator.load_state_dict(plan.network.grown(package.card.network, package.tensors()))
            except ValueError as error:
                raise PlanInvalid(f"the model “{package.card.id}” cannot be the start: {error}") from error
        average = deepcopy(generator).requires_grad_(False).eval()
        return cls(generator, average, plan.optimiser.build(generator.parameters()))

    def state(self) -> dict[str, Any]:
        return {
            "step": self.step,
            "generator": self.generator.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.generator.load_state_dict(state["generator"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])


def save_checkpoint(players: Players, path: Path) -> None:
    """Replaces the last checkpoint only when the new one is whole on disk."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        torch.save(players.state(), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


def load_checkpoint(players: Players, path: Path) -> None:
    try:
        players.restore(torch.load(path, weights_only=True))
    except (RuntimeError, KeyError, ValueError, EOFError, UnpicklingError) as error:
        raise PlanInvalid(f"{path} does not fit the plan, or is damaged: {error}", "Start a new run.") from error
