"""PatchGAN (Isola et al. 2017): judges overlapping patches, so it learns texture and needs few weights."""

from itertools import pairwise
from typing import Annotated

from msgspec import Meta
from torch import Tensor, nn
from torch.nn.functional import dropout

from models.discriminator import Discriminator, Judge, activated, centred, convolution, of_class


class Patch(Discriminator, tag="patch", frozen=True):
    """With three layers each logit sees 70 pixels; a picture must have 3 * 2 ** layers on each side."""

    width: Annotated[int, Meta(ge=1, title="Channels of the first layer")] = 48
    layers: Annotated[int, Meta(ge=1, le=6, title="Layers that halve the resolution")] = 3
    spectral_norm: Annotated[bool, Meta(title="Spectral norm")] = True
    dropout: Annotated[float, Meta(ge=0, lt=1, title="Dropout")] = 0.0

    def build(self) -> Judge:
        return _Patch(self)


class _Patch(Judge):
    def __init__(self, design: Patch) -> None:
        super().__init__()
        widths = [3, *(design.width * 2 ** min(level, 3) for level in range(design.layers + 1))]
        self.stages = nn.ModuleList(
            convolution(before, after, 4, stride=2 if level < design.layers else 1, normed=design.spectral_norm)
            for level, (before, after) in enumerate(pairwise(widths))
        )
        self.last = convolution(widths[-1], max(1, design.classes), 4, normed=design.spectral_norm)
        self.dropout = design.dropout

    def features(self, pictures: Tensor, labels: Tensor | None = None) -> list[Tensor]:
        seen: list[Tensor] = []
        carried = centred(pictures)
        for stage in self.stages:
            seen.append(activated(stage(carried)))
            carried = dropout(seen[-1], self.dropout, self.training)
        return [*seen, of_class(self.last(carried), labels)]
