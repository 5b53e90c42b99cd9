"""The patch-wise contrastive loss (Park et al. 2020, CUT): a patch of the painting should tell of which patch it was made."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, normalize


class PatchContrast(nn.Module):
    """Compares the features of a picture and of its translation, both taken from the encoder of the generator.

    Has weights of its own (a head for each layer), which learn together with the generator. `channels` are those of the
    layers; `patches` places are looked at in each.
    """

    def __init__(self, channels: Sequence[int], width: int = 256, patches: int = 256, temperature: float = 0.07) -> None:
        super().__init__()
        self.patches = patches
        self.temperature = temperature
        self.heads = nn.ModuleList(
            nn.Sequential(nn.Linear(count, width), nn.ReLU(), nn.Linear(width, width)) for count in channels
        )

    def forward(
        self, source_features: Sequence[Tensor], translated_features: Sequence[Tensor], generator: torch.Generator
    ) -> Tensor:
        """For each layer (B, C, h, w), the same in both, to one number from 0 (told apart with certainty) up.

        Chance is log(patches). The same state of `generator` chooses the same places. The source is what to find, and has
        no part in the gradient.
        """
        with torch.autocast(source_features[0].device.type, enabled=False):
            layers = zip(self.heads, source_features, translated_features, strict=True)
            return torch.stack([self._layer(*layer, generator) for layer in layers]).mean()

    def _layer(self, head: nn.Module, source: Tensor, translated: Tensor, generator: torch.Generator) -> Tensor:
        places = torch.randperm(source.shape[2] * source.shape[3], generator=generator, device=generator.device)
        places = places[: self.patches].to(source.device)

        def told(features: Tensor) -> Tensor:  # (B, patches, width), of length 1
            return normalize(head(features.float().flatten(2)[:, :, places].transpose(1, 2)), dim=2, eps=1e-6)

        with torch.no_grad():
            keys = told(source)
        likeness = told(translated) @ keys.transpose(1, 2) / self.temperature  # of each patch to each within its picture
        right = torch.arange(len(places), device=source.device).expand(len(source), -1)
        return cross_entropy(likeness.flatten(0, 1), right.flatten())
