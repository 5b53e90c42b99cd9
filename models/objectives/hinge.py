"""The hinge objective (Lim & Ye 2017)."""

from torch import Tensor
from torch.nn.functional import relu

from models.objective import Objective


class Hinge(Objective, tag="hinge", frozen=True):
    """Stops teaching the discriminator where it is sure; goes with a spectral norm."""

    def discriminator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return relu(1 - real).mean() + relu(1 + fake).mean()

    def generator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return -fake.mean()
