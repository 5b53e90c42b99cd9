"""Works made by code: photographs as crafts make them, in a folder for each craft, for `train --works`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import cv2
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

import models.crafts
from engine.errors import AppError, DestinationNotWritable
from engine.files.destination import write_whole
from engine.pixels import Pixels
from engine.samples import ASTRONAUT, CHELSEA, COFFEE
from engine.sheets import labelled_grid, write_sheet
from engine.training.photographs.reading import files_below
from models.choices import choices
from models.craft import Craft, Picture

LONGEST = 512  # pixels on the long side of a work: strokes and grains are made for this size
SHOWN = 300  # pixels on the long side of a picture on the sheet
BESIDE = 2  # crafts side by side there


class Crafted(NamedTuple):
    """What became of one photograph."""

    photograph: Path
    trouble: str = ""  # why it could not be read, and another one stands in for it


def chosen(names: Sequence[str]) -> dict[str, Craft]:
    """The crafts of these names, or all, in order of their names; AppError for a name that none has."""
    every = {name_of(kind): kind() for kind in sorted(choices(models.crafts, Craft), key=name_of)}
    for name in names:
        if name not in every:
            raise AppError(f"there is no craft “{name}”", f"Those that there are: {', '.join(every)}.")
    return {name: craft for name, craft in every.items() if name in names or not names}


def write_works(folders: Sequence[Path], out: Path, crafts: dict[str, Craft], count: int, seed: int) -> Iterator[Crafted]:
    """Write `count` PNG files into a folder below `out` for each craft, and tell of each photograph when that is done.

    All crafts get the same photographs, so that their folders differ by the hand alone. A photograph's name and the seed decide
    on everything random. Raises AppError where pictures are in a folder already, or no photograph can be read.
    """
    for place in (out / name for name in crafts):
        if place.is_dir() and any(place.glob("*.png")):
            raise DestinationNotWritable(f"{place}: there are pictures already", "Name another folder, or take them away.")
    queues, names = list(_queues(folders, count)), set[str]()
    for queue, share in queues:
        missing = share
        for file in queue:
            if not missing:
                break
            picture = _read(file)
            if isinstance(picture, str):
                yield Crafted(file, picture)
                continue
            missing -= 1
            name = _unused(file.stem, names)
            for craft_name, craft in crafts.items():
                work = craft.made(picture, np.random.default_rng(crc32(os.fsencode(f"{craft_name}/{name}"), seed)))
                write_whole(out / craft_name / f"{name}.png", _png(work))
            yield Crafted(file)
    if not names:
        raise AppError(f"no photograph in {', '.join(map(str, folders))} can be read", "Give JPEG, PNG, WebP or TIFF.")


def craft_sheet(out: Path, crafts: dict[str, Craft], seed: int) -> None:
    """Write a PNG with each craft, of three photographs that are in the public domain or CC0."""
    photographs = [_small(origin.load(), SHOWN) for origin in (ASTRONAUT, CHELSEA, COFFEE)]
    works = [craft.made(photograph, np.random.default_rng(seed)) for craft in crafts.values() for photograph in photographs]
    columns = BESIDE * len(photographs)
    rows = [works[first : first + columns] for first in range(0, len(works), columns)]
    write_sheet(out, labelled_grid(rows, captions=list(crafts), columns_per_caption=len(photographs)))


def name_of(kind: type[Craft]) -> str:
    """As folders are called."""
    return str(kind.__struct_config__.tag)


# Helpers -------------------------------------------------------------------------------------------------------------


def _queues(folders: Sequence[Path], count: int) -> Iterator[tuple[list[Path], int]]:
    """For each folder its photographs, and how many are wanted: those spread evenly over it first, then who stands in."""
    for number, folder in enumerate(folders):
        share = count * (number + 1) // len(folders) - count * number // len(folders)
        files = files_below([folder])[0]
        first = dict.fromkeys(files[place * len(files) // share] for place in range(share)) if files else {}
        yield [*first, *(file for file in files if file not in first)], share


def _read(file: Path) -> Picture | str:
    """Upright RGB, or why there is none."""
    try:
        with warnings.catch_warnings(), Image.open(file) as picture:
            warnings.simplefilter("ignore")  # Pillow's, of odd metadata and of sizes
            if picture.mode[0] in "IF":  # Pillow would make them white
                return "grey with more than 8 bits, which training does not read"
            picture.draft(None, (2 * LONGEST, 2 * LONGEST))  # a large JPEG is decoded smaller
            return _small(np.asarray(ImageOps.exif_transpose(picture).convert("RGB")), LONGEST)
    except UnidentifiedImageError:
        return "damaged, or no picture"
    except Exception as error:  # noqa: BLE001 (damaged files make Pillow raise almost anything; one never stops the rest)
        return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _small(levels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], longest: int) -> Picture:
    """0 to 1, no side longer than that; what is smaller stays as it is."""
    scale = min(1.0, longest / max(levels.shape[:2]))
    size = max(1, round(levels.shape[1] * scale)), max(1, round(levels.shape[0] * scale))
    return np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)


def _unused(name: str, used: set[str]) -> str:
    """The name, with a number if it is taken already, and takes it; some systems do not tell A from a."""
    number, free = 1, name
    while free.casefold() in used:
        number += 1
        free = f"{name}-{number}"
    used.add(free.casefold())
    return free


def _png(work: Pixels) -> bytes:
    written, data = cv2.imencode(".png", np.rint(work[..., ::-1] * 255).astype(np.uint8))  # RGB to cv2's BGR
    if not written:
        raise RuntimeError("the PNG encoder failed")
    return data.tobytes()
