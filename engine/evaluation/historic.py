"""Historic photographs made of clean ones: processes as damages, with noise, the same every time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from engine.pixels import Pixels
from engine.sheets import Copy
from models.damage import Damage, age
from models.damages.eight_bits import EightBits
from models.damages.fading import Fading
from models.damages.monochrome import Monochrome
from models.damages.noise import Noise
from models.damages.toning import Toning

if TYPE_CHECKING:
    from torch import Tensor

GREY = Monochrome(emulsion=1.0, kept=True)  # which grey it was is nothing that could be undone

PROCESSES: dict[str, tuple[Damage, ...]] = {
    "daguerreotype": (  # a mirror of silver: cool, flat, its edges and corners tarnished
        GREY,
        Fading(common=1, gamma=(1.0, 1.3), gain=(0.45, 0.65), lift=(0.1, 0.2), uneven=(0.15, 0.4), paper=(0.15, 0.35)),
        Toning(amount=(1, 1), green=(1.0, 1.025), blue=(1.03, 1.07)),
    ),
    "albumen": (  # egg white yellows where there is little silver, and the highlights fade first
        GREY,
        Fading(common=1, gamma=(0.75, 1.0), gain=(0.6, 0.8), lift=(0.12, 0.22), uneven=(0.05, 0.3), paper=(0.8, 0.95)),
        Toning(amount=(1, 1), green=(0.86, 0.92), blue=(0.6, 0.74)),
    ),
    "sepia": (Monochrome(emulsion=0.5, kept=True), Toning(amount=(1, 1), green=(0.82, 0.9), blue=(0.55, 0.7))),
    "orthochromatic": (GREY,),
    "faded colour": (Fading(common=0.2, gamma=(0.8, 1.4), gain=(0.5, 0.9), lift=(0.05, 0.2), uneven=(0.0, 0.2)),),
    "modern colour": (),
}


class Historic(NamedTuple):
    """One photograph, three times; (height, width, 3), 0 to 1."""

    scan: Pixels  # of the print: with noise, in 8 bits
    print: Pixels  # what the process made of the photograph, without noise
    photograph: Pixels  # before its ageing; of a monochrome process, in the grey of its emulsion


def historic(photograph: Copy, name: str, process: str, sigma: float, seed: int = 0) -> Historic:
    """The seed and the name decide on everything random; the print is the same for each noise level."""
    import torch

    damages = PROCESSES[process]
    pictures = torch.from_numpy(np.asarray(photograph / 255, np.float32)).permute(2, 0, 1)[None]
    chance = crc32(os.fsencode(name), seed)
    print_ = age(pictures, damages, torch.Generator().manual_seed(chance))
    noise = Noise(sigma=(sigma, sigma))
    scanned = age(pictures, (*damages, noise, EightBits()), torch.Generator().manual_seed(chance))
    return Historic(_pixels(scanned.damaged), _pixels(print_.damaged.clamp(0, 1)), _pixels(print_.original))


def monochrome(process: str) -> bool:
    return any(isinstance(damage, Monochrome) for damage in PROCESSES[process])


def _pixels(pictures: Tensor) -> Pixels:
    return np.ascontiguousarray(pictures[0].permute(1, 2, 0).numpy())
