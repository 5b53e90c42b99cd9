"""What the data doctor says of single files to somebody who is about to teach with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np

from engine.messages.teaching_answers import PhotographFound
from engine.names import speakable, uri_of
from engine.palette.measures import Measures
from engine.training.photographs.doctor import examine
from engine.training.photographs.fingerprints import firsts_alike
from engine.training.photographs.reading import SUFFIXES, files_below, seen
from engine.training.photographs.triage import unfit
from engine.training.tuning.scans import probes_of, read_upright

NOISY = 8 / 255  # of a photograph that is taken for clean; those in books and on the web have 1 to 4
FLAT = 0.25  # contrast between the darkest and the lightest hundredth of the small picture: less is faded, or fog
LOOKED_AT = 400  # clean photographs that are looked at for damage; more would take minutes


def clean_findings(folders: Sequence[Path], smallest: int, in_colour: bool = False) -> tuple[list[PhotographFound], int]:
    """What the doctor leaves out, and what has damage of its own; and the number of files that are no pictures.

    Where colours are learnt, grey ones are left out. Raises PlanInvalid where there is nothing to learn from.
    """
    diagnosis = examine(folders, smallest, in_colour=in_colour)
    kept = [Path(each.file) for each in diagnosis.photographs if each.part]
    damaged = dict(_damaged(kept[:LOOKED_AT]))
    found: list[PhotographFound] = []
    for each in diagnosis.photographs:
        finding, because = each.left_out or "", each.because
        if not finding and (trouble := damaged.get(Path(each.file))):
            finding, because = "already damaged", trouble
        elif not finding and each.alike and each.alike != each.file:
            finding, because = "nearly the same", f"as {Path(each.alike).name}"
        found.append(_found(Path(each.file), each.width, each.height, finding, because, fixed=each.left_out is not None))
    return found, diagnosis.others


def scan_findings(folders: Sequence[Path], smallest: int) -> tuple[list[PhotographFound], int]:
    """Of scans, and of works: age is no fault there. Copies can be learnt from, but count twice."""
    files, others = files_below(folders)
    found = seen(files, smallest)
    refused = unfit(files, found, smallest)
    prints = {number: its.fingerprint for number, its in enumerate(found) if its.fingerprint and number not in refused}
    firsts = dict(zip(prints, firsts_alike(list(prints.values())), strict=True))
    places = list(prints)
    answer: list[PhotographFound] = []
    for number, (file, its) in enumerate(zip(files, found, strict=True)):
        finding, because = refused.get(number, ("", ""))
        first = places[firsts[number]] if number in firsts else number
        if not finding and first != number:
            finding, because = "nearly the same", f"as {files[first].name}"
        fixed = finding in ("unreadable", "too small") or file.suffix.lower() not in SUFFIXES
        answer.append(_found(file, its.width, its.height, finding, because, fixed=fixed))
    return answer, others


def _found(file: Path, width: int, height: int, finding: str, because: str, fixed: bool) -> PhotographFound:
    return PhotographFound(uri_of(file), speakable(file.name), width, height, finding, speakable(because), fixed)


def _damaged(files: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    """Those that would teach damage instead of how to mend it, and why."""
    for file in files:
        try:
            photograph = read_upright(file)
        except (OSError, ValueError, SyntaxError):
            continue  # it went away meanwhile; the training leaves it out too
        noise = Measures(probes_of(photograph)).noise_level
        small = np.asarray(cv2.resize(photograph, (64, 64), interpolation=cv2.INTER_AREA)).mean(axis=2) / 255
        contrast = float(np.quantile(small, 0.99) - np.quantile(small, 0.01))
        if noise > NOISY:
            yield file, f"noise: sigma {255 * noise:.0f}"
        elif contrast < FLAT:
            yield file, "faded"
