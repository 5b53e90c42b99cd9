"""The perceptual loss (Johnson et al. 2016): distance between the features of a network that knows pictures."""

import torch

from models.feature_loss import FeatureLoss, relative_distance
from models.loss import LossFunction


class Perceptual(FeatureLoss, tag="perceptual", frozen=True):
    """Compares what a recognition network sees: texture and structure, rather than single pixels."""

    layers: tuple[str, ...] = ("fire2", "fire4", "fire8")

    def build(self, device: torch.device) -> LossFunction:
        return self.compared(relative_distance, device)
