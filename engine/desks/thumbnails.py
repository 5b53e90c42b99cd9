"""Thumbnails: small copies of pictures, kept in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pyvips
from numpy.typing import NDArray

from engine.desks.opened import Opened, as_bytes
from engine.errors import UnreadablePicture
from engine.files.destination import write_whole
from engine.files.recognising import format_of
from engine.paths import cache_folder

QUALITY = 85


def thumbnail(path: Path, side: int, scratch: Path) -> Path:
    """A JPEG of the upright picture in sRGB, its longer side at most `side`. Raises UnreadablePicture, in words."""
    format_of(path)
    kept = place_for(path, str(side))
    if not kept.exists():
        write_whole(kept, _made(path, side, scratch))
    return kept


def place_for(path: Path, what: str) -> Path:
    """Where `what` was made of a picture as it is now is kept."""
    status = path.stat()
    key = hashlib.sha256(os.fsencode(path) + f"\n{status.st_size} {status.st_mtime_ns} {what}".encode()).hexdigest()
    return cache_folder() / "thumbnails" / key[:2] / f"{key}.jpg"


def _made(path: Path, side: int, scratch: Path) -> bytes:
    """libvips reads only as much of a file as a small copy needs; what it does not read, our own readers may."""
    try:
        small: Any = pyvips.Image.thumbnail(os.fsdecode(path), side, height=side, size="down", output_profile="srgb")
        if small.hasalpha():
            small = small.flatten(background=[255, 255, 255])
        return bytes(small.jpegsave_buffer(Q=QUALITY, keep="none"))
    except (pyvips.Error, UnicodeError):
        return _made_by_us(path, side, scratch)


def _made_by_us(path: Path, side: int, scratch: Path) -> bytes:
    opened = Opened(path, scratch)
    try:
        small = as_bytes(opened.small)
    finally:
        opened.close()
    return encoded(small, side, path.name)


def encoded(picture: NDArray[np.uint8], side: int, name: str) -> bytes:
    """A JPEG of (h, w, 3) RGB, its longer side at most `side`. Raises UnreadablePicture."""
    factor = side / max(picture.shape[:2])
    if factor < 1:
        size = max(1, round(picture.shape[1] * factor)), max(1, round(picture.shape[0] * factor))
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    done, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise UnreadablePicture(f"{name}: no small copy of it could be made")
    return data.tobytes()
