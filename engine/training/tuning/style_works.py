"""The works of a style that a user has: which are learnt from, and which are kept back to see whether the hand was learnt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image

from engine.errors import PlanInvalid
from engine.known import known
from engine.names import speakable
from engine.training.photographs.collection import Photograph
from engine.training.photographs.fingerprints import firsts_alike
from engine.training.photographs.parts import place_of
from engine.training.photographs.reading import SUFFIXES, files_below, seen
from engine.training.photographs.triage import unfit
from engine.training.tuning.scans import read_upright, shrunk

MOST = 50  # works; a style is more than one picture, and less than a collection
FEWEST_TO_HOLD_OUT = 6  # different works; with fewer, each one is missed too much
HELD_OUT, FEWEST_HELD_OUT = 0.2, 2  # share, and number, of the different works
LONGEST = 1024  # pixels: as large as a whole painting is seen; larger, a crop shows the weave of the canvas and no hand
LEARNT, KEPT_BACK, LIST = "style/learnt", "style/held-out", "style/works.json"  # below the run folder


class StyleWorks(msgspec.Struct, frozen=True, kw_only=True):
    """The names of the works, as they may be shown."""

    name: str = ""
    """Of the style: that of the works' folder."""

    learnt: tuple[str, ...]
    held_out: tuple[str, ...]
    found: int
    """All that could be learnt from; more than MOST are not."""

    left_out: dict[str, str] = {}
    """Files that could not be, and why."""


def lay_works(folder: Path, smallest: int, run: Path, without: Collection[Path] = frozenset()) -> StyleWorks:
    """Find the works below `folder`, at least `smallest` pixels high and wide, and write upright copies into the run folder.

    Raises PlanInvalid where there is none.
    """
    files = [file for file in files_below([folder.absolute()])[0] if file.suffix.lower() in SUFFIXES and file not in without]
    found = seen(files, smallest)
    refused = unfit(files, found, smallest)
    left_out = {speakable(files[n].name): ": ".join(filter(None, refused[n])) for n in refused}
    fit = [(file, its.fingerprint) for n, (file, its) in enumerate(zip(files, found, strict=True)) if n not in refused]
    if not fit:
        why = ", ".join(f"{name} ({reason})" for name, reason in list(left_out.items())[:3]) or "it has no pictures"
        raise PlanInvalid(
            f"{folder}: there is no work to learn a style from: {why}",
            f"Name a folder with 1 to {MOST} pictures (JPEG, PNG, TIFF or WebP) of at least {smallest} pixels.",
        )
    chosen = [fit[n] for n in np.linspace(0, len(fit) - 1, min(len(fit), MOST)).round().astype(int)]
    names = [file.name for file, _ in chosen]
    kept_back = held_out(names, firsts_alike([fingerprint for _, fingerprint in chosen if fingerprint]))
    parts = {LEARNT: [n for n in range(len(chosen)) if n not in kept_back], KEPT_BACK: sorted(kept_back)}
    for part, numbers in parts.items():
        _write([chosen[n][0] for n in numbers], run / part, smallest)
    learnt, held = (tuple(speakable(names[n]) for n in numbers) for numbers in parts.values())
    works = StyleWorks(name=speakable(folder.absolute().name), learnt=learnt, held_out=held, found=len(fit), left_out=left_out)
    (run / LIST).write_bytes(msgspec.json.format(msgspec.json.encode(works), indent=1))
    return works


def held_out(names: Sequence[str], firsts: Sequence[int]) -> set[int]:
    """The numbers of the works that are kept back, by a hash of their names; near-duplicates (see `firsts_alike`) together.

    None where there are too few.
    """
    groups = sorted(set(firsts), key=lambda first: place_of(names[first]))
    if len(groups) < FEWEST_TO_HOLD_OUT:
        return set()
    kept_back = groups[: max(FEWEST_HELD_OUT, round(HELD_OUT * len(groups)))]
    return {number for number, first in enumerate(firsts) if first in kept_back}


def read_style_works(run: Path) -> StyleWorks:
    return msgspec.json.decode((run / LIST).read_bytes(), type=known(StyleWorks))


def _write(files: Sequence[Path], folder: Path, smallest: int) -> None:
    """Numbered copies, none of an earlier try."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("[0-9][0-9].png"):
        old.unlink()
    for number, file in enumerate(files):
        Image.fromarray(_no_longer(read_upright(file), smallest)).save(folder / f"{number:02}.png")


def _no_longer(work: Photograph, smallest: int) -> Photograph:
    """At most LONGEST, by a whole factor, but no smaller than a crop."""
    factor = min(-(-max(work.shape[:2]) // LONGEST), min(work.shape[:2]) // smallest)
    return shrunk(work, max(1, factor))
