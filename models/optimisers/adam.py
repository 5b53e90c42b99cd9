"""Adam (Kingma & Ba 2015), with the short memory that adversarial training asks for (Radford et al. 2016)."""

from collections.abc import Iterable

from torch import nn, optim

from models.optimiser import Betas, LearningRate, OptimiserDesign


class Adam(OptimiserDesign, tag="adam", frozen=True):
    """Follows a running mean of the gradient, scaled by its running size."""

    learning_rate: LearningRate = 2e-4
    betas: Betas = (0.5, 0.999)

    def build(self, parameters: Iterable[nn.Parameter]) -> optim.Optimizer:
        return optim.Adam(parameters, lr=self.learning_rate, betas=self.betas)
