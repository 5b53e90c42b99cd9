"""Measures of a scan, taken from its probes: how noisy it is, and where its detail ends."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.pixels import Pixels

BLOCK = 32  # pixels; large enough for a steady estimate, small enough to find even places
FLATTEST = 0.25  # share of the blocks that counts
COARSE = 0.25  # size at which structure is judged; noise is as much less there
FEW = 32  # blocks: of fewer, nobody can say whether they agree
AGREES = 0.25  # of the noise level
GRID = 8  # pixels along the side of a block of JPEG
LARGEST_SHRINK = 16
DETAIL_LOST = 1.0 / 255  # that shrinking may cost
SHARP_PLACES = 0.9  # quantile of the probes: even skies have no detail to lose


def noise_level(probes: Sequence[Pixels]) -> float:
    """The standard deviation of the noise, 0 to 1, from its finest diagonal detail in the most even places.

    The median of the diagonal Haar coefficients of a block, as by Donoho & Johnstone (1994), in the blocks with the least
    structure; structure is judged at a quarter of the size, where there is little noise. Burnt-out blocks do not count. (The
    quietest blocks would tell texture from noise better, but grain is weak in shadows and lights, and they would speak for it.)
    """
    found = [pair for probe in probes for pair in _blocks(probe)]
    if not found:
        return 0.0
    structure, levels = np.array(found).T
    return float(np.median(levels[_flattest(structure)]))


def noise_agreement(probes: Sequence[Pixels], noise: float) -> float | None:
    """The share, 0 to 1, of even places whose own noise is about `noise`; None where there are too few to tell.

    About: within a quarter of it, or within one 8-bit level, for less is not seen. What noise adds to the structure of a place
    is taken off first: a noisy wall is as even as a clean one, and is asked too.
    """
    found = [pair for probe in probes for pair in _blocks(probe)]
    if len(found) < FEW:
        return None
    structure, levels = np.array(found).T
    even = _flattest(structure**2 - (levels * COARSE) ** 2)
    return float(np.mean(np.abs(levels[even] - noise) <= max(noise * AGREES, 1 / 255)))


def _flattest(structure: NDArray[np.float64]) -> NDArray[np.int64]:
    """The places of the blocks with the least."""
    return np.argsort(structure)[: max(4, round(len(structure) * FLATTEST))]


def _blocks(probe: Pixels) -> list[tuple[float, float]]:
    """(structure, noise level) of each block of a probe."""
    block = min(BLOCK, *(side // 2 * 2 for side in probe.shape[:2]))
    if block < 8:
        return []
    found: list[tuple[float, float]] = []
    for top in range(0, probe.shape[0] - block + 1, block):
        for left in range(0, probe.shape[1] - block + 1, block):
            piece = probe[top : top + block, left : left + block]
            if not 0.02 < piece.mean() < 0.98:
                continue
            a, b, c, d = piece[::2, ::2], piece[::2, 1::2], piece[1::2, ::2], piece[1::2, 1::2]
            diagonal = (a - b - c + d) / 2
            coarse = cv2.resize(piece, None, fx=COARSE, fy=COARSE, interpolation=cv2.INTER_AREA)
            found.append((float(coarse.std(axis=(0, 1)).mean()), float(np.median(np.abs(diagonal)) / 0.6745)))
    return found


def blockiness(probes: Sequence[Pixels]) -> float:
    """How much more the pixels change at the edges of JPEG's blocks than elsewhere, as a share of how much they change.

    Steps between neighbours, beyond those beside them, are folded by eight, wherever the grid begins (after Wang, Bovik &
    Evans 2000). Photographs have about 0.05; JPEG of quality 90 0.06, of 75 0.16, of 50 0.3.
    """
    found: list[float] = []
    for probe in probes:
        steps = np.abs(np.diff(probe.mean(axis=2), axis=1)), np.abs(np.diff(probe.mean(axis=2), axis=0)).T
        for profile in (step.mean(axis=0) for step in steps):
            beyond = profile[1:-1] - (profile[:-2] + profile[2:]) / 2
            if len(beyond) < 4 * GRID:
                continue
            folded = np.median(beyond[: len(beyond) // GRID * GRID].reshape(-1, GRID), axis=0)
            found.append(float((folded.max() - np.median(folded)) / (profile.mean() + 0.5 / 255)))
    return float(np.median(found)) if found else 0.0


def sharpness(probes: Sequence[Pixels]) -> float:
    """How much of the detail is fine: of what lies beyond an eighth of a cycle a pixel, the share beyond a quarter.

    Sharp photographs have 0.5 to 0.65, blurred by a sigma of 0.6 pixels 0.4, of 0.8 pixels 0.27; even ones count as sharp.
    """
    detail = [(detail_beyond(probe, 0.25), detail_beyond(probe, 0.125)) for probe in probes if min(probe.shape[:2]) >= 32]
    shares = [fine / coarse for fine, coarse in detail if coarse > 3 / 255]
    return float(np.quantile(shares, 0.75)) if shares else 1.0


def working_shrink(probes: Sequence[Pixels]) -> int:
    """How many times larger than its detail the picture was scanned: 1, 2, 4, 8 or 16.

    It is shrunk as long as all detail, to about one 8-bit level in its sharp places, stays in the coarser half of what the
    smaller picture can hold: blur of that size is what the network has learnt to undo, and undoes better than shrinking
    does. Noise of the scan counts as detail: it must be removed at the scale where it is.
    """
    shrink = 1
    while shrink < LARGEST_SHRINK:
        lost = [detail_beyond(probe, 0.25 / (shrink * 2)) for probe in probes if min(probe.shape[:2]) >= 32]
        if not lost or np.quantile(lost, SHARP_PLACES) > DETAIL_LOST:
            break
        shrink *= 2
    return shrink


def detail_beyond(probe: Pixels, frequency: float) -> float:
    """The standard deviation, 0 to 1, of what a probe holds above a frequency in cycles a pixel."""
    luma = probe.mean(axis=2)
    window = np.hanning(luma.shape[0])[:, None] * np.hanning(luma.shape[1])
    spectrum = np.fft.fft2((luma - luma.mean()) * window)
    found = np.hypot(np.fft.fftfreq(luma.shape[0])[:, None], np.fft.fftfreq(luma.shape[1]))
    power = (np.abs(spectrum) ** 2)[found > frequency].sum() / luma.size
    return float(np.sqrt(power / (window**2).sum()))
