"""What is aimed at, and what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from engine.benchmark.figures import Batch, Case, Growth

FASTER = {True: 3.5, False: 1.8}  # times as fast as the plain loop, with bf16 instructions and without
OF_BARE = 1.1
LARGE, MEMORY = 100.0, 1 / 8  # of the plain loop's, from so many megapixels on
BATCH = 1.08
COST, GROWN = 0.1, 1.2  # from one size to another


class Aim(msgspec.Struct, frozen=True):
    what: str
    wanted: str
    found: str
    reached: bool


class _Limit(NamedTuple):
    what: str
    found: float
    least: float | None = None
    most: float | None = None

    def aim(self) -> Aim:
        wanted = f"at least {self.least:.3g}" if self.least is not None else f"at most {self.most:.3g}"
        low, high = self.least if self.least is not None else self.found, self.most if self.most is not None else self.found
        return Aim(self.what, wanted, f"{self.found:.3g}", low <= self.found <= high)


def aims(cases: Sequence[Case], batches: Sequence[Batch], growths: Sequence[Growth], bf16: bool) -> tuple[Aim, ...]:
    """Of everything that was measured and has an aim."""
    found: list[Aim] = []
    for case in cases:
        where = f"{case.name}, {case.device}, {case.megapixels:.3g} MP"
        if case.faster:
            found.append(_Limit(f"{where}: times as fast as the plain loop", case.faster.ratio, least=FASTER[bf16]).aim())
        if case.of_bare:
            found.append(_Limit(f"{where}: seconds for one of the bare networks", case.of_bare.ratio, most=OF_BARE).aim())
        if case.memory and case.megapixels >= LARGE:
            found.append(_Limit(f"{where}: memory against the plain loop's", case.memory.ratio, most=MEMORY).aim())
    for one in growths:
        farthest = max(one.cost, key=lambda cost: abs(cost - 1))
        sizes = f"{one.name}, {one.device}, {one.megapixels[0]:.3g} to {one.megapixels[-1]:.3g} MP"
        limit = _Limit(f"{sizes}: cost of a megapixel against the first", farthest, 1 - COST, 1 + COST).aim()
        found.append(msgspec.structs.replace(limit, wanted=f"{1 - COST:.2g} to {1 + COST:.2g}"))
        if one.memory:
            found.append(_Limit(f"{sizes}: memory against the first", max(one.memory), most=GROWN).aim())
    for one in batches:
        what = f"{one.name}, {one.device}, {one.pictures} small JPEGs: seconds for one of the bound"
        found.append(_Limit(what, one.ratio.ratio, most=BATCH).aim())
    return tuple(found)
