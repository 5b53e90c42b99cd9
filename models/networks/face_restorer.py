"""A network that restores faces, which spandrel builds from its weights: GFPGAN (Wang et al. 2021), RestoreFormer (Wang et al.
2022), and CodeFormer (Zhou et al. 2022) where the extra architectures of spandrel are installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from models.fixed_network import FixedNetwork

if TYPE_CHECKING:
    from torch import Tensor, nn


class FaceRestorer(FixedNetwork, tag="face-restorer", frozen=True):
    """To (B, side, side, 3) in 0 to 1: the face, restored. It must be aligned to five landmarks."""

    architecture: str = "GFPGAN"
    """Its id in spandrel's registry."""

    @property
    def faces(self) -> Literal["", "find", "recognise", "restore"]:
        return "restore"

    def with_weights(self, tensors: Mapping[str, Tensor]) -> nn.Module:
        from models.modules.signed_face import SignedFace
        from models.spandrel_door import described

        return SignedFace(described(self.architecture, tensors).model.float())
