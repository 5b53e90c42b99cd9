"""Thumbnails: small copies of pictures, kept in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pyvips

from engine.destination import write_whole
from engine.errors import UnreadablePicture
from engine.image_format import format_of
from engine.opened import Opened, as_bytes
from engine.paths import cache_folder

QUALITY = 85


def thumbnail(path: Path, side: int, scratch: Path) -> Path:
    """A JPEG of the upright picture in sRGB, its longer side at most `side`. Raises UnreadablePicture, in words."""
    format_of(path)
    status = path.stat()
    key = hashlib.sha256(os.fsencode(path) + f"\n{status.st_size} {status.st_mtime_ns} {side}".encode()).hexdigest()
    kept = cache_folder() / "thumbnails" / key[:2] / f"{key}.jpg"
    if not kept.exists():
        write_whole(kept, _made(path, side, scratch))
    return kept


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
    factor = side / max(small.shape[:2])
    if factor < 1:
        size = max(1, round(small.shape[1] * factor)), max(1, round(small.shape[0] * factor))
        small = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), np.uint8)
    done, data = cv2.imencode(".jpg", small[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise UnreadablePicture(f"{path.name}: no small copy of it could be made")
    return data.tobytes()
