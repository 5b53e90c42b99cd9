"""Fingerprints of photographs: a few numbers of each, which tell what is alike, blurred or grey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Photograph: TypeAlias = NDArray[np.uint8]  # (H, W, 3) RGB
Grey: TypeAlias = NDArray[np.float32]  # (H, W), 0 to 255
Level = TypeVar("Level", np.uint8, np.float32)

LOOKED_AT = 1024  # pixels: a longer photograph is shrunk to that before its sharpness is measured
BORDER = 12  # one part in so many on each side may be the white edge of a print, which says nothing of the photograph
GRAIN = 0.7  # pixels: the Gaussian that keeps grain, noise and JPEG from being taken for sharpness
COARSE = 4  # times smaller: there, blurred and sharp photographs look alike

THUMBNAIL = 32  # pixels, high and wide
INNER = slice(4, 28)  # of a thumbnail, without the border of a print
FREQUENCIES = sorted(((down, across) for down in range(11) for across in range(11)), key=lambda f: (sum(f), f))[1:65]
"""The 64 lowest of a cosine transform, after the mean."""
ODD = sum(1 << bit for bit, (_, across) in enumerate(FREQUENCIES) if across % 2)
"""The bits that mirroring left and right turns over: the cosines with an odd number of half waves."""
MOST_BITS = 16  # of 64 that may differ; in copies it is mostly less than 6
LEAST_ALIKE, EACH_BIT = 0.44, 0.012  # correlation of the details that is asked for, and more of it for each bit that differs
"""Tried on 5,222 photographs: copies have 0.8 to 1, two moments of one scene 0.5 to 0.9. Of pairs of different things with
up to 10 bits none has more than 0.37, with up to 16 bits none more than 0.55 (two people who stand in the same place)."""


@dataclass(frozen=True, eq=False)
class Fingerprint:
    """What is kept of a photograph: about a kilobyte."""

    hash: int
    """64 bits: the signs of the lowest frequencies, as in perceptual hashes (Zauner 2010, "Implementation and benchmarking
    of perceptual image hash functions"). Size, compression, brightness and contrast hardly touch them."""

    detail: NDArray[np.float16]
    """(24, 24): the inner thumbnail without its coarse shades; the sum of its squares is 1, or 0 if it is even."""

    sharpness: float
    """See `sharpness_of`."""

    chroma: float
    """8-bit levels between the largest and the smallest channel, in the hundredth of the photograph with most colour."""


def fingerprint_of(photograph: Photograph) -> Fingerprint:
    grey = cv2.cvtColor(_at_most(photograph, LOOKED_AT), cv2.COLOR_RGB2GRAY).astype(np.float32)
    thumbnail = _resized(grey, THUMBNAIL, THUMBNAIL)
    waves = cv2.dct(thumbnail)
    detail = (thumbnail - cv2.GaussianBlur(thumbnail, (0, 0), 2))[INNER, INNER]
    small = _resized(photograph, 2 * THUMBNAIL, 2 * THUMBNAIL)
    return Fingerprint(
        hash=sum(1 << bit for bit, frequency in enumerate(FREQUENCIES) if waves[frequency] > 0),
        detail=(detail / max(float(np.linalg.norm(detail)), 1e-3)).astype(np.float16),
        sharpness=sharpness_of(grey),
        chroma=float(np.quantile(small.max(axis=2) - small.min(axis=2), 0.99)),
    )


def sharpness_of(grey: Grey) -> float:
    """The variance of the Laplacian in proportion to that of the same photograph, 4 times smaller; about 0.01 to 0.3.

    The variance of the Laplacian is the usual measure of focus (Pech-Pacheco et al. 2000), but by itself it tells night and
    fog from noon rather than blurred from sharp. The small photograph has the same light and the same things, and is sharp
    either way. The two halves of the Laplacian, along and across, are measured apart and the lower counts, since a
    camera that moved blurs one of them alone. A photograph with nothing on it has 0.
    """
    height, width = grey.shape
    top, left = height // BORDER, width // BORDER
    inner = grey[top : height - top, left : width - left]
    coarse = _resized(inner, max(1, inner.shape[0] // COARSE), max(1, inner.shape[1] // COARSE))
    fine = np.asarray(cv2.GaussianBlur(inner, (0, 0), GRAIN), np.float32)
    return min(_curvature(fine, axis) / (_curvature(coarse, axis) + 1) for axis in (0, 1))


def firsts_alike(fingerprints: Sequence[Fingerprint]) -> list[int]:
    """For each photograph the number of the first that is alike, or alike by way of others; its own if there is none.

    Found by the bits of the hash, also as a mirror shows them, and confirmed by the detail. Ten thousand take a second.
    """
    if not fingerprints:
        return []
    hashes = np.array([each.hash for each in fingerprints], np.uint64)
    details = np.stack([each.detail for each in fingerprints])
    firsts = np.arange(len(hashes))
    for number in range(len(hashes) - 1):
        differing = hashes[number + 1 :] ^ hashes[number]
        for turned, detail in ((0, details[number]), (ODD, details[number, :, ::-1])):
            bits = np.bitwise_count(differing ^ np.uint64(turned))
            near = np.flatnonzero(bits <= MOST_BITS)
            near = near[firsts[number + 1 + near] != firsts[number]]
            alike = np.einsum("nhw,hw->n", details[number + 1 + near], detail, dtype=np.float32)
            for other in number + 1 + near[alike >= LEAST_ALIKE + EACH_BIT * bits[near]]:
                both = firsts[number], firsts[other]
                firsts[firsts == max(both)] = min(both)
    return firsts.tolist()


def _curvature(grey: Grey, axis: int) -> float:
    """Variance of the second differences along one axis."""
    return float(np.diff(grey, 2, axis=axis).var()) if grey.shape[axis] > 2 else 0.0


def _at_most(photograph: Photograph, longest: int) -> Photograph:
    height, width = photograph.shape[:2]
    shrink = longest / max(height, width)
    if shrink >= 1:
        return photograph
    return _resized(photograph, max(1, round(height * shrink)), max(1, round(width * shrink)))


def _resized(picture: NDArray[Level], height: int, width: int) -> NDArray[Level]:
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), picture.dtype)
