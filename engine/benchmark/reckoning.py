"""Reckoning: from runs to figures. Medians, with the range; ratios are those of medians."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from engine.benchmark.figures import Batch, Case, Figure, Growth, Measured, Ratio, Seams
from engine.benchmark.specimens import Specimen
from engine.benchmark.trial import Run


@dataclass
class Gathered:
    """The runs of one case, round by round."""

    program: list[Run] = field(default_factory=list[Run])
    plain: list[Run] = field(default_factory=list[Run])
    """None at all, or one in each round."""

    bare: list[Run] = field(default_factory=list[Run])
    bare_device: str = ""
    psnr: float | None = None
    seams: Seams | None = None


def case_of(gathered: Gathered, name: str, device: str, specimen: Specimen) -> Case:
    program, plain, bare = gathered.program, gathered.plain, gathered.bare
    seconds, networks = [one.seconds for one in program], [one.seconds for one in bare]
    memory = plain and all(one.megabytes for one in (*program, *plain))
    return Case(
        name=name,
        device=device,
        height=specimen.height,
        width=specimen.width,
        seen=program[0].seen,
        program=measured(program, specimen.megapixels),
        plain=measured(plain, specimen.megapixels) if plain else None,
        bare=figure(networks) if min(networks) else None,
        bare_cpu=figure([one.cpu for one in bare]) if min(networks) else None,
        bare_device=gathered.bare_device,
        faster=ratio([one.seconds for one in plain], seconds) if plain else None,
        of_bare=ratio(seconds, networks) if min(networks) else None,
        work=ratio([one.cpu for one in program], [one.cpu for one in plain]) if plain else None,
        memory=ratio([one.megabytes for one in program], [one.megabytes for one in plain]) if memory else None,
        psnr=gathered.psnr,
        halos=bare[0].halos,
        tiles=bare[0].tiles,
        seams=gathered.seams,
    )


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
