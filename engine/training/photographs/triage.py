"""Which photographs are left out of a collection, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from engine.training.photographs.diagnosis import Reason
from engine.training.photographs.fingerprints import Fingerprint
from engine.training.photographs.reading import Seen

BLURRED, SHARP = 0.015, 0.02  # sharpness; a Gaussian of 1.5 px leaves 0.012, photographs in focus have 0.02 to 0.3
SPREADS = 3.5  # standard deviations below the middle of its collection, where a photograph stands out as blurred
GREY = 4.0  # 8-bit levels of chroma; JPEG gives a grey picture up to 3
STRAYS = 0.1  # a smaller share of grey, or of colour, is there by accident

LeftOut: TypeAlias = dict[int, tuple[Reason, str]]  # by the number of the file: the reason, and words for it


def unfit(files: Sequence[Path], seen: Sequence[Seen], smallest: int) -> LeftOut:
    """What each file shows by itself, or by being the same as one before."""
    left_out, originals = LeftOut(), dict[bytes, Path]()
    for number, (file, found) in enumerate(zip(files, seen, strict=True)):
        if found.trouble:
            left_out[number] = "unreadable", found.trouble
        elif min(found.width, found.height) < smallest:
            left_out[number] = "too small", f"{found.width} × {found.height} px"
        elif (original := originals.setdefault(found.digest, file)) != file:
            left_out[number] = "exact copy", f"of {original.name}"
    return left_out


def blurred_below(rest: Mapping[int, Fingerprint]) -> float:
    """The least sharpness: well below what is usual in the collection, but within what is blurred, or sharp, anywhere.

    The middle and the spread are the median and the median deviation of logarithms, which a few blurred ones do not move.
    """
    if not rest:
        return BLURRED
    logarithms = np.log([max(each.sharpness, 1e-6) for each in rest.values()])
    middle = np.median(logarithms)
    spread = 1.4826 * np.median(np.abs(logarithms - middle))
    return float(np.clip(np.exp(middle - SPREADS * spread), BLURRED, SHARP))


def blurred(rest: Mapping[int, Fingerprint], limit: float) -> LeftOut:
    return {n: ("blurred", f"sharpness {each.sharpness:.3f}") for n, each in rest.items() if each.sharpness < limit}


def strays(rest: Mapping[int, Fingerprint], in_colour: bool = False) -> LeftOut:
    """The few that are unlike the rest; where colours are learnt, all that have none."""
    greys = [number for number, each in rest.items() if is_grey(each)]
    colours = [number for number, each in rest.items() if not is_grey(each)]
    if in_colour or len(greys) < STRAYS * len(rest):
        return dict.fromkeys(greys, ("grey among colour", ""))
    if len(colours) < STRAYS * len(rest):
        return dict.fromkeys(colours, ("colour among grey", ""))
    return {}


def is_grey(fingerprint: Fingerprint) -> bool:
    return fingerprint.chroma <= GREY
