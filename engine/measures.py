"""Measures of a scan, taken from its probes: how noisy it is, and where its detail ends."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from engine.pixels import Pixels

BLOCK = 32  # pixels; large enough for a steady estimate, small enough to find even places
FLATTEST = 0.25  # share of the blocks that counts
LARGEST_SHRINK = 16
DETAIL_LOST = 1.0 / 255  # that shrinking may cost
SHARP_PLACES = 0.9  # quantile of the probes: even skies have no detail to lose


def noise_level(probes: Sequence[Pixels]) -> float:
    """The standard deviation of the noise, 0 to 1, from its finest diagonal detail in the most even places.

    The median of the diagonal Haar coefficients of a block, as by Donoho & Johnstone (1994), in the blocks with the least
    structure; structure is judged at a quarter of the size, where there is little noise. Burnt-out blocks do not count.
    """
    found = [pair for probe in probes for pair in _blocks(probe)]
    if not found:
        return 0.0
    structure, levels = np.array(found).T
    count = max(4, round(len(found) * FLATTEST))
    return float(np.median(levels[np.argsort(structure)[:count]]))


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
            coarse = cv2.resize(piece, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
            found.append((float(coarse.std(axis=(0, 1)).mean()), float(np.median(np.abs(diagonal)) / 0.6745)))
    return found


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
