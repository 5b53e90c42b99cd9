"""Lays the photograph that somebody restored over the scan that it was made from.

The restored one is moved, not the scan: whatever is moved is resampled, and the scan's grain must stay as it is.
"""

from __future__ import annotations

from typing import TypeAlias

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.training.distances import luminance_likeness
from engine.training.photographs.collection import Photograph
from engine.training.photographs.pictures import to_tensor

Matrix: TypeAlias = NDArray[np.float64]  # (3, 3): pixels of the scan to pixels of the other

LEVELS = (256, 1024)  # pixels on the long side: found coarsely first, then finely
STEPS, CHANGE = 200, 1e-6  # of the search, at most; and the correlation's gain that is not worth another one
SMOOTHED = 5  # pixels: the Gaussian that keeps grain and screens from being aligned
UNMOVED = 0.2  # pixels: less is left alone
LOOKED_AT = 96  # pixels on the long side: small enough that grain and screens do not count, as they should not
LEAST = 24  # pixels: what both show is larger, or they are not alike
SAME_TONES = 0.03  # of the contrast, or of white


class Alignment(msgspec.Struct, frozen=True, kw_only=True):
    matrix: tuple[tuple[float, ...], ...] | None
    """(2, 3): pixels of the scan to pixels of the other; None if they lie over each other as they are."""

    box: tuple[int, int, int, int]
    """Top, left, bottom, right of what both show, in pixels of the scan."""

    gain: tuple[float, float, float]
    lift: tuple[float, float, float]
    """What brings each channel of the other to the scan's tones, which the restorer leaves as they are."""

    likeness: float
    """SSIM of the small copies (Wang et al. 2004), at equal tones."""


def alignment(scan: Photograph, other: Photograph) -> Alignment:
    """The affine movement that correlates best (ECC: Evangelidis & Psarakis 2008); none where the search finds none."""
    fitting = cv2.resize(other, scan.shape[1::-1], interpolation=cv2.INTER_AREA)
    try:
        movement = _found(_grey(scan), _grey(np.asarray(fitting, np.uint8)))
    except cv2.error:  # it does not converge, as with different pictures
        movement = np.eye(3)
    corners = _moved(movement, *scan.shape[:2]) - _moved(np.eye(3), *scan.shape[:2])
    if np.abs(corners).max() < UNMOVED:
        movement = np.eye(3)
    still = scan.shape == other.shape and bool((movement == np.eye(3)).all())
    whole = _centred(other.shape[1] / scan.shape[1], other.shape[0] / scan.shape[0]) @ movement
    matrix = None if still else tuple(tuple(float(value) for value in row) for row in whole[:2])
    box = (0, 0, *scan.shape[:2]) if still else _common(np.linalg.inv(whole).astype(np.float64), scan, other)
    unchanged = Alignment(matrix=matrix, box=box, gain=(1, 1, 1), lift=(0, 0, 0), likeness=0)
    if min(box[2] - box[0], box[3] - box[1]) < LEAST:
        return unchanged
    gain, lift = _tones(*laid(scan, other, unchanged))
    there = msgspec.structs.replace(unchanged, gain=gain, lift=lift)
    one, two = (to_tensor(_small(picture))[None] for picture in laid(scan, other, there))
    return msgspec.structs.replace(there, likeness=luminance_likeness(two, one))


def laid(scan: Photograph, other: Photograph, found: Alignment) -> tuple[Photograph, Photograph]:
    """Both, cropped to what they share."""
    if found.matrix is not None:
        flags = cv2.INTER_LANCZOS4 | cv2.WARP_INVERSE_MAP
        moved = cv2.warpAffine(other, np.array(found.matrix), scan.shape[1::-1], flags=flags, borderMode=cv2.BORDER_REPLICATE)
        other = np.asarray(moved, np.uint8)
    top, left, bottom, right = found.box
    if found.gain != (1, 1, 1) or found.lift != (0, 0, 0):
        other = np.rint(np.clip(other * np.array(found.gain) + 255 * np.array(found.lift), 0, 255)).astype(np.uint8)
    return scan[top:bottom, left:right], other[top:bottom, left:right]


def _found(scan: NDArray[np.float32], other: NDArray[np.float32]) -> Matrix:
    """The movement between greys (H, W) of one size."""
    movement = np.eye(3)
    for longest in LEVELS:
        scale = min(1.0, longest / max(scan.shape))
        size = max(1, round(scan.shape[1] * scale)), max(1, round(scan.shape[0] * scale))
        level = _centred(size[0] / scan.shape[1], size[1] / scan.shape[0])
        one, two = (cv2.resize(grey, size, interpolation=cv2.INTER_AREA) for grey in (scan, other))
        guess = (level @ movement @ np.linalg.inv(level))[:2].astype(np.float32)
        criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, STEPS, CHANGE)
        _, better = cv2.findTransformECC(one, two, guess, cv2.MOTION_AFFINE, criteria, np.empty(0, np.uint8), SMOOTHED)
        movement = np.linalg.inv(level) @ np.vstack([np.asarray(better, np.float64), [0, 0, 1]]) @ level
    return movement


def _centred(across: float, down: float) -> Matrix:
    """Scaling of pixel coordinates, whose whole numbers are the middles of pixels."""
    return np.array([[across, 0, (across - 1) / 2], [0, down, (down - 1) / 2], [0, 0, 1]])


def _moved(matrix: Matrix, height: int, width: int) -> NDArray[np.float64]:
    """(4, 2): where the corners go, x and y: top left, top right, bottom left, bottom right."""
    corners = np.array([[0, 0, 1], [width - 1, 0, 1], [0, height - 1, 1], [width - 1, height - 1, 1]])
    return (corners @ matrix.T)[:, :2]


def _common(back: Matrix, scan: Photograph, other: Photograph) -> tuple[int, int, int, int]:
    """The largest upright box, nearly, whose corners are in both; a pixel less, which was interpolated with the outside."""
    (a, top_a), (b, top_b), (c, bottom_a), (d, bottom_b) = _moved(back, *other.shape[:2])
    top, left = max(0.0, top_a + 1, top_b + 1), max(0.0, a + 1, c + 1)
    bottom, right = min(scan.shape[0] - 1.0, bottom_a - 1, bottom_b - 1), min(scan.shape[1] - 1.0, b - 1, d - 1)
    return int(np.ceil(top)), int(np.ceil(left)), int(bottom) + 1, int(right) + 1


def _tones(scan: Photograph, other: Photograph) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Gain and lift of each channel, by least squares over the small copies; nothing where they are the same but for a hair."""
    one, two = (_small(picture).reshape(-1, 3).astype(np.float64) / 255 for picture in (scan, other))
    middle = two.mean(axis=0)
    gain = ((two - middle) * (one - one.mean(axis=0))).mean(axis=0) / np.maximum(two.var(axis=0), 1e-4)
    lift = one.mean(axis=0) - gain * middle
    if np.abs(gain - 1).max() < SAME_TONES and np.abs(lift).max() < SAME_TONES:
        return (1, 1, 1), (0, 0, 0)
    return (float(gain[0]), float(gain[1]), float(gain[2])), (float(lift[0]), float(lift[1]), float(lift[2]))


def _small(picture: Photograph) -> Photograph:
    scale = min(0.5, LOOKED_AT / max(picture.shape))
    size = max(12, round(picture.shape[1] * scale)), max(12, round(picture.shape[0] * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _grey(picture: Photograph) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32)
