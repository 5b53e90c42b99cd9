"""What the data doctor has found: each photograph with its part of the collection, and the whole in plain words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median_low
from typing import Literal, TypeAlias, get_args

import msgspec

from engine.known import known
from engine.names import speakable
from engine.training.photographs.parts import Part

Reason: TypeAlias = Literal["unreadable", "too small", "exact copy", "blurred", "grey among colour", "colour among grey"]

NAMED = 3  # so many examples of each kind are told
FEW = 100  # photographs


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the collection."""

    file: str  # a path; bytes that are no UTF-8 are escaped as Python's surrogates
    width: int = 0  # pixels
    height: int = 0
    format: str = ""
    """As Pillow names it, such as JPEG; empty if the file is unreadable."""

    sharpness: float = 0.0
    """See fingerprints.sharpness_of; 0 if the photograph is unreadable or too small."""

    grey: bool = False
    alike: str = ""
    """The first file of the near-duplicates that this one belongs to; empty if it stands alone."""

    left_out: Reason | None = None
    because: str = ""
    """Words for the reason: what is wrong with the file, its size, what it is a copy of."""

    part: Part | None = None
    """None if it is left out."""


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    folders: tuple[str, ...]
    smallest: int  # pixels, high and wide
    blurred_below: float
    """The sharpness that a photograph of this collection must have."""

    photographs: tuple[Examined, ...]
    """In order of their names."""

    others: int
    """Files that are no pictures."""

    def files(self, part: Part) -> list[Path]:
        return [Path(photograph.file) for photograph in self.photographs if photograph.part == part]


def as_json(diagnosis: Diagnosis) -> str:
    """Every name survives, also those that are no UTF-8: JSON's own escapes hold surrogates, which msgspec refuses."""
    return json.dumps(msgspec.to_builtins(diagnosis), indent=1)


def from_json(text: str) -> Diagnosis:
    return msgspec.convert(json.loads(text), known(Diagnosis))


def told(diagnosis: Diagnosis) -> str:
    """A few lines in plain words."""
    photographs = diagnosis.photographs
    kept = [each for each in photographs if each.part]
    left_out = [each for each in photographs if each.left_out]
    lines = [f"{_counted(len(photographs), 'photograph')}{_sizes(photographs)}."]
    lines.append(f"{len(left_out):,} left out{':' if left_out else '.'}")
    for reason in get_args(Reason):
        if those := [each for each in left_out if each.left_out == reason]:
            lines.append(f"  {len(those):,} {reason}: {_examples(those)}")
    if alike := [each for each in kept if each.alike]:
        groups = len({each.alike for each in alike})
        lines.append(f"{len(alike):,} near-duplicates in {_counted(groups, 'group')} that stay together: {_examples(alike)}")
    greys = sum(each.grey for each in kept)
    if 0 < greys < len(kept):
        lines.append(f"{greys:,} grey and {len(kept) - greys:,} in colour: both are kept.")
    parts = Counter(each.part for each in kept)
    lines.append(f"{parts['train']:,} to learn from, {parts['validation']:,} for validation, {parts['test']:,} for the test.")
    if len(kept) < FEW:
        lines.append("That is little: a hundred photographs are few, a thousand are good.")
    if diagnosis.others:
        lines.append(f"{_counted(diagnosis.others, 'other file')} left alone.")
    return speakable("\n".join(lines))


def _sizes(photographs: Sequence[Examined]) -> str:
    """Formats, and the smallest, middle and largest of the shorter sides."""
    readable = [each for each in photographs if each.format]
    if not readable:
        return ""
    formats = Counter(each.format for each in readable).most_common()
    named = ", ".join(f"{count:,} {name}" if len(formats) > 1 else name for name, count in formats)
    sides = [min(each.width, each.height) for each in readable]
    return f" ({named}), {min(sides):,} to {max(sides):,} px on the shorter side (median {median_low(sides):,})"


def _examples(those: Sequence[Examined]) -> str:
    named = [f"{Path(each.file).name}{f' ({each.because})' if each.because else ''}" for each in those[:NAMED]]
    more = f" and {len(those) - NAMED:,} more" if len(those) > NAMED else ""
    return ", ".join(named) + more


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
