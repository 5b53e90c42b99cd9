"""The least-squares objective (Mao et al. 2017, LSGAN)."""

from torch import Tensor

from models.objective import Objective


class LeastSquares(Objective, tag="least-squares", frozen=True):
    """Pulls every logit towards 1 (real) or 0 (fake); also what fools the discriminator too well is pulled back."""

    def discriminator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return ((real - 1).square().mean() + fake.square().mean()) / 2

    def generator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return (fake - 1).square().mean() / 2
