"""The Gram loss (Gatys et al. 2016): style is which features go together, wherever they are in the picture."""

import torch
from torch import Tensor

from models.feature_loss import FeatureLoss, yardstick
from models.loss import LossFunction


class Gram(FeatureLoss, tag="gram", frozen=True):
    """Compares the correlations of features with those of the style picture, which may have another size."""

    layers: tuple[str, ...] = ("conv1", "fire2", "fire3", "fire4", "fire6", "fire8")

    def build(self, device: torch.device) -> LossFunction:
        return self.compared(relative_gram_distance, device)

    def build_each(self, device: torch.device) -> LossFunction:
        return self.compared_each(relative_gram_distance, device)


def relative_gram_distance(found: Tensor, wanted: Tensor) -> Tensor:
    """|G - G'|^2 / |G'|^2 of each picture, (B,); (B, C, h, w) both."""
    gram, gram_wanted = _gram(found), _gram(wanted)
    return _energy(gram - gram_wanted) / yardstick(_energy(gram_wanted), _energy(gram))


def _gram(features: Tensor) -> Tensor:  # (B, C, h, w) -> (B, C, C), the mean over places
    places = features.flatten(2)
    return places @ places.transpose(1, 2) / places.shape[2]


def _energy(grams: Tensor) -> Tensor:  # (B, C, C) -> (B,)
    return grams.square().sum(dim=(1, 2))
