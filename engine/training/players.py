"""The networks of a run with all that must be saved, so that it can go on later as if never stopped."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from engine.errors import PlanInvalid
from engine.packages import find_package
from models.adapters import adapted
from models.modules.channels_last import channels_last
from models.new_inputs import with_new_inputs
from models.optimiser import OptimiserDesign, at_rest

if TYPE_CHECKING:
    from engine.training.plan import TrainingPlan


@dataclass
class Players:
    networks: dict[str, nn.Module]
    averages: dict[str, nn.Module]
    """The running means of the generators' weights: those that are measured and exported."""
    optimisers: dict[str, Optimizer]
    """One for each side of the game."""
    sides: dict[str, list[str]]
    """Which networks each side holds."""
    designs: dict[str, OptimiserDesign]
    """Of each side's optimiser."""
    facts: dict[str, float] = field(default_factory=dict[str, float])
    """What regularisers and lamps remember, by name."""
    best: dict[str, Tensor] = field(default_factory=dict[str, Tensor])
    """The generator's average where the held-out score was highest; empty if that is not asked for."""
    step: int = 0

    @property
    def generator(self) -> nn.Module:
        return self.networks["generator"]

    @property
    def average(self) -> nn.Module:
        return self.averages["generator"]

    @property
    def device(self) -> torch.device:
        return next(self.generator.parameters()).device

    @classmethod
    def start(cls, plan: TrainingPlan, device: torch.device | None = None) -> Players:
        """Fresh networks, or with the weights of a package; the same plan gives the same weights.

        Raises ModelInvalid where there is no such package, PlanInvalid where the network cannot be grown from it.
        """
        torch.manual_seed(plan.seed)
        sides = plan.game.sides(plan)
        networks = {name: network for side in sides.values() for name, network in side.networks.items()}
        networks["generator"] = _begun(networks["generator"], plan)
        networks = {name: channels_last(network.to(device or "cpu")) for name, network in networks.items()}
        averages = {name: deepcopy(networks[name]).requires_grad_(False).eval() for name in sides["generator"].networks}
        optimisers = {
            name: side.optimiser.build([weight for of in side.networks for weight in learning_weights(networks[of])])
            for name, side in sides.items()
        }
        names = {name: list(side.networks) for name, side in sides.items()}
        return cls(networks, averages, optimisers, names, {name: side.optimiser for name, side in sides.items()})

    @property
    def averaged(self) -> bool:
        """Whether the averages follow at every step; an optimiser that averages by itself has its own, see `settle`."""
        return self.designs["generator"].scheduled

    def settle(self) -> None:
        """Make the averages what the optimiser would answer with now, if it is one that averages by itself."""
        if self.averaged:
            return
        with at_rest(self.optimisers["generator"]):
            for name, average in self.averages.items():
                average.load_state_dict(self.networks[name].state_dict())

    def state(self) -> dict[str, Any]:
        parts = {"networks": self.networks, "averages": self.averages, "optimisers": self.optimisers}
        saved: dict[str, Any] = {kind: {name: one.state_dict() for name, one in some.items()} for kind, some in parts.items()}
        return saved | {"facts": self.facts, "best": self.best, "step": self.step}

    def restore(self, state: dict[str, Any]) -> None:
        for kind in ("networks", "averages", "optimisers"):
            for name, one in getattr(self, kind).items():
                one.load_state_dict(state[kind][name])
        self.facts, self.best, self.step = dict(state["facts"]), dict(state["best"]), state["step"]

    def roll_back(self) -> None:
        """Begin again from the averages, which no wild step has reached yet, with fresh optimisers at half the rate."""
        for name, average in self.averages.items():
            self.networks[name].load_state_dict(average.state_dict())
        for name, networks in self.sides.items():
            weights = [weight for of in networks for weight in learning_weights(self.networks[of])]
            self.optimisers[name] = self.designs[name].build(weights)
        self.facts["rate"] = self.facts.get("rate", 1.0) / 2
        self.facts["roll-backs"] = self.facts.get("roll-backs", 0.0) + 1


def _begun(network: nn.Module, plan: TrainingPlan) -> nn.Module:
    """The generator, with the weights that the plan starts from; what should not learn is held still."""
    if plan.start_from:
        package = find_package(plan.start_from)
        known = package.tensors()
        try:
            network.load_state_dict(plan.network.grown(package.card.network, known))
            if plan.only_new:
                return with_new_inputs(network, known)
        except (ValueError, RuntimeError) as error:
            raise PlanInvalid(f"the model “{package.card.id}” cannot be the start: {error}") from error
    elif plan.only_new:
        raise PlanInvalid("“only_new” needs a model that knows the rest", "Name one in `start_from`.")
    return adapted(network, plan.adapters) if plan.adapters else network


def learning_weights(network: nn.Module) -> list[nn.Parameter]:
    """All, unless some are held still beside adapters."""
    return [weight for weight in network.parameters() if weight.requires_grad]
