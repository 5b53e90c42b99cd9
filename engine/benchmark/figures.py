"""Figures: what the runs of a case come to. Medians, with the range; ratios are those of medians."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

from engine.benchmark.trial import Halo, Run


class Figure(msgspec.Struct, frozen=True):
    median: float
    least: float
    most: float


class Ratio(msgspec.Struct, frozen=True):
    """Of two medians; the range is that of the single rounds, in which both ran one after the other."""

    ratio: float
    least: float
    most: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One way of doing it."""

    seconds: Figure
    rate: Figure
    """Megapixels a second, of the picture that goes in."""

    wall: Figure
    """Seconds of the whole process, with its start."""

    cpu: Figure
    megabytes: Figure | None
    """None where the system does not say."""

    shares: dict[str, float]
    """Of the seconds of all parts together; medians of the parts."""

    runs: tuple[Run, ...]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A stage or a recipe on one device, with a picture of one size."""

    name: str
    device: str
    height: int
    width: int
    seen: tuple[str, ...]
    program: Measured
    plain: Measured | None
    bare: Figure | None
    """Seconds within the networks of the best backend."""

    bare_device: str
    faster: Ratio | None
    """Seconds of the plain loop for one of the program."""

    of_bare: Ratio | None
    """Seconds of the program for one of the bare networks."""

    memory: Ratio | None
    """Memory of the program for one byte of the plain loop."""

    psnr: float | None
    """Of the program's picture against the plain loop's, dB; None where they are the same, or there is only one."""

    halos: tuple[Halo, ...]
    tiles: int

    @property
    def megapixels(self) -> float:
        return self.height * self.width / 1e6


class Growth(msgspec.Struct, frozen=True):
    """How a case grows with the picture, against the smallest one."""

    name: str
    device: str
    megapixels: tuple[float, ...]
    cost: tuple[float, ...]
    """Seconds for a megapixel; the first is 1."""

    memory: tuple[float, ...]
    """The first is 1; empty where the system does not say."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Many small pictures in one call."""

    name: str
    device: str
    pictures: int
    megapixels: float
    cores: int
    program: Measured
    networks: Figure
    """Seconds that the device worked."""

    bound: Figure
    """The larger of CPU seconds for one core and of the device's seconds: nothing can be quicker with the same work."""

    ratio: Ratio
    """Seconds for one of the bound."""


def figure(values: Sequence[float]) -> Figure:
    return Figure(median(values), min(values), max(values))


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """Of the medians of values of the same rounds."""
    singles = [one / other for one, other in zip(above, below, strict=True)]
    return Ratio(median(above) / median(below), min(singles), max(singles))


def measured(runs: Sequence[Run], megapixels: float) -> Measured:
    known = all(run.megabytes for run in runs)
    parts = {part: median(run.parts[part] for run in runs) for part in runs[0].parts}
    together = sum(parts.values())
    return Measured(
        seconds=figure([run.seconds for run in runs]),
        rate=figure([megapixels / run.seconds for run in runs]),
        wall=figure([run.wall for run in runs]),
        cpu=figure([run.cpu for run in runs]),
        megabytes=figure([run.megabytes for run in runs]) if known else None,
        shares={part: seconds / together for part, seconds in parts.items()} if together else {},
        runs=tuple(runs),
    )


def growths(cases: Sequence[Case]) -> tuple[Growth, ...]:
    """Of those that were measured at several sizes."""
    found: list[Growth] = []
    for name, device in dict.fromkeys((case.name, case.device) for case in cases):
        sizes = sorted((case for case in cases if (case.name, case.device) == (name, device)), key=lambda case: case.megapixels)
        if len(sizes) < 2:
            continue
        costs = [case.program.seconds.median / case.megapixels for case in sizes]
        memory = [case.program.megabytes.median for case in sizes if case.program.megabytes]
        memory = memory if len(memory) == len(sizes) else []
        found.append(
            Growth(
                name,
                device,
                tuple(round(case.megapixels, 3) for case in sizes),
                tuple(cost / costs[0] for cost in costs),
                tuple(megabytes / memory[0] for megabytes in memory),
            )
        )
    return tuple(found)


def batch_of(runs: Sequence[Run], name: str, device: str, pictures: int, megapixels: float, cores: int) -> Batch:
    bounds = [max(run.cpu / cores, run.parts.get("network", 0.0)) for run in runs]
    return Batch(
        name=name,
        device=device,
        pictures=pictures,
        megapixels=megapixels,
        cores=cores,
        program=measured(runs, megapixels),
        networks=figure([run.parts.get("network", 0.0) for run in runs]),
        bound=figure(bounds),
        ratio=ratio([run.seconds for run in runs], bounds),
    )
