"""The parts of a collection: what is learnt from, what decides when it is enough, and what tests the result."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from typing import Literal, NamedTuple, TypeAlias

Part: TypeAlias = Literal["train", "validation", "test"]


class HeldOut(NamedTuple):
    """How much is held out: validation and test have as much each."""

    share: float
    least: int = 1
    """Photographs, but a quarter of all at most, and one at least."""


HELD_OUT = HeldOut(0.04)


def parts_of(names: Sequence[str], held_out: HeldOut = HELD_OUT) -> list[Part]:
    """The part of each photograph, by a hash of the name of its file alone: the same on every machine, once and for all.

    Other photographs that come or go change nothing, but where test or validation would have too few: then those whose
    hashes are the nearest are moved there. One photograph is to learn from, two are for learning and validation.
    """
    places = [place_of(name) for name in names]
    in_order = sorted(range(len(names)), key=lambda number: (places[number], number))
    below_test, below_validation = (sum(place < end * held_out.share for place in places) for end in (1, 2))
    least = max(1, min(held_out.least, len(names) // 4))
    tests = min(max(below_test, least), len(names) - 2) if len(names) > 2 else 0
    kept_back = min(max(below_validation, tests + least), len(names) - 1)
    parts: list[Part] = ["train"] * len(names)
    for rank, number in enumerate(in_order[:kept_back]):
        parts[number] = "test" if rank < tests else "validation"
    return parts


def place_of(name: str) -> float:
    """A hash of the name: evenly between 0 and 1."""
    return int.from_bytes(blake2b(os.fsencode(name), digest_size=8).digest()) / 2**64
