"""Lamps: signs that a game goes wrong, said in words while it can still be helped.

Outputs that no longer depend on inputs, a discriminator
that is always or never right, wild gradients, colours that drift, checkerboards.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from engine.training.distances import diversity

ALIKE, NEARLY_ALIKE = 0.3, 0.5  # of the diversity of the originals
SURE, HELPLESS = 0.95, 0.55  # how often the discriminator is right
WILD = 10.0  # times the usual gradient
DRIFT = 12 / 255  # of the mean colour
CHECKERED = 1.5  # times the finest detail of the originals
SETTLED = 50  # steps until gradients are what they usually are
USUAL = 0.98  # memory of the usual gradient


class Lamp(NamedTuple):
    message: str
    serious: bool


class Gradients:
    """Remembers how long gradients usually are."""

    def __init__(self) -> None:
        self._usual: float | None = None
        self._count = 0

    def seen(self, length: float) -> Lamp | None:
        usual, self._count = self._usual, self._count + 1
        self._usual = length if usual is None else length + (usual - length) * USUAL
        if usual is None or self._count < SETTLED or length < WILD * usual:
            return None
        return Lamp(f"the gradient is {length / usual:.0f} times longer than usual", serious=False)


def lit_by_accuracy(facts: dict[str, float]) -> list[Lamp]:
    """Whether a discriminator has won or lost."""
    lamps: list[Lamp] = []
    for name, accuracy in facts.items():
        if not name.endswith(" accuracy"):
            continue
        who = name.removesuffix(" accuracy")
        if accuracy > SURE:
            lamps.append(
                Lamp(f"the {who} is right {accuracy:.0%} of the time: the generator learns little from it", serious=False)
            )
        elif accuracy < HELPLESS:
            lamps.append(Lamp(f"the {who} is right {accuracy:.0%} of the time: it sees no difference any more", serious=False))
    return lamps


@torch.inference_mode()
def lit_by_pictures(painted: Tensor, given: Tensor, hoped_for: Tensor) -> list[Lamp]:
    """What held-out pictures show, (B, 3, H, W) each, 0 to 1; B at least 2."""
    painted, given, hoped_for = (pictures.float().clamp(0, 1) for pictures in (painted, given, hoped_for))
    lamps: list[Lamp] = []
    if (share := diversity(painted, given)) < NEARLY_ALIKE:
        lamps.append(Lamp(f"the results differ {share:.0%} as much as the pictures they are made from", share < ALIKE))
    drift = (painted.mean(dim=(0, 2, 3)) - hoped_for.mean(dim=(0, 2, 3))).abs().max().item()
    if drift > DRIFT:
        lamps.append(Lamp(f"the colours have drifted by {drift * 255:.0f} of 255", serious=drift > 2 * DRIFT))
    if (ratio := _finest(painted) / max(_finest(hoped_for), 1e-4)) > CHECKERED:
        lamps.append(Lamp(f"the finest detail is {ratio:.1f} times as strong as it should be: a checkerboard?", serious=False))
    return lamps


def _finest(pictures: Tensor) -> float:
    """The strength of what changes from every second pixel to the next, alike in rows and columns."""
    luma = pictures.mean(dim=1, keepdim=True)
    pairs = luma[..., : luma.shape[-2] // 2 * 2, : luma.shape[-1] // 2 * 2]
    signs = pairs.new_tensor([[1.0, -1.0], [-1.0, 1.0]]).repeat(pairs.shape[-2] // 2, pairs.shape[-1] // 2)
    return avg_pool2d(pairs * signs, 8).square().mean().sqrt().item()
