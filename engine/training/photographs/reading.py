"""Reads the files of a collection one by one, and keeps no pixels of them."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from engine.archive.results import READ
from engine.archive.walk import NOT_READ_YET
from engine.errors import PlanInvalid
from engine.training.photographs.fingerprints import LOOKED_AT, Fingerprint, fingerprint_of

SUFFIXES = {".webp", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"}
READERS = 4  # threads at most; each holds one decoded photograph


@dataclass(frozen=True)
class Seen:
    """What is kept of a file."""

    width: int = 0
    height: int = 0
    format: str = ""
    digest: bytes = b""
    fingerprint: Fingerprint | None = None
    """None if the file is unreadable, or smaller than a crop."""

    trouble: str = ""
    """Why it is unreadable."""


def files_below(folders: Sequence[Path]) -> tuple[list[Path], int]:
    """Pictures of any kind, in order of name, and the number of other files. Hidden ones are neither."""
    pictures, others = set[Path](), set[Path]()

    def refused(error: OSError) -> None:
        raise PlanInvalid(f"the folder {error.filename} cannot be read: {error.strerror}", "Check its name.") from error

    for folder in folders:
        for place, below, names in os.walk(os.path.abspath(folder), onerror=refused):
            below[:] = [name for name in below if not name.startswith(".")]
            for file in (Path(place, name) for name in names if not name.startswith(".")):
                known = file.suffix.lower() in SUFFIXES | READ | NOT_READ_YET
                (pictures if known else others).add(file)
    return sorted(pictures, key=lambda file: (file.name, file)), len(others)


def seen(files: Sequence[Path], smallest: int) -> list[Seen]:
    """Read all files; those that are not `smallest` pixels high and wide get no fingerprint."""
    with warnings.catch_warnings(), ThreadPoolExecutor(min(READERS, os.cpu_count() or 1)) as pool:
        warnings.simplefilter("ignore")  # Pillow's, of odd metadata and of sizes: what cannot be read is told as such
        return list(pool.map(lambda file: _seen(file, smallest), files))


def _seen(file: Path, smallest: int) -> Seen:
    if file.suffix.lower() not in SUFFIXES:
        return Seen(trouble=f"{file.suffix} is not read for training")
    try:
        if not file.is_file():
            return Seen(trouble="it is not there, or no file")
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "blake2b").digest()
            stream.seek(0)
            with Image.open(stream) as picture:
                if picture.mode[0] in "IF":  # Pillow would make them white
                    return Seen(trouble="grey with more than 8 bits, which training does not read")
                width, height, kind = *picture.size, picture.format or "unnamed"
                picture.draft(None, (LOOKED_AT, LOOKED_AT))  # a large JPEG is decoded smaller, many times faster
                photograph = np.asarray(picture.convert("RGB"))
    except UnidentifiedImageError:
        return Seen(trouble="damaged, or no picture")
    except Exception as error:  # noqa: BLE001 (damaged files make Pillow raise almost anything; one never stops the rest)
        return Seen(trouble=getattr(error, "strerror", None) or str(error) or type(error).__name__)
    fits = min(width, height) >= smallest
    return Seen(width, height, kind, digest, fingerprint_of(photograph) if fits else None)
