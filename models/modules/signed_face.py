"""A network of another program that restores faces, in the range of the others."""

from typing import Any

import torch
from torch import Tensor, nn


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
