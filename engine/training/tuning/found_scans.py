"""The scans of a fine-tuning, in parts, and the clean photographs that go with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.errors import PlanInvalid
from engine.training.photographs.collection import check_enough
from engine.training.photographs.diagnosis import Diagnosis
from engine.training.photographs.doctor import examine
from engine.training.photographs.fingerprints import Fingerprint, firsts_alike
from engine.training.photographs.parts import Part
from engine.training.photographs.reading import SUFFIXES, files_below, seen
from engine.training.plan import Ageing
from engine.training.tuning.clean import apart_from, sharpest_halved
from engine.training.tuning.estimation import estimated, signs_in, signs_of
from engine.training.tuning.material import Material
from engine.training.tuning.scans import HELD_OUT, read_upright, split

FEWEST = 3  # scans: one for each part
LOOKED_AT = 50  # photographs of each kind whose signs are looked for; more say the same


@dataclass(frozen=True)
class FoundScans:
    files: Sequence[Path]
    parts: Sequence[Part]
    clean: Diagnosis
    """The clean photographs; none that is learnt from is like a held-out scan."""

    def of(self, *parts: Part) -> list[Path]:
        return [file for file, part in zip(self.files, self.parts, strict=True) if part in parts]

    def estimated(self, share: float = 1.0) -> Ageing:
        """What has happened to the scans that are learnt from."""
        clean = [signs_in(read_upright(file)) for file in _some(self.clean.files("train"))]
        return estimated([signs_of(file) for file in _some(self.of("train"))], clean, share)


def found_scans(material: Material, crop: int, halved: Path) -> FoundScans:
    """Without clean photographs, those are made of the sharpest scans, in the folder `halved`.

    Raises PlanInvalid where there are too few to learn from.
    """
    folders, pictures = ([folder.absolute() for folder in some] for some in (material.scans, material.pictures))
    files = [file for file in material.wanted(files_below(folders)[0]) if file.suffix.lower() in SUFFIXES]
    found = [(file, one) for file, its in zip(files, seen(files, crop), strict=True) if (one := its.fingerprint)]
    unfit, (files, fingerprints) = len(files) - len(found), ([file for file, _ in found], [one for _, one in found])
    _check(firsts_alike(fingerprints), unfit)
    parts = split(files, fingerprints)
    if pictures:
        held_out = [file for file, part in zip(files, parts, strict=True) if part != "train"]
        clean = apart_from(held_out, examine(pictures, crop, HELD_OUT, material.without))
        check_enough(clean)
        return FoundScans(files, parts, clean)
    return FoundScans(files, parts, sharpest_halved(files, _sharpness(fingerprints), parts, halved, crop))


def _check(firsts: Sequence[int], unfit: int) -> None:
    different = len(set(firsts))
    if different >= FEWEST:
        return
    reasons = {"nearly the same as others": len(firsts) - different, "too small or unreadable": unfit}
    why = ", ".join(f"{count} are {reason}" for reason, count in reasons.items() if count)
    hint = "Name a folder with more scans: fifty are a start."
    raise PlanInvalid(f"{different} scans are too few to learn from{f' ({why})' if why else ''}", hint)


def _sharpness(fingerprints: Sequence[Fingerprint]) -> list[float]:
    return [one.sharpness for one in fingerprints]


def _some(files: Sequence[Path]) -> list[Path]:
    """At most LOOKED_AT, evenly from all of them."""
    places = np.linspace(0, len(files) - 1, min(len(files), LOOKED_AT)).round().astype(int)
    return [files[place] for place in places]
