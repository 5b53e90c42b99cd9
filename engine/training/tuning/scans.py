"""Reads a scan as the stage `restore` sees it: upright, and at its working scale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from engine.overview import Overview
from engine.palette.measures import Measures
from engine.pixels import Pixels
from engine.training.photographs.collection import Photograph
from engine.training.photographs.fingerprints import Fingerprint, firsts_alike
from engine.training.photographs.parts import HeldOut, Part, parts_of

HELD_OUT = HeldOut(0.125, 3)  # small collections need enough to tell a gain from chance: six, in both parts together


def read_upright(file: Path) -> Photograph:
    with Image.open(file) as picture:
        return np.array(ImageOps.exif_transpose(picture).convert("RGB"))


def shrink_of(photograph: Photograph) -> int:
    """How many times larger than its detail it was scanned (see measures.Measures)."""
    return Measures(probes_of(photograph)).working_shrink


def probes_of(photograph: Photograph) -> tuple[Pixels, ...]:
    """A dozen crops at most, as the engine takes them, 0 to 1."""
    pixels = pixels_of(photograph)
    height, width = pixels.shape[:2]
    return Overview(height, width, lambda: pixels, lambda box: pixels[box.top : box.bottom, box.left : box.right]).probes


def shrunk(photograph: Photograph, factor: int) -> Photograph:
    if factor == 1:
        return photograph
    height, width = (max(1, side // factor) for side in photograph.shape[:2])
    whole = photograph[: height * factor, : width * factor]
    return np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def pixels_of(photograph: Photograph) -> Pixels:
    return photograph.astype(np.float32) / np.float32(255)


def split(files: Sequence[Path], fingerprints: Sequence[Fingerprint]) -> list[Part]:
    """The part of each photograph: a quarter is held out, near-duplicates stay together (see doctor.examine)."""
    firsts = firsts_alike(fingerprints)
    groups = sorted(set(firsts))
    parts = dict(zip(groups, parts_of([files[first].name for first in groups], HELD_OUT), strict=True))
    return [parts[first] for first in firsts]
