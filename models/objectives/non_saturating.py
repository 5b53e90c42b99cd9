"""The non-saturating objective (Goodfellow et al. 2014): the first GAN."""

from torch import Tensor
from torch.nn.functional import softplus

from models.objective import Objective


class NonSaturating(Objective, tag="non-saturating", frozen=True):
    """Real or fake as a yes-or-no question; the generator hears most where it is found out."""

    def discriminator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return softplus(-real).mean() + softplus(fake).mean()

    def generator_loss(self, real: Tensor, fake: Tensor) -> Tensor:
        return softplus(-fake).mean()
