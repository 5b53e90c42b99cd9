"""The clean photographs of a fine-tuning, in parts that fit those of the scans."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from engine.errors import PlanInvalid
from engine.training.photographs.diagnosis import Diagnosis, Examined
from engine.training.photographs.fingerprints import firsts_alike
from engine.training.photographs.parts import Part
from engine.training.photographs.reading import seen
from engine.training.tuning.scans import read_upright, shrink_of, shrunk

SHARPEST = 0.2  # of the scans: good enough, at half the size, to learn from
FEWEST: dict[Part, int] = {"train": 2, "validation": 1, "test": 0}
TELLING: dict[Part, int] = {"train": 2, "validation": 3, "test": 3}
"""So many if they are there: six together tell a gain from chance."""


def diagnosis_of(files: Sequence[Path], parts: Sequence[Part], smallest: int) -> Diagnosis:
    """Of photographs whose parts are known already."""
    folders = tuple(sorted({str(file.parent) for file in files}))
    photographs = tuple(Examined(file=str(file), part=part) for file, part in zip(files, parts, strict=True))
    return Diagnosis(folders=folders, smallest=smallest, blurred_below=0.0, photographs=photographs, others=0)


def apart_from(held_out: Sequence[Path], diagnosis: Diagnosis) -> Diagnosis:
    """The diagnosis, where nothing is learnt from that is like what is held out: that is put into the test."""
    files = [*held_out, *diagnosis.files("train"), *diagnosis.files("validation")]
    prints = [(file, its.fingerprint) for file, its in zip(files, seen(files, diagnosis.smallest), strict=True)]
    known = [(file, fingerprint) for file, fingerprint in prints if fingerprint]
    firsts = firsts_alike([fingerprint for _, fingerprint in known])
    kept_back = len({file for file, _ in known} & set(held_out))
    alike = {str(file) for (file, _), first in zip(known, firsts, strict=True) if first < kept_back}
    moved = [replace(each, part="test") if each.part and each.file in alike else each for each in diagnosis.photographs]
    return replace(diagnosis, photographs=tuple(moved))


def sharpest_halved(
    files: Sequence[Path], sharpness: Sequence[float], parts: Sequence[Part], folder: Path, smallest: int
) -> Diagnosis:
    """The sharpest fifth of each part, written at half of the scan's working scale, where little grain and blur is left.

    Raises PlanInvalid where too few are large enough for that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[tuple[Path, Part]] = []
    order = sorted(range(len(files)), key=lambda number: -sharpness[number])
    for part, fewest in FEWEST.items():
        found, wanted = 0, max(TELLING[part], round(SHARPEST * parts.count(part)))
        for number in [number for number in order if parts[number] == part]:
            if found == wanted:
                break
            scan = read_upright(files[number])
            half = shrunk(scan, 2 * shrink_of(scan))
            if min(half.shape[:2]) < smallest:
                continue
            path = (folder / f"{number:05}.png").absolute()
            Image.fromarray(half).save(path)
            written.append((path, part))
            found += 1
        if found < fewest:
            raise PlanInvalid("the scans are too few, or too small, to learn from at half their size",
                              "Add clean photographs with --pictures FOLDER.")  # fmt: skip
    return diagnosis_of([path for path, _ in written], [part for _, part in written], smallest)
