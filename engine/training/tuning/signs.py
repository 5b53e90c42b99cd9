"""The signs of age that can be measured on one scan by itself: grain, blur, the quality of a JPEG, faded tones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, JpegImagePlugin

from engine.pixels import Pixels

PATCH = 32  # pixels
FLATTEST = 0.25  # of the patches: those with the least coarse structure
CALMEST = 0.2  # of these: fine texture, as of grass, has no coarse structure
FEWEST = 3
TONES = (0.06, 0.94)  # beyond, noise is clipped
SHARP_GRAIN = 0.45  # pixels: a Gaussian of less hardly joins neighbours

FREQUENCIES = np.arange(1, 32) / 64  # cycles a pixel
LOWEST, HIGHEST = 0.03, 0.42  # that are fitted
ABOVE_NOISE = 2.0
FEWEST_RINGS = 8

LUMINANCE = (
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
)  # fmt: skip
"""Quality 50 (ITU-T T.81, table K.1), row by row."""


def grain_of(pixels: Pixels) -> tuple[float, float, float, float, float]:
    """Noise level, its strength in mid tones, size of a grain (pixels), how coloured it is (0 to 1), and structure.

    Taken from what is left of the calmest patches without a curved plane. The size is that of the Gaussian that joins
    neighbours as closely as they are.
    """
    patches = _flat_patches(pixels)
    if not len(patches):
        return 0.0, 0.0, 0.0, 0.0, 1.0
    left = _without_plane(patches)
    tone = patches.mean(axis=(1, 2, 3))
    strength = np.sqrt(left.var(axis=(1, 2)).mean(axis=1) / (4 * tone * (1 - tone)))
    calm = np.argsort(strength)[: max(FEWEST, round(len(strength) * CALMEST))]
    left, strength = left[calm], strength[calm]
    variance = left.var(axis=(1, 2)).mean(axis=1)
    noise, amplitude = float(np.sqrt(np.median(variance))), float(np.median(strength))
    beside = (left[:, 1:] * left[:, :-1]).mean(axis=(1, 2, 3)) + (left[:, :, 1:] * left[:, :, :-1]).mean(axis=(1, 2, 3))
    joined = float(np.median(beside / 2 / np.maximum(variance, 1e-12)))
    together = left.mean(axis=3).var(axis=(1, 2)) / np.maximum(variance, 1e-12)  # 1 if grey, 1/3 if by channel
    coloured = float(np.clip((1 - np.median(together)) * 1.5, 0, 1))
    return noise, amplitude, _size(joined), coloured, float(np.median(_structure(patches[calm])))


def spectrum_of(pixels: Pixels, noise: float, size: float, coloured: float) -> tuple[float, ...]:
    """The logarithm of the power in rings of FREQUENCIES, without that of the noise (see grain_of); NaN where noise rules."""
    luma = pixels.mean(axis=2, dtype=np.float64)
    side = 2 * len(FREQUENCIES) + 2
    window = np.hanning(side)[:, None] * np.hanning(side)
    pieces = [
        luma[top : top + side, left : left + side]
        for top in range(0, luma.shape[0] - side + 1, side // 2)
        for left in range(0, luma.shape[1] - side + 1, side // 2)
    ]
    power = np.mean([np.abs(np.fft.fft2((piece - piece.mean()) * window)) ** 2 for piece in pieces], axis=0)
    line = np.abs(np.fft.fft(_kernels(np.array([max(size, 0.05)]))[0], side)) ** 2
    grain = np.outer(line, line) / line.mean() ** 2
    floor = noise**2 * (1 - coloured * 2 / 3) * (window**2).sum() * _rings(grain) + _rings(power)[-1]
    found = _rings(power)
    return tuple(np.where(found > ABOVE_NOISE * floor, np.log(np.maximum(found - floor, 1e-12)), np.nan).tolist())


def blur_between(scan: Sequence[float], clean: Sequence[float]) -> float:
    """The variance, in square pixels, of the Gaussian that makes the one spectrum fall as the other; below 0: sharper.

    A Gaussian multiplies the power by exp(-(2 pi sigma f) ** 2). NaN where noise leaves too little of the spectrum.
    """
    fall = np.asarray(scan) - np.asarray(clean)
    fitted = np.isfinite(fall) & (LOWEST < FREQUENCIES) & (FREQUENCIES < HIGHEST)
    if fitted.sum() < FEWEST_RINGS:
        return float("nan")
    return -float(np.polyfit(FREQUENCIES[fitted] ** 2, fall[fitted], 1)[0]) / (2 * np.pi) ** 2


def jpeg_quality(picture: Image.Image) -> int | None:
    """1 to 100 as libjpeg counts: the quality whose luminance table is nearest; None if it is no JPEG."""
    if not isinstance(picture, JpegImagePlugin.JpegImageFile) or not picture.quantization:
        return None
    found = np.array(picture.quantization[min(picture.quantization)], np.float64)
    return min(range(1, 101), key=lambda quality: float(np.abs(np.log(_table(quality) / found)).sum()))


def tones_of(pixels: Pixels) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Black and white of each channel: the first and the ninety-ninth hundredth."""
    black, white = np.quantile(pixels.reshape(-1, 3), (0.01, 0.99), axis=0)
    return (float(black[0]), float(black[1]), float(black[2])), (float(white[0]), float(white[1]), float(white[2]))


def _table(quality: int) -> NDArray[np.float64]:
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.clip((np.array(LUMINANCE) * scale + 50) // 100, 1, 255).astype(np.float64)


def _flat_patches(pixels: Pixels) -> NDArray[np.float64]:
    """(N, PATCH, PATCH, 3): those with the least structure at a quarter of the size, where there is little noise."""
    height, width = (side // PATCH for side in pixels.shape[:2])
    whole = pixels[: height * PATCH, : width * PATCH].astype(np.float64)
    patches = whole.reshape(height, PATCH, width, PATCH, 3).swapaxes(1, 2).reshape(-1, PATCH, PATCH, 3)
    tone = patches.mean(axis=(1, 2, 3))
    patches = patches[(tone > TONES[0]) & (tone < TONES[1])]
    return patches[np.argsort(_structure(patches))[: max(FEWEST, round(len(patches) * FLATTEST))]]


def _structure(patches: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N,): the standard deviation of each, 4 times smaller."""
    coarse = patches.reshape(-1, PATCH // 4, 4, PATCH // 4, 4, 3).mean(axis=(2, 4))
    return coarse.std(axis=(1, 2)).mean(axis=1)


def _without_plane(patches: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a polynomial of the second degree leaves."""
    steps = np.linspace(-1, 1, PATCH)
    y, x = np.meshgrid(steps, steps, indexing="ij")
    shapes, _ = np.linalg.qr(np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1).reshape(-1, 6))
    flat = patches.reshape(len(patches), -1, 3)
    return (flat - shapes @ (shapes.T @ flat)).reshape(patches.shape)


def _size(joined: float) -> float:
    """The Gaussian whose neighbours correlate so."""
    sizes = np.linspace(0.05, 3, 120)
    kernels = _kernels(sizes)
    correlations = (kernels[:, 1:] * kernels[:, :-1]).sum(axis=1) / (kernels**2).sum(axis=1)
    return float(np.interp(joined, correlations, sizes))


def _kernels(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, 19): Gaussians, sampled as the damage `grain` does."""
    return np.exp(-((np.arange(-9, 10.0) / sizes[:, None]) ** 2) / 2)


def _rings(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Means over rings of one frequency."""
    side = len(power)
    ring = np.rint(np.hypot(np.fft.fftfreq(side)[:, None], np.fft.fftfreq(side)) * side).astype(int).ravel()
    return (np.bincount(ring, power.ravel()) / np.bincount(ring))[1 : side // 2]
