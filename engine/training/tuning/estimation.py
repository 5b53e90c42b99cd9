"""Estimates what has happened to scans, as an ageing that does the same to clean photographs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from engine.training.photographs.collection import Photograph
from engine.training.photographs.fingerprints import fingerprint_of
from engine.training.photographs.triage import is_grey
from engine.training.plan import Ageing
from engine.training.tuning.scans import pixels_of, read_upright, shrink_of, shrunk
from engine.training.tuning.signs import SHARP_GRAIN, blur_between, grain_of, jpeg_quality, spectrum_of, tones_of
from models.damage import Damage, Range
from models.damages.eight_bits import EightBits
from models.damages.fading import Fading
from models.damages.grain import Grain
from models.damages.jpeg import Jpeg
from models.damages.lens_blur import LensBlur
from models.damages.monochrome import Monochrome
from models.damages.noise import Noise

TITLE = "yours"
QUANTILES = (0.1, 0.9)
FADED = 0.9  # contrast left: more is no fading
SEEN = 0.4  # pixels of blur: less, in the middle of the scans, is none
ALWAYS = 0.95  # of the scans


@dataclass(frozen=True)
class Signs:
    """What one scan shows, at its working scale."""

    noise: float
    """Standard deviation in even places, 0 to 1."""

    amplitude: float
    """The same in mid tones, if it is grain, which is weaker near black and white."""

    size: float
    """Standard deviation of a grain, pixels; about 0 for white noise."""

    coloured: float
    """0: the noise is the same in all channels; 1: it differs."""

    structure: float
    """Standard deviation of the even places at a quarter of the size, 0 to 1: how even they are."""

    spectrum: tuple[float, ...]
    """See signs.spectrum_of."""

    quality: int | None
    """Of the JPEG; None if it is none, or its blocks were shrunk away."""

    black: tuple[float, float, float]
    white: tuple[float, float, float]
    grey: bool


def signs_of(file: Path) -> Signs:
    scan = read_upright(file)
    shrink = shrink_of(scan)
    quality = None
    if shrink == 1:
        with Image.open(file) as picture:
            quality = jpeg_quality(picture)
    return signs_in(shrunk(scan, shrink), quality)


def signs_in(photograph: Photograph, quality: int | None = None) -> Signs:
    pixels = pixels_of(photograph)
    noise, amplitude, size, coloured, structure = grain_of(pixels)
    black, white = tones_of(pixels)
    spectrum = spectrum_of(pixels, noise, size, coloured)
    grey = is_grey(fingerprint_of(photograph))
    return Signs(noise, amplitude, size, coloured, structure, spectrum, quality, black, white, grey)


def estimated(scans: Sequence[Signs], clean: Sequence[Signs], share: float = 1.0) -> Ageing:
    """The ageing that makes scans of clean photographs; its ranges reach over the middle four fifths of the scans.

    Grain is that of the half with the most even places: elsewhere, fine texture would be taken for it. Blur and contrast
    are in proportion to those of the clean photographs, since every scene has some of its own. Fading is kept: tones
    belong to `levels`.
    """
    spectra = np.array([each.spectrum for each in clean])
    usual = np.array([np.median(ring[np.isfinite(ring)]) if np.isfinite(ring).any() else np.nan for ring in spectra.T])
    blurs = [blur for each in scans if np.isfinite(blur := blur_between(each.spectrum, usual.tolist()))]
    seen = [blur**0.5 for blur in blurs if blur > SEEN**2] if len(blurs) > 2 and np.median(blurs) > SEEN**2 else []
    even = sorted(scans, key=lambda each: each.structure)[: max(3, len(scans) // 2)]
    soft = [each for each in even if each.size >= SHARP_GRAIN]
    white = [each for each in even if each.size < SHARP_GRAIN]
    saved = [each.quality for each in scans if each.quality is not None]
    blacks = np.maximum(0, np.array([each.black for each in scans]) - np.median([each.black for each in clean]))
    contrasts = np.array([_contrast(each) for each in scans]) / np.median([_contrast(each) for each in clean])
    contrasts = np.clip(contrasts, 0.1, 1)
    damages: list[Damage | None] = [
        _some(len(seen), blurs, lambda often: LensBlur(
            sigma=_range(seen), probability=often)),
        _some(round(len(scans) * (np.median(contrasts) < FADED)), scans, lambda often: Fading(
            gamma=(1, 1), gain=_range(contrasts), lift=_range(blacks), uneven=(0, 0), common=_common(contrasts),
            kept=True, probability=often)),
        _some(len(soft), even, lambda often: Grain(
            amplitude=_range([255 * each.amplitude for each in soft]), size=_range([each.size for each in soft]),
            colour=round(float(np.mean([each.coloured > 0.5 for each in soft])), 2), probability=often)),
        _some(sum(each.grey for each in scans), scans, lambda often: Monochrome(kept=True, probability=often)),
        _some(len(white), even, lambda often: Noise(
            sigma=_range([255 * each.noise for each in white]), probability=often)),
        _some(len(saved), scans, lambda often: Jpeg(quality=_range(saved), aligned=0.7, probability=often)),
        EightBits(),
    ]  # fmt: skip
    return Ageing(title=TITLE, share=share, damages=tuple(each for each in damages if each), reduce=(1.0, 1.5))


def _some(count: int, scans: Sequence[object], damage: Callable[[float], Damage]) -> Damage | None:
    """As often as the scans show it."""
    often = round(count / max(1, len(scans)), 2)
    return damage(1.0 if often > ALWAYS else often) if count else None


def _range(found: Sequence[float] | np.ndarray) -> Range:
    low, high = np.quantile(np.asarray(found, np.float64), QUANTILES)
    return round(float(low), 3), round(float(high), 3)


def _contrast(signs: Signs) -> tuple[float, ...]:
    return tuple(white - black for black, white in zip(signs.black, signs.white, strict=True))


def _common(contrasts: np.ndarray) -> float:
    """How much of the spread over scans (N, 3) is that of all channels together."""
    whole = float(contrasts.var())
    return round(float(np.clip(contrasts.mean(axis=1).var() / whole, 0, 1)), 2) if whole > 1e-6 else 1.0
