"""Pictures for the tests, and short ways to read and write them."""

from __future__ import annotations

import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import exiv2 as exiv2_without_types
import numpy as np

from engine.files.image_format import ImageFormat
from engine.files.png_chunks import SIGNATURE, chunk
from engine.files.recognising import format_named, format_of
from engine.files.source import Metadata, Shape, Source
from engine.pixels import Box, Samples

exiv2: Any = exiv2_without_types

SUFFIXES = (".jpg", ".png", ".tif")
SHAPES = [
    Shape(height=83, width=301, channels=channels, alpha=alpha, bits=bits)
    for channels in (1, 3)
    for alpha in (False, True)
    for bits in (8, 16)
]


def named(shape: Shape) -> str:
    return f"{'grey' if shape.channels == 1 else 'rgb'}{'+alpha' if shape.alpha else ''}-{shape.bits}"


def painted(shape: Shape, seed: int = 0) -> Samples:
    """A soft picture with some grain, different in each row, column and plane."""
    random = np.random.default_rng(seed)
    down, across = np.mgrid[0 : shape.height, 0 : shape.width]
    planes = [np.sin(down / (9 + plane)) + np.cos(across / (17 + 3 * plane)) for plane in range(shape.planes)]
    soft = np.stack(planes, axis=2) / 4 + 0.5 + random.normal(0, 0.02, (shape.height, shape.width, shape.planes))
    return np.rint(soft.clip(0, 1) * (2**shape.bits - 1)).astype(shape.dtype)


def format_for(suffix: str) -> ImageFormat:
    found = format_named(suffix)
    assert found is not None
    return found


def written(path: Path, samples: Samples, shape: Shape, metadata: Metadata | None = None) -> tuple[str, ...]:
    """Write in uneven parts, as the engine may."""
    sink = format_for(path.suffix).create(path, shape, metadata or Metadata(), path.parent)
    try:
        for top in range(0, shape.height, 37):
            sink.write(samples[top : top + 37])
        lost = sink.finish()
    finally:
        sink.abandon()
    format_for(path.suffix).check(path, shape)
    return lost


@contextmanager
def opened(path: Path) -> Generator[Source]:
    with format_of(path).open(path, path.parent) as source:
        yield source


def whole(path: Path) -> Samples:
    with opened(path) as source:
        return source.region(Box(0, 0, source.shape.height, source.shape.width))


def metadata_of(path: Path) -> Metadata:
    with opened(path) as source:
        return source.metadata


def upright(stored: Samples, number: int) -> Samples:
    """What EXIF's orientation numbers mean, spelled out as turns and mirrors."""
    return {
        1: lambda: stored,
        2: lambda: np.fliplr(stored),
        3: lambda: np.rot90(stored, 2),
        4: lambda: np.flipud(stored),
        5: lambda: np.fliplr(np.rot90(stored, -1)),
        6: lambda: np.rot90(stored, -1),
        7: lambda: np.flipud(np.rot90(stored, -1)),
        8: lambda: np.rot90(stored, 1),
    }[number]()


def random_boxes(shape: Shape, count: int, seed: int = 0) -> list[Box]:
    random = np.random.default_rng(seed)
    boxes: list[Box] = []
    for _ in range(count):
        top, bottom = sorted(random.choice(shape.height + 1, 2, replace=False).tolist())
        left, right = sorted(random.choice(shape.width + 1, 2, replace=False).tolist())
        boxes.append(Box(top, left, bottom, right))
    return boxes


def png_of(width: int, height: int, bits: int, colour: int, rows: bytes) -> bytes:
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    head = chunk(b"IHDR", size + bytes([bits, colour, 0, 0, 0]))
    return SIGNATURE + head + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def with_notes(path: Path, notes: dict[str, str]) -> None:
    """Let exiv2 write notes into a file; "Iptc…" and "Xmp…" go where they belong."""
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    exif, iptc, xmp = image.exifData(), image.iptcData(), image.xmpData()
    for key, value in notes.items():
        target: Any = {"Exif": exif, "Iptc": iptc, "Xmp.": xmp}[key[:4]]
        target[key] = value
    image.setExifData(exif)
    image.setIptcData(iptc)
    image.setXmpData(xmp)
    image.writeMetadata()
