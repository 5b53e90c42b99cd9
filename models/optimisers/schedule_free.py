"""Schedule-free AdamW (Defazio et al. 2024): averages its weights instead of lowering its learning rate."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from torch import nn
from torch.optim import Optimizer

from models.optimiser import LearningRate, OptimiserDesign, WeightDecay

FirstMemory = Annotated[float, Meta(gt=0, lt=1)]
SecondMemory = Annotated[float, Meta(ge=0, lt=1)]


class ScheduleFree(OptimiserDesign, tag="schedule-free", frozen=True):
    """Good at every moment, however long the run. For one network alone: a game of two wants a shorter memory (0.5)."""

    learning_rate: LearningRate = 2.5e-3
    betas: Annotated[tuple[FirstMemory, SecondMemory], Meta(title="Share of the average, memory of the gradient's size")] = (
        0.9,
        0.999,
    )
    weight_decay: WeightDecay = 0.0
    warm_up: Annotated[int, Meta(ge=0, title="Steps until the learning rate is whole")] = 500

    @property
    def scheduled(self) -> bool:
        return False

    def build(self, parameters: Iterable[nn.Parameter]) -> Optimizer:
        import pytorch_optimizer  # a large library, which other runs need not load

        return pytorch_optimizer.ScheduleFreeAdamW(
            list(parameters), lr=self.learning_rate, betas=self.betas, weight_decay=self.weight_decay, warmup_steps=self.warm_up
        )
