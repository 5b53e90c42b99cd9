"""How far a network looks: the surroundings that a tile needs, measured, and the grid on which tiles must begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import torch
from torch import Tensor

LARGEST_ERROR = 0.75 / 255  # what painting in tiles may change: 1/255 at most, 1/4000 on the mean
MEAN_ERROR = 0.75 / 4000
GRIDS = (1, 2, 4, 8, 16, 32, 64)

Answering: TypeAlias = Callable[[Tensor], Tensor]
"""(B, H, W, planes) in 0 to 1, to (B, h, w, channels)."""


class LooksTooFar(Exception):
    """What lies `reach` pixels away still matters; `largest` and `mean` are the errors that remain there, 0 to 1."""

    def __init__(self, reach: int, largest: float, mean: float) -> None:
        super().__init__(f"the network looks further than {reach} pixels: it cannot be used in tiles")
        self.largest, self.mean = largest, mean


@torch.inference_mode()
def measured_halo(
    answering: Answering,
    multiple_of: int,
    conditions: tuple[tuple[float, ...], ...] = ((),),
    reach: int = 160,
    between: Callable[[], None] = lambda: None,
    few: bool = False,
) -> int:
    """The surroundings, in pixels, beyond which what is there no longer matters. Raises LooksTooFar beyond `reach`.

    A square is painted with surroundings as extreme as can be, and cut off from them, as a tile is beyond its halo; the halo
    is how deep the difference reaches in (largest error LARGEST_ERROR, mean MEAN_ERROR), on noise, edges and even tones, under
    every condition (planes beyond RGB). With `few`, two
    pictures and two surroundings stand for four of each. `between` is called before each answer.
    """
    side = 2 * -(-reach // multiple_of) * multiple_of
    random = torch.Generator().manual_seed(0)
    deepest, furthest = 0, (0.0, 0.0)
    for condition in conditions:
        for inner in _few_pictures(side, random) if few else _test_pictures(side, random):
            between()
            cut = answering(_planes(inner, condition))
            scale = cut.shape[1] // side
            speckled = torch.rand(1, 3, side * 2, side * 2, generator=random).round()
            white = torch.ones_like(speckled)
            for around in (speckled, 1 - white) if few else (speckled, 1 - speckled, white, 1 - white):
                between()
                framed = _centre(answering(_planes(_framed(inner, around), condition)), side * scale)
                error = (framed - cut).abs().amax(dim=(0, 3))
                depth, *left = _depth(error, multiple_of * scale)
                deepest, furthest = max(deepest, depth // scale), max(furthest, (left[0], left[1]))
    if furthest > (0.0, 0.0):
        raise LooksTooFar(side // 2, *furthest)
    return deepest


@torch.inference_mode()
def measured_grid(
    answering: Answering, least: int, halo: int, largest: float = LARGEST_ERROR, mean: float = MEAN_ERROR
) -> int | None:
    """The least multiple of `least`, up to 64, on which tiles may begin without changing the answer; None if none will do.

    A network that makes its picture smaller inside, or looks through windows, answers otherwise where a tile begins elsewhere.
    """
    coarsest = max(GRIDS[-1], least)
    side = 2 * -(-(halo + coarsest) // coarsest) * coarsest
    whole = torch.rand(1, side + coarsest, side + coarsest, 3, generator=torch.Generator().manual_seed(1))
    wanted = answering(whole)
    scale = wanted.shape[1] // whole.shape[1]
    for grid in sorted({-(-step // least) * least for step in GRIDS}):
        moved = answering(whole[:, grid : grid + side, grid : grid + side])
        inside = slice((halo + grid) * scale, (side - halo) * scale)
        at = slice(halo * scale, (side - halo - grid) * scale)
        error = (moved[:, at, at] - wanted[:, inside, inside]).abs()
        if error.max() <= largest and error.mean() <= mean:
            return grid
    return None


def _test_pictures(side: int, random: torch.Generator) -> list[Tensor]:
    noise = torch.rand(1, 3, side, side, generator=random)
    ramp = torch.linspace(0, 1, side).expand(1, 3, side, side)
    stripes = (torch.arange(side) // 7 % 2).float().expand(1, 3, side, side)
    return [noise, ramp, stripes, 0.5 + 0.1 * (noise - 0.5)]


def _few_pictures(side: int, random: torch.Generator) -> list[Tensor]:
    """Noise; and faint noise above, a ramp and stripes below."""
    noise, ramp, stripes, faint = _test_pictures(side, random)
    return [noise, torch.cat([faint[:, :, : side // 2], ((ramp + stripes) / 2)[:, :, side // 2 :]], dim=2)]


def _framed(inner: Tensor, frame: Tensor) -> Tensor:
    side = inner.shape[-1]
    framed = frame.clone()
    framed[..., side // 2 : side // 2 + side, side // 2 : side // 2 + side] = inner
    return framed


def _planes(picture: Tensor, condition: tuple[float, ...]) -> Tensor:
    """(1, H, W, planes)."""
    extra = torch.tensor(condition).view(1, len(condition), 1, 1).expand(-1, -1, *picture.shape[-2:])
    return torch.cat([picture, extra], dim=1).permute(0, 2, 3, 1)


def _centre(answer: Tensor, side: int) -> Tensor:
    return answer[:, side // 2 : side // 2 + side, side // 2 : side // 2 + side]


def _depth(error: Tensor, step: int) -> tuple[int, float, float]:
    """How far from the edge, in multiples of `step`, the error exceeds what is allowed; and what is too much even there."""
    largest = mean = 0.0
    for depth in range(0, error.shape[0] // 2, step):
        inside = error[depth : error.shape[0] - depth, depth : error.shape[1] - depth]
        largest, mean = float(inside.max()), float(inside.mean())
        if largest <= LARGEST_ERROR and mean <= MEAN_ERROR:
            return depth, 0.0, 0.0
    return error.shape[0] // 2, largest, mean
