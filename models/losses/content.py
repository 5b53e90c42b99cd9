"""The content loss (Gatys et al. 2016): what is in a picture and where, whatever hand it is painted in."""

import torch

from models.feature_loss import FeatureLoss, relative_distance
from models.loss import LossFunction


class Content(FeatureLoss, tag="content", frozen=True):
    """Compares the features of a middle layer, which know of things more than of colours and strokes, with the photograph's."""

    layers: tuple[str, ...] = ("fire4",)

    def build(self, device: torch.device) -> LossFunction:
        return self.compared(relative_distance, device)
