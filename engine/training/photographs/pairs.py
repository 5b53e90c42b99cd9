"""Pairs: scans, and the same photographs after somebody restored them, as a second kind of pictures to learn from."""

from __future__ import annotations

import json
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from engine.errors import PlanInvalid
from engine.known import known
from engine.palette.measures import Measures
from engine.sheets import pictures_below
from engine.training.photographs.alignment import Alignment, alignment, laid
from engine.training.photographs.collection import Photograph
from engine.training.photographs.parts import Part
from engine.training.photographs.reading import seen
from engine.training.tuning.scans import probes_of, read_upright, shrink_of, shrunk, split

FILE = "pairs.json"
LEAST_ALIKE = 0.5  # SSIM of the aligned small copies


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    before: str  # a path
    after: str
    alignment: Alignment
    shrink: int
    """How many times larger than its detail the scan is."""

    part: Part


@dataclass(frozen=True)
class Laid:
    """A pair in memory, at the scan's working scale."""

    name: str
    before: Photograph
    after: Photograph
    noise: float
    """Noise level of `before` as the stage `restore` estimates it, 0 to 1."""


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    kept: tuple[Pair, ...]
    dropped: dict[str, str]
    """Names and reasons of those that nothing can be learnt from."""

    def laid(self, *parts: Part) -> list[Laid]:
        with ThreadPoolExecutor() as pool:
            return list(pool.map(_laid, (pair for pair in self.kept if pair.part in parts)))


def find_pairs(before: Path, after: Path, smallest: int, without: Collection[Path] = frozenset()) -> Pairs:
    """The pairs of two folders, by relative path whatever the suffix, aligned and put into parts; none with a file `without`.

    Raises PlanInvalid where fewer than three are left: one to learn from, and one for each other part.
    """
    for folder in (before, after):
        if not folder.is_dir():
            raise PlanInvalid(f"{folder} is no folder", "Give the folder of the scans, and that of the restored ones.")
    restored = {path.with_suffix(""): path for path in pictures_below(after) if after / path not in without}
    names = [name for name in pictures_below(before) if before / name not in without]
    dropped = {str(name): "it has no counterpart" for name in names if name.with_suffix("") not in restored}
    names = [name for name in names if str(name) not in dropped]
    scans, others = [before / name for name in names], [after / restored[name.with_suffix("")] for name in names]
    examined = list(zip(names, scans, others, seen(scans, smallest), seen(others, smallest), strict=True))
    for name, _, _, *both in examined:
        for one, called in zip(both, ("before", "after"), strict=True):
            if not one.fingerprint:
                dropped[str(name)] = one.trouble or f"{called}: {one.width} × {one.height} px are too few"
    good = [one for one in examined if str(one[0]) not in dropped]
    parts = split([scan for _, scan, *_ in good], [other.fingerprint for *_, other in good if other.fingerprint])
    kept: list[Pair] = []
    for (name, scan, other, *_), part in zip(good, parts, strict=True):
        pair = _aligned(scan.absolute(), other.absolute(), part)
        top, left, bottom, right = pair.alignment.box
        if pair.alignment.likeness < LEAST_ALIKE:
            dropped[str(name)] = f"before and after are not alike (SSIM {pair.alignment.likeness:.2f})"
        elif min(bottom - top, right - left) < smallest * pair.shrink:
            dropped[str(name)] = "before and after share too little"
        else:
            kept.append(pair)
    if {pair.part for pair in kept} != {"train", "validation", "test"}:
        why = "; ".join(f"{name}: {reason}" for name, reason in list(dropped.items())[:3]) or "there are no more"
        raise PlanInvalid(f"{len(kept)} pairs in {before} and {after} are too few ({why})", "Add pairs: fifty are a start.")
    return Pairs(kept=tuple(kept), dropped=dropped)


def write_pairs(pairs: Pairs, run: Path) -> None:
    (run / FILE).write_text(json.dumps(msgspec.to_builtins(pairs), indent=1))


def read_pairs(run: Path) -> Pairs:
    return msgspec.convert(json.loads((run / FILE).read_text()), known(Pairs))


def _aligned(scan: Path, other: Path, part: Part) -> Pair:
    before = read_upright(scan)
    found = alignment(before, read_upright(other))
    return Pair(before=str(scan), after=str(other), alignment=found, shrink=shrink_of(before), part=part)


def _laid(pair: Pair) -> Laid:
    both = laid(read_upright(Path(pair.before)), read_upright(Path(pair.after)), pair.alignment)
    before, after = (shrunk(photograph, pair.shrink) for photograph in both)
    return Laid(Path(pair.before).name, before, after, Measures(probes_of(before)).noise_level)
