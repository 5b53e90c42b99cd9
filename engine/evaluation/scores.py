"""Scores of a picture against the clean one: PSNR and SSIM, in RGB and in Y, and the distance in features."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray
from skimage.color import rgb2ycbcr  # pyright: ignore[reportUnknownVariableType]
from skimage.metrics import (
    peak_signal_noise_ratio,  # pyright: ignore[reportUnknownVariableType]
    structural_similarity,  # pyright: ignore[reportUnknownVariableType]
)

from engine.errors import AppError, UnreadablePicture
from engine.evaluation.features import feature_distance
from engine.files.colour import ColourSpace
from engine.files.recognising import format_of
from engine.pixels import Box, Pixels
from engine.sheets import Copy, shown

Plane: TypeAlias = NDArray[np.float64]
"""(height, width) or (height, width, 3), 0 to 1."""

EQUAL = 100.0  # dB; for equal pictures it would be infinite, and swallow the mean
WINDOW = 11  # pixels; of SSIM with sigma 1.5, so smaller pictures have none

MEASURES = {
    "psnr_rgb": "PSNR (dB)",
    "ssim_rgb": "SSIM",
    "psnr_y": "PSNR in Y (dB)",
    "ssim_y": "SSIM in Y",
    "features": "distance in features",
}
DISTANCES = {"features"}  # of these, less is better
NOTES = (
    "PSNR and SSIM are those of scikit-image, of pictures rounded to 8 bits; higher is better.",
    "The distance in features is a figure of our own: what differs for the bundled perceptual network, as a share of what "
    "there is (0: nothing); lower is better. It is not LPIPS.",
    "SSIM has a Gaussian window (sigma 1.5, 11 x 11 pixels), without sample covariance; in RGB it is the channels' mean.",
    "Y is ITU-R BT.601 in studio swing (16 to 235 of 255), not rounded again. Figures in Y are higher than in RGB; "
    "papers on super-resolution and JPEG give Y, papers on colour noise give RGB.",
    "The mean is that of the pictures' own figures. A PSNR above 100 dB counts as 100 dB.",
)


class Scores(msgspec.Struct, frozen=True):
    """How close one picture comes to the clean one. NaN (in JSON: null) where the picture is too small for SSIM."""

    psnr_rgb: float  # dB
    ssim_rgb: float
    psnr_y: float  # dB
    ssim_y: float
    features: float


def scores(picture: Copy | Pixels, clean: Copy | Pixels, crop: int = 0, rgb: bool = True) -> Scores:
    """Both RGB, of one size, uint8 or 0 to 1; `crop` pixels on each side do not count. Without `rgb` only Y is measured."""
    if picture.shape != clean.shape or picture.shape[2:] != (3,):
        raise ValueError(f"want two RGB pictures of one size, got {picture.shape} and {clean.shape}")
    if min(picture.shape[:2]) <= 2 * crop:
        raise AppError(f"Nothing is left of {_size(picture)} pixels without {crop} on each side", "Crop less.")
    ours, theirs = _floats(picture, crop), _floats(clean, crop)
    our_luma, their_luma = _luma(ours), _luma(theirs)
    return Scores(
        psnr_rgb=psnr(ours, theirs) if rgb else np.nan,
        ssim_rgb=ssim(ours, theirs) if rgb else np.nan,
        psnr_y=psnr(our_luma, their_luma),
        ssim_y=ssim(our_luma, their_luma),
        features=feature_distance(ours, theirs) if rgb else np.nan,
    )


def mean(all_scores: Sequence[Scores]) -> Scores:
    """Of each measure; over the pictures that have it."""
    columns = np.array([msgspec.structs.astuple(one) for one in all_scores], np.float64).T
    return Scores(*(float(found.mean()) if (found := column[~np.isnan(column)]).size else np.nan for column in columns))


def read_pair(clean: Path, picture: Path) -> tuple[Copy, Copy]:
    """Both as uint8 RGB, upright; AppError naming both files where they cannot be compared."""
    try:
        first, second = read(clean), read(picture)
    except UnreadablePicture as error:
        raise AppError(f"{picture} cannot be compared with {clean}: {error}", error.hint) from error
    if first.shape != second.shape:
        raise AppError(
            f"{picture} has {_size(second)} pixels, {clean} has {_size(first)}",
            "Only pictures of the same size can be compared: pixel by pixel.",
        )
    return first, second


def read(path: Path) -> Copy:
    """A picture file as uint8 RGB, upright, in sRGB, without alpha; raises UnreadablePicture."""
    with format_of(path).open(path, Path(tempfile.gettempdir())) as source:
        whole = Box(0, 0, source.shape.height, source.shape.width)
        return shown(ColourSpace.of(source).to_pixels(source.region(whole)))


# The measures --------------------------------------------------------------------------------------------------------


def psnr(picture: Plane, clean: Plane) -> float:
    """In dB, at most EQUAL."""
    if np.array_equal(picture, clean):
        return EQUAL
    return min(EQUAL, float(peak_signal_noise_ratio(clean, picture, data_range=1)))


def ssim(picture: Plane, clean: Plane) -> float:
    """At most 1; NaN where the window does not fit."""
    if min(picture.shape[:2]) < WINDOW:
        return np.nan
    found = structural_similarity(  # pyright: ignore[reportUnknownVariableType]
        clean,
        picture,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        data_range=1,
        channel_axis=2 if picture.ndim == 3 else None,
    )
    return float(np.asarray(found, np.float64))


def _floats(picture: Copy | Pixels, crop: int) -> Plane:
    height, width = picture.shape[:2]
    kept = picture[crop : height - crop, crop : width - crop].astype(np.float64)
    return kept / 255 if picture.dtype == np.uint8 else kept


def _luma(picture: Plane) -> Plane:
    return np.asarray(rgb2ycbcr(picture), np.float64)[..., 0] / 255


def _size(picture: Copy | Pixels) -> str:
    return f"{picture.shape[1]} x {picture.shape[0]}"
