"""Attacks: changes of a picture within a few levels that spoil its restoration most, found along the error's gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from engine.painting.readers import on_grid
from engine.pixels import Box, Pixels
from engine.sheets import Copy, shown
from models.package import Package

Gradient: TypeAlias = Callable[[Pixels], Pixels]
"""A picture (0 to 1) to the gradient of its restoration's error, of the same shape."""

STEPS = 10  # of PGD, each a quarter of the bound


def random_signs(picture: Copy, bound: int, random: np.random.Generator) -> Copy:
    """The control: as large as FGSM in every pixel, but blind."""
    return within(picture + bound * random.choice((-1.0, 1.0), picture.shape), picture, bound)


def fgsm(picture: Copy, bound: int, gradient: Gradient) -> Copy:
    """One step to the bound (Goodfellow et al. 2015)."""
    return within(picture + bound * np.sign(gradient(np.asarray(picture / 255, np.float32))), picture, bound)


def pgd(picture: Copy, bound: int, gradient: Gradient, random: np.random.Generator) -> Copy:
    """Small steps, each brought back within the bound, from a place chosen at random (Madry et al. 2018)."""
    levels = picture + random.uniform(-bound, bound, picture.shape)
    for _ in range(STEPS):
        levels = levels + bound / 4 * np.sign(gradient(np.asarray(levels / 255, np.float32)))
        levels = np.clip(np.clip(levels, picture - float(bound), picture + float(bound)), 0, 255)
    return within(levels, picture, bound)


def within(levels: np.ndarray, picture: Copy, bound: int) -> Copy:
    """Rounded to 8 bits, so that a file could hold it; nowhere further than the bound from the picture."""
    return shown(np.asarray(np.clip(levels, picture - float(bound), picture + float(bound)) / 255, np.float32))


def gradient_of(package: Package, clean: Copy, noise: float) -> Gradient:
    """Of the squared error that the stage `restore` makes, told the noise (sigma in 8-bit levels), on the CPU in torch.

    The picture goes through the network as the stage sends it when it fits into one tile: mirrored by the network's halo.
    """
    import torch

    design = package.card.network
    network = design.answering(package.network())
    height, width = clean.shape[:2]
    box = on_grid(Box(0, 0, height, width).grown(package.card.halo), design.multiple_of)
    rows = torch.from_numpy(np.pad(np.arange(height), (-box.top, box.bottom - height), mode="reflect"))
    columns = torch.from_numpy(np.pad(np.arange(width), (-box.left, box.right - width), mode="reflect"))
    target = torch.from_numpy(np.asarray(clean / 255, np.float32))
    level = torch.full((1, box.height, box.width, 1), noise / 255)

    def gradient(picture: Pixels) -> Pixels:
        pixels = torch.from_numpy(picture).requires_grad_(True)
        planes = torch.cat([pixels[rows][:, columns][None], level], dim=3)
        restored = network(planes)[0, -box.top : height - box.top, -box.left : width - box.left].clamp(0, 1)
        error = (restored - target).square().sum()
        return torch.autograd.grad(error, pixels)[0].numpy()

    return gradient
