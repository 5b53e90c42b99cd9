"""Measures of a scan, taken from its probes: how noisy it is, and where its detail ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.pixels import Pixels

BLOCK = 32  # pixels; large enough for a steady estimate, small enough to find even places
FLATTEST = 0.25  # share of the blocks that counts
STEP = 4  # times smaller is the size at which structure is judged
COARSE = 1 / STEP  # noise is as much less there
LEAST = 32  # pixels along each side of a probe whose detail is measured
FEW = 32  # blocks: of fewer, nobody can say whether they agree
AGREES = 0.25  # of the noise level
GRID = 8  # pixels along the side of a block of JPEG
LARGEST_SHRINK = 16
DETAIL_LOST = 1.0 / 255  # that shrinking may cost
SHAPES = 16  # of probes, whose windows are kept
SHARP_PLACES = 0.9  # quantile of the probes: even skies have no detail to lose


@dataclass(frozen=True)
class Measures:
    """What probes of a picture tell; what several measures look at is reckoned once."""

    probes: Sequence[Pixels]

    @cached_property
    def noise_level(self) -> float:
        """The standard deviation of the noise, 0 to 1, from its finest diagonal detail in the most even places.

        The median of the diagonal Haar coefficients of a block, as by Donoho & Johnstone (1994), in the blocks with the least
        structure; structure is judged at a quarter of the size, where there is little noise. Burnt-out blocks do not count.
        (The quietest blocks would tell texture from noise better, but grain is weak in shadows and lights, and they would
        speak for it.)
        """
        structure, levels = self._blocks
        return float(np.median(levels[_flattest(structure)])) if len(levels) else 0.0

    def noise_agreement(self, noise: float) -> float | None:
        """The share, 0 to 1, of even places whose own noise is about `noise`; None where there are too few to tell.

        About: within a quarter of it, or within one 8-bit level, for less is not seen. What noise adds to the structure of a
        place is taken off first: a noisy wall is as even as a clean one, and is asked too.
        """
        structure, levels = self._blocks
        if len(levels) < FEW:
            return None
        even = _flattest(structure**2 - (levels * COARSE) ** 2)
        return float(np.mean(np.abs(levels[even] - noise) <= max(noise * AGREES, 1 / 255)))

    @cached_property
    def blockiness(self) -> float:
        """How much more the pixels change at the edges of JPEG's blocks than elsewhere, as a share of how much they change.

        Steps between neighbours, beyond those beside them, are folded by eight, wherever the grid begins (after Wang, Bovik &
        Evans 2000). Photographs have about 0.05; JPEG of quality 90 0.06, of 75 0.16, of 50 0.3.
        """
        found = [share for luma in self._lumas for share in _grid_shares(luma)]
        return float(np.median(found)) if found else 0.0

    @cached_property
    def sharpness(self) -> float:
        """How much of the detail is fine: of what lies beyond an eighth of a cycle a pixel, the share beyond a quarter.

        Sharp photographs have 0.5 to 0.65, blurred by a sigma of 0.6 pixels 0.4, of 0.8 pixels 0.27; even ones count as sharp.
        """
        detail = [(each.beyond(0.25), each.beyond(0.125)) for each in self._spectra]
        shares = [fine / coarse for fine, coarse in detail if coarse > 3 / 255]
        return float(np.quantile(shares, 0.75)) if shares else 1.0

    @cached_property
    def working_shrink(self) -> int:
        """How many times larger than its detail the picture was scanned: 1, 2, 4, 8 or 16.

        It is shrunk as long as all detail, to about one 8-bit level in its sharp places, stays in the coarser half of what the
        smaller picture can hold: blur of that size is what the network has learnt to undo, and undoes better than shrinking
        does. Noise of the scan counts as detail: it must be removed at the scale where it is.
        """
        shrink = 1
        while shrink < LARGEST_SHRINK:
            lost = [each.beyond(0.25 / (shrink * 2)) for each in self._spectra]
            if not lost or np.quantile(lost, SHARP_PLACES) > DETAIL_LOST:
                break
            shrink *= 2
        return shrink

    @cached_property
    def _lumas(self) -> list[NDArray[np.float32]]:
        """(H, W) each: the mean of the channels."""
        return [probe @ np.full(probe.shape[2], 1 / probe.shape[2], np.float32) for probe in self.probes]

    @cached_property
    def _spectra(self) -> list[Spectrum]:
        return [Spectrum.of(luma) for luma in self._lumas if min(luma.shape) >= LEAST]

    @cached_property
    def _blocks(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Structure and noise level of each block of the probes."""
        found = [_blocks_of(probe) for probe in self.probes]
        structure, levels = (np.concatenate([one[place] for one in found] or [np.empty(0, np.float32)]) for place in range(2))
        return structure, levels


@dataclass(frozen=True)
class Spectrum:
    """What a probe holds of each frequency."""

    power: NDArray[np.float32]
    """(height, width // 2 + 1): the half of its spectrum that says all."""

    width: int
    size: float
    """Of the window it was seen through: the sum of its squares, times its pixels."""

    @classmethod
    def of(cls, luma: NDArray[np.float32]) -> Spectrum:
        window = _window(*luma.shape)
        found = np.fft.rfft2((luma - luma.mean()) * window)
        power = np.asarray(found.real**2 + found.imag**2, np.float32)
        return cls(power, luma.shape[1], luma.size * float(np.sum(window**2)))

    def beyond(self, frequency: float) -> float:
        """The standard deviation, 0 to 1, of what lies above that, in cycles a pixel."""
        counts = _beyond(len(self.power), self.width, frequency)
        return float(np.sqrt(np.vdot(self.power, counts) / self.size))


def _flattest(structure: NDArray[np.float32 | np.float64]) -> NDArray[np.int64]:
    """The places of the blocks with the least."""
    return np.argsort(structure)[: max(4, round(len(structure) * FLATTEST))]


def _blocks_of(probe: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    side = min(BLOCK, *(side // STEP * STEP for side in probe.shape[:2]))
    if side < 2 * STEP:
        return np.empty(0, np.float32), np.empty(0, np.float32)
    blocks = _cut(probe, side)
    mean = blocks.mean(axis=(1, 2, 3))
    lit = (mean > 0.02) & (mean < 0.98)
    blocks = blocks[lit]
    a, b, c, d = blocks[:, ::2, ::2], blocks[:, ::2, 1::2], blocks[:, 1::2, ::2], blocks[:, 1::2, 1::2]
    diagonal = np.abs((a - b - c + d) / 2).reshape(len(blocks), side * side // 4 * probe.shape[2])
    size = probe.shape[1] // STEP, probe.shape[0] // STEP
    coarse = cv2.resize(probe[: size[1] * STEP, : size[0] * STEP], size, interpolation=cv2.INTER_AREA)
    pieces = _cut(np.asarray(coarse, np.float32).reshape(size[1], size[0], -1), side // STEP)[lit]
    levels = _medians(diagonal) / np.float32(0.6745)
    return np.asarray(pieces.std(axis=(1, 2)).mean(axis=1), np.float32), np.asarray(levels, np.float32)


def _medians(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each row. (Sorting takes a sixth of the time of numpy's own median.)"""
    ordered, half = np.sort(rows, axis=1), rows.shape[1] // 2
    return (ordered[:, half] + ordered[:, (rows.shape[1] - 1) // 2]) / np.float32(2)


def _cut(probe: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """(blocks, side, side, channels), row by row; what is left over at the right and below is left out."""
    rows, columns = (length // side for length in probe.shape[:2])
    cut = probe[: rows * side, : columns * side].reshape(rows, side, columns, side, -1)
    return cut.swapaxes(1, 2).reshape(rows * columns, side, side, -1)


def _grid_shares(luma: NDArray[np.float32]) -> Iterator[float]:
    """For each direction in which the probe is large enough: the step at the grid's strongest place, against all steps."""
    steps = np.abs(np.diff(luma, axis=1)).mean(axis=0), np.abs(np.diff(luma, axis=0)).mean(axis=1)
    for profile in steps:
        beyond = profile[1:-1] - (profile[:-2] + profile[2:]) / 2
        if len(beyond) >= 4 * GRID:
            folded = np.median(beyond[: len(beyond) // GRID * GRID].reshape(-1, GRID), axis=0)
            yield float((folded.max() - np.median(folded)) / (profile.mean() + 0.5 / 255))


@lru_cache(SHAPES)
def _window(height: int, width: int) -> NDArray[np.float32]:
    return np.asarray(np.hanning(height)[:, None] * np.hanning(width), np.float32)


@lru_cache(4 * SHAPES)
def _beyond(height: int, width: int, frequency: float) -> NDArray[np.float32]:
    """(height, width // 2 + 1): how often each coefficient of half a spectrum counts; 0 below the frequency."""
    found = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width))
    twice = np.full(found.shape, 2, np.float32)
    twice[:, [0, -1] if width % 2 == 0 else [0]] = 1
    return twice * (found > frequency)
