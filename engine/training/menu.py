"""What a training plan can choose from: every module of models/ that offers a choice, as a type that msgspec can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

import models.damages
import models.discriminators
import models.losses
import models.networks
import models.objectives
import models.optimisers
from models.choices import choices
from models.damage import Damage
from models.discriminator import Discriminator
from models.loss import Loss
from models.network import NetworkDesign
from models.objective import Objective
from models.optimiser import OptimiserDesign

DAMAGES = choices(models.damages, Damage)
DISCRIMINATORS = choices(models.discriminators, Discriminator)
LOSSES = choices(models.losses, Loss)
NETWORKS = tuple(kind for kind in choices(models.networks, NetworkDesign) if kind().learns)
OBJECTIVES = choices(models.objectives, Objective)
OPTIMISERS = choices(models.optimisers, OptimiserDesign)

if TYPE_CHECKING:
    AnyDamage = Damage
    AnyDiscriminator = Discriminator
    AnyLoss = Loss
    AnyNetwork = NetworkDesign
    AnyObjective = Objective
    AnyOptimiser = OptimiserDesign
else:  # msgspec picks the choice by its tag
    AnyDamage = Union[DAMAGES]
    AnyDiscriminator = Union[DISCRIMINATORS]
    AnyLoss = Union[LOSSES]
    AnyNetwork = Union[NETWORKS]
    AnyObjective = Union[OBJECTIVES]
    AnyOptimiser = Union[OPTIMISERS]
