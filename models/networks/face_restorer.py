"""A network that restores faces, which spandrel builds from its weights: GFPGAN (Wang et al. 2021), RestoreFormer (Wang et al.
2022), and CodeFormer (Zhou et al. 2022) where the extra architectures of spandrel are installed.
"""

from collections.abc import Mapping
from typing import Any, Literal

import torch
from torch import Tensor, nn

from models.fixed_network import FixedNetwork


class FaceRestorer(FixedNetwork, tag="face-restorer", frozen=True):
    """To (B, side, side, 3) in 0 to 1: the face, restored. It must be aligned to five landmarks."""

    architecture: str = "GFPGAN"
    """Its id in spandrel's registry."""

    @property
    def faces(self) -> Literal["", "find", "recognise", "restore"]:
        return "restore"

    def with_weights(self, tensors: Mapping[str, Tensor]) -> nn.Module:
        from models.spandrel_door import described

        return SignedFace(described(self.architecture, tensors).model.float())


class SignedFace(nn.Module):
    """A network that takes and gives -1 to 1, as all of these do, and may answer with more than the picture: that comes first.

    spandrel's own way of calling GFPGAN leaves the change of range out. Some of them mix random numbers in (the noise of
    StyleGAN2): they are the same each time, so that a face is restored twice alike.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, faces: Tensor) -> Tensor:  # (B, 3, H, W) in 0 to 1 -> the same
        answers: list[Tensor] = []
        for face in faces:
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(0)
                answer: Any = self.network(face[None] * 2 - 1)
            answers.append(answer if isinstance(answer, Tensor) else answer[0])
        return ((torch.cat(answers) + 1) / 2).clamp(0, 1)
