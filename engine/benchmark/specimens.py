"""Specimens: aged pictures of any size, made by code, piece by piece, so that they may be larger than the memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import skimage.data
import tifffile
from numpy.typing import NDArray
from PIL import Image

from engine.ageing import Ageing
from engine.files.destination import in_words
from engine.painting.readers import reflected
from engine.pixels import Box, Samples

AGED = Ageing(lift=(0.12, 0.10, 0.08), gain=(0.95, 0.90, 0.84), uneven=0.2, yellowing=0.3)
NOISE = 10.0  # sigma, 8-bit levels; as fine as a pixel, so that stages work at the scale of the scan
SIDE = 457  # pixels of the photograph, which comes again after 912: tiles of round sizes meet in other places of it each time
PERIOD = 1021  # pixels after which the noise comes again; hardly ever together with the photograph
TILE = 256
SMALL = (0.3, 0.5)  # megapixels of the pictures of a batch
QUALITY = 85
BIG = 3.5e9  # bytes from which a TIFF has to be a BigTIFF


@dataclass(frozen=True)
class Specimen:
    path: Path
    height: int
    width: int

    @property
    def megapixels(self) -> float:
        return self.height * self.width / 1e6


def sized(megapixels: float) -> tuple[int, int]:
    """Height and width of a picture of 2 to 3 with so many pixels."""
    height = max(1, round((megapixels * 1e6 * 2 / 3) ** 0.5))
    return height, max(1, round(megapixels * 1e6 / height))


def write_specimen(path: Path, megapixels: float) -> Specimen:
    """A TIFF of 8 bits, RGB, in tiles with Deflate."""
    height, width = sized(megapixels)
    with in_words(path.parent):
        tifffile.imwrite(
            path,
            _tiles(height, width),
            shape=(height, width, 3),
            dtype=np.uint8,
            photometric="rgb",
            tile=(TILE, TILE),
            compression="deflate",
            predictor=True,
            bigtiff=3 * height * width > BIG,
            metadata=None,
        )
    return Specimen(path, height, width)


def write_batch(folder: Path, count: int) -> float:
    """So many small JPEGs, each of another place of the picture; their megapixels together."""
    random = np.random.default_rng(0)
    total = 0.0
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            height, width = sized(random.uniform(*SMALL))
            place = Box(0, 0, height, width).moved(int(random.integers(4000)), int(random.integers(4000)))
            Image.fromarray(samples(place)).save(folder / f"{number:04}.jpg", quality=QUALITY)
            total += height * width / 1e6
    return total


def samples(box: Box) -> Samples:
    """A box of a picture without end: an aged photograph, mirrored on and on, under fine noise."""
    photograph, noise = _photograph(), _noise()
    side = photograph.shape[0]
    rows, columns = np.arange(box.top, box.bottom), np.arange(box.left, box.right)
    clean = photograph[reflected(rows, side)][:, reflected(columns, side)]
    grains = noise[rows % PERIOD][:, columns % PERIOD]
    return np.clip(clean + grains, 0, 255).astype(np.uint8)


def _tiles(height: int, width: int) -> Iterator[Samples]:
    for top in range(0, height, TILE):
        for left in range(0, width, TILE):
            yield samples(Box(top, left, top + TILE, left + TILE))


@cache
def _photograph() -> NDArray[np.int16]:
    """8-bit levels, SIDE x SIDE."""
    aged = AGED.aged(skimage.data.astronaut()[:SIDE, :SIDE].astype(np.float32) / np.float32(255), 0)
    return np.rint(aged * 255).astype(np.int16)


@cache
def _noise() -> NDArray[np.int16]:
    normal = np.random.default_rng(1).standard_normal((PERIOD, PERIOD, 3), np.float32)
    return np.rint(NOISE * normal).astype(np.int16)
