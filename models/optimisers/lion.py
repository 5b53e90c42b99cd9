"""Lion (Chen et al. 2023): only the sign of the momentum counts."""

from collections.abc import Iterable

from torch import nn
from torch.optim import Optimizer

from models.optimiser import Betas, LearningRate, OptimiserDesign, WeightDecay


class Lion(OptimiserDesign, tag="lion", frozen=True):
    """Every weight moves by the learning rate: take a fifth of AdamW's, and five times its weight decay."""

    learning_rate: LearningRate = 2e-4
    betas: Betas = (0.9, 0.99)
    weight_decay: WeightDecay = 0.0

    def build(self, parameters: Iterable[nn.Parameter]) -> Optimizer:
        import pytorch_optimizer  # a large library, which other runs need not load

        return pytorch_optimizer.Lion(list(parameters), lr=self.learning_rate, betas=self.betas, weight_decay=self.weight_decay)
