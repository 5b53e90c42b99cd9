"""A toy to compare adversarial objectives with in seconds: 25 small heaps of points, which a generator should find all."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from models.objective import Objective
from models.optimiser import OptimiserDesign, learning, resting

Points: TypeAlias = Callable[[int, torch.Generator], Tensor]
"""(count, random) to real points, (count, 2)."""

SIGMA = 0.05  # of a heap; the heaps are 1 apart
LATENT = 16  # numbers from which the generator makes a point


class Coverage(NamedTuple):
    modes: int  # of 25: heaps that hold at least 20 of 5000 points (Gulrajani et al. 2017; Srivastava et al. 2017)
    quality: float  # 0 to 1: share of the points within three sigma of their heap
    divergence: float  # Kullback-Leibler, of the nearest heaps from evenness: 0 (even) to log 25 (all at one)


def centres() -> Tensor:
    """(25, 2): a grid from -2 to 2."""
    line = torch.arange(-2.0, 3.0)
    return torch.cartesian_prod(line, line)


def gaussians(count: int, random: torch.Generator) -> Tensor:
    """(count, 2): points of the 25 heaps."""
    heaps = torch.randint(25, (count,), generator=random)
    return centres()[heaps] + SIGMA * torch.randn(count, 2, generator=random)


def coverage(points: Tensor) -> Coverage:
    """How well points, (count, 2), match the heaps; look at all three numbers, since a cloud too is even."""
    distance, nearest = torch.cdist(points, centres()).min(dim=1)
    good = distance < 3 * SIGMA
    held = torch.bincount(nearest[good], minlength=25)
    shares = torch.bincount(nearest, minlength=25) / len(points)
    divergence = torch.xlogy(shares, shares * 25).sum()
    return Coverage(int((held >= 20 * len(points) / 5000).sum()), float(good.float().mean()), float(divergence))


def generator(width: int = 96) -> nn.Module:
    """(B, 16) to points (B, 2)."""
    return _layers(LATENT, width, 2)


def discriminator(width: int = 96) -> nn.Module:
    """Points (B, 2) to logits (B, 1)."""
    return _layers(2, width, 1)


def made(generator: nn.Module, count: int, random: torch.Generator) -> Tensor:
    """(count, 2): points that the generator makes."""
    with torch.no_grad():
        return generator(_latent(count, random))


def play(
    objective: Objective,
    generators: OptimiserDesign,
    discriminators: OptimiserDesign,
    points: Points = gaussians,
    steps: int = 4000,
    batch: int = 256,
    width: int = 96,
    seed: int = 0,
) -> nn.Module:
    """A whole short game, each player with its optimiser; the generator that comes of it. The same seed gives the same."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        maker, judge = generator(width), discriminator(width)
    random = torch.Generator().manual_seed(seed)
    maker_optimiser, judge_optimiser = generators.build(maker.parameters()), discriminators.build(judge.parameters())
    learning(maker_optimiser)
    learning(judge_optimiser)
    for step in range(steps):
        for _ in range(objective.discriminator_steps):
            real, fake = points(batch, random), made(maker, batch, random)
            penalty = objective.lazy_penalty(step, judge, real, fake, random)
            _improve(judge_optimiser, objective.discriminator_loss(judge(real), judge(fake)) + penalty)
        fake = maker(_latent(batch, random))
        _improve(maker_optimiser, objective.generator_loss(judge(points(batch, random)), judge(fake)))
        judge_optimiser.zero_grad()
    resting(maker_optimiser)
    return maker


def _improve(optimiser: Optimizer, loss: Tensor) -> None:
    optimiser.zero_grad()
    torch.autograd.backward(loss)
    optimiser.step()


def _latent(count: int, random: torch.Generator) -> Tensor:
    return torch.randn(count, LATENT, generator=random)


def _layers(planes: int, width: int, answers: int) -> nn.Module:
    hidden = [layer for _ in range(2) for layer in (nn.Linear(width, width), nn.LeakyReLU(0.2))]
    return nn.Sequential(nn.Linear(planes, width), nn.LeakyReLU(0.2), *hidden, nn.Linear(width, answers))
