"""Gradient penalties: how steep a discriminator may be, so that the game stays calm."""

from collections.abc import Callable
from typing import TypeAlias

import torch
from torch import Tensor

LogitsFunction: TypeAlias = Callable[[Tensor], Tensor]
"""A discriminator: pictures (B, ...) to raw logits (B, ...)."""


def squared_gradients(discriminator: LogitsFunction, pictures: Tensor) -> Tensor:
    """(B,): for each picture, the squared length of the gradient of its summed logits, divided by how many they are.

    The division makes a penalty mean the same for one logit as for a map of them: logits that look at different parts
    count as if each had a picture of its own. It is float32 even under autocast, because the squares of small gradients
    vanish in fewer bits; and it can be differentiated again, which is how the discriminator learns from it.
    """
    with torch.autocast(pictures.device.type, enabled=False):
        pictures = pictures.detach().float().requires_grad_()
        logits = discriminator(pictures)
        (gradient,) = torch.autograd.grad(logits.sum(), pictures, create_graph=True)
    return gradient.square().flatten(1).sum(dim=1) * (len(pictures) / logits.numel())


def zero_centred(discriminator: LogitsFunction, pictures: Tensor) -> Tensor:
    """The mean squared gradient (Mescheder et al. 2018): R1 at real pictures, R2 at fake ones."""
    return squared_gradients(discriminator, pictures).mean()


def one_centred(discriminator: LogitsFunction, real: Tensor, fake: Tensor, random: torch.Generator) -> Tensor:
    """How far the gradient is from length 1 somewhere between each real picture and a fake one (Gulrajani et al. 2017)."""
    share = torch.rand((len(real), *[1] * (real.ndim - 1)), generator=random, device=random.device).to(real.device)
    lengths = (squared_gradients(discriminator, torch.lerp(fake.float(), real.float(), share)) + 1e-12).sqrt()
    return (lengths - 1).square().mean()
