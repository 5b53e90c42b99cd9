"""A damage: one thing that happens to a photograph between the lens and the scan, and ageing, which is several in order."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, NamedTuple

import msgspec
import torch
from msgspec import Meta
from torch import Tensor

Range = Annotated[tuple[float, float], Meta(description="smallest and largest")]


class Damage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The options of a damage; `apply` does it to every picture of a batch, each with its own random numbers.

    Pictures are (B, 3, H, W), about 0 to 1, sRGB-encoded; the result may leave the range, as light does, until something
    clips it (JPEG, 8 bits). The same generator state gives the same result.
    """

    probability: Annotated[float, Meta(ge=0, le=1, title="How often")] = 1.0
    kept: Annotated[bool, Meta(title="Not to be undone", description="the original shows it as well")] = False

    def apply(self, pictures: Tensor, random: torch.Generator) -> Tensor:
        raise NotImplementedError


class Aged(NamedTuple):
    damaged: Tensor  # (B, 3, H, W)
    original: Tensor  # (B, 3, H, W): what a perfect restorer makes of it; with the damages that are to be kept
    noise: Tensor  # (B, 1, 1, 1): noise level of `damaged`, 0 to 1 (see noise_level); 0 if nobody asked for it
    hidden: Tensor  # (B, 1, H, W): how much of the original is hidden by what covers it, 0 to 1 (see Covers)


Strike = Callable[[Tensor], Tensor]
"""What one damage does to the pictures of a batch; every time the same, with the same random numbers."""


def age(pictures: Tensor, damages: tuple[Damage, ...], random: torch.Generator, levels: bool = True) -> Aged:
    """Apply damages in order, the order of their physics: lens, film, time, scanner, file.

    For the noise level two copies go through, one of them without the noise and grain; the difference is the noise as a
    scanner sees it (amplified by stretching, cut down by JPEG), whose level the network is told. `levels`: whether it is.
    """
    damaged = noiseless = original = pictures
    seen = torch.ones_like(pictures[:, :1])
    for damage in damages:
        chosen = torch.rand(len(pictures), generator=random) < damage.probability
        seed = int(torch.randint(2**62, (), generator=random))
        if not chosen.any():
            continue
        if isinstance(damage, Covers):
            layer = _layer(damage, pictures[chosen], seed)
            strike: Strike = partial(_laid_over, layer, chosen)
            if not damage.kept:
                seen = _struck(seen, chosen, seen[chosen] * (1 - _hidden(*layer)))
        else:
            strike = partial(_apply, damage, chosen, seed)
        damaged = strike(damaged)
        if levels and not isinstance(damage, AddsNoise):
            noiseless = strike(noiseless)
        original = strike(original) if damage.kept else original
    level = noise_level(damaged - noiseless) if levels else pictures.new_zeros(len(pictures), 1, 1, 1)
    return Aged(damaged, original.clamp(0, 1), level, 1 - seen)


def _struck(before: Tensor, chosen: Tensor, those: Tensor) -> Tensor:
    """The batch, with `those` in place of the chosen."""
    after = before.clone()
    after[chosen] = those
    return after


def _apply(damage: Damage, chosen: Tensor, seed: int, before: Tensor) -> Tensor:
    return _struck(before, chosen, damage.apply(before[chosen], torch.Generator().manual_seed(seed)))


def _layer(damage: Damage, pictures: Tensor, seed: int) -> tuple[Tensor, Tensor]:
    """What it makes of a black and of a white picture, (B, 3, H, W) each; so it need not be drawn again for every copy."""
    black, white = torch.zeros_like(pictures), torch.ones_like(pictures)
    return (
        damage.apply(black, torch.Generator().manual_seed(seed)),
        damage.apply(white, torch.Generator().manual_seed(seed)),
    )


def _laid_over(layer: tuple[Tensor, Tensor], chosen: Tensor, before: Tensor) -> Tensor:
    return _struck(before, chosen, torch.lerp(*layer, before[chosen]))


def _hidden(black: Tensor, white: Tensor) -> Tensor:
    """(B, 1, H, W), 0 to 1, by what a damage makes of a black and of a white picture: light it takes away, and adds."""
    parts = torch.stack([1 - (white - black), black, white - 1])
    return parts.abs().amax(dim=(0, 2)).unsqueeze(1).clamp(0, 1)


class AddsNoise(Damage, frozen=True):
    """A damage that adds noise or grain."""


class Covers(Damage, frozen=True):
    """A damage that lies over some of the picture, and changes each pixel by itself: out = through * in + own.

    How much light of the picture comes through is seen by what it does to a white and to a black one.
    """


def noise_level(noise: Tensor) -> Tensor:
    """(B, 1, 1, 1): the standard deviation of the white noise with as much energy in the finest diagonal detail.

    The diagonal Haar coefficients (a - b - c + d) / 2 of white noise have its own standard deviation; of pictures they hold
    the least (Donoho & Johnstone 1994). For white noise this is sigma; for soft grain it is less, and just what can be
    measured on a scan.
    """
    height, width = noise.shape[-2] // 2 * 2, noise.shape[-1] // 2 * 2
    noise = noise[..., :height, :width]
    top, bottom = noise[..., ::2, :], noise[..., 1::2, :]
    diagonal = (top[..., ::2] - top[..., 1::2] - bottom[..., ::2] + bottom[..., 1::2]) / 2
    return diagonal.square().mean(dim=(1, 2, 3), keepdim=True).sqrt()


def uniform(limits: tuple[float, float], shape: tuple[int, ...], random: torch.Generator) -> Tensor:
    low, high = limits
    return low + (high - low) * torch.rand(shape, generator=random)
