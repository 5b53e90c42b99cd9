"""A collection of pictures in memory, split into those to learn from and those that are held out."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.errors import PlanInvalid
from engine.training.photographs.diagnosis import Diagnosis
from engine.training.photographs.parts import Part
from engine.training.photographs.reading import SUFFIXES, files_below

Photograph: TypeAlias = NDArray[np.uint8]  # (H, W, 3) RGB


@dataclass(frozen=True)
class Collection:
    """Photographs to learn from, those that decide when it is enough, and those that test the result."""

    learnt: Sequence[Photograph]
    held_out: Sequence[Photograph]
    tested: Sequence[Photograph] = ()


@dataclass(frozen=True)
class Works:
    """Pictures of the other kind: paintings, or the styles that a network is to learn, one folder for each."""

    pictures: Sequence[Photograph]
    styles: Sequence[int]
    names: tuple[str, ...]

    def of(self, style: int) -> list[Photograph]:
        return [picture for picture, its in zip(self.pictures, self.styles, strict=True) if its == style]


def read_collection(diagnosis: Diagnosis) -> Collection:
    """Decode the photographs, in the parts that the doctor has put them in.

    Raises PlanInvalid where there are too few for two parts.
    """
    check_enough(diagnosis)
    learnt, held_out, tested = (read_part(diagnosis, part) for part in ("train", "validation", "test"))
    if not learnt or not held_out:  # some went away since
        raise _too_few(diagnosis, len(learnt) + len(held_out))
    return Collection(learnt, held_out, tested)


def check_enough(diagnosis: Diagnosis) -> None:
    """Raises PlanInvalid where there are too few photographs for two parts."""
    learnt, held_out = (len(diagnosis.files(part)) for part in ("train", "validation"))
    if not learnt or not held_out:
        raise _too_few(diagnosis, learnt + held_out)


def _too_few(diagnosis: Diagnosis, count: int) -> PlanInvalid:
    return PlanInvalid(
        f"{count} pictures of at least {diagnosis.smallest} pixels in {', '.join(diagnosis.folders)}: too few to learn from",
        "Name folders with more, or larger, photographs; a hundred are few, a thousand are good.",
    )


def read_part(diagnosis: Diagnosis, part: Part) -> list[Photograph]:
    """Decode the photographs of one part alone."""
    return [picture for _, picture in read_files(diagnosis.files(part))]


def read_files(files: Sequence[Path]) -> list[tuple[Path, Photograph]]:
    """Decode those that can still be read."""
    with ThreadPoolExecutor() as pool:
        return [(file, picture) for file, picture in zip(files, pool.map(_read, files), strict=True) if picture is not None]


def read_works(folders: Sequence[Path], smallest: int) -> Works:
    """Decode the works: each folder that holds pictures is a style, called as the folder is.

    Raises PlanInvalid where there are none.
    """
    files = [file for file in files_below(folders)[0] if file.suffix.lower() in SUFFIXES]
    found = [(file, work) for file in files if (work := _read(file)) is not None and min(work.shape[:2]) >= smallest]
    places = sorted({file.parent for file, _ in found})
    if not places:
        raise PlanInvalid(
            f"no works of at least {smallest} pixels in {', '.join(map(str, folders)) or 'no folder'}",
            "This game learns from a second collection: name its folder with --works.",
        )
    numbers = {place: number for number, place in enumerate(places)}
    return Works(
        [work for _, work in found], [numbers[file.parent] for file, _ in found], tuple(place.name for place in places)
    )


def _read(file: Path) -> Photograph | None:
    try:
        with Image.open(file) as picture:
            return np.array(picture.convert("RGB"))  # a copy: torch takes none that cannot be written to
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # it was whole when the doctor saw it; one lost file does not end a run
