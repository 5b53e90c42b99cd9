"""The tables of the report, as texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engine.benchmark.aims import Aim
from engine.benchmark.figures import Batch, Case, Figure, Growth, Measured, Ratio
from engine.benchmark.parts import PARTS

NOTHING = "–"


class Table(NamedTuple):
    title: str
    note: str
    columns: tuple[str, ...]
    lines: Sequence[Sequence[str]]


def speed_table(cases: Sequence[Case]) -> Table:
    lines: list[Sequence[str]] = []
    for case in cases:
        lines.append([_place(case), "Patina", *_measured(case.program)])
        if case.plain:
            lines.append([_place(case), "plain loop", *_measured(case.plain)])
        if case.bare:
            title = f"networks alone ({case.bare_device})"
            rate = Figure(*(case.megapixels / value for value in (case.bare.median, case.bare.most, case.bare.least)))
            lines.append([_place(case), title, _ranged(rate), _ranged(case.bare), NOTHING, _ranged(case.bare_cpu), NOTHING])
    columns = ("", "", "MP/s", "seconds", "with start", "CPU seconds", "memory, MB")
    return Table("Speed and memory", "Medians of the rounds, with the least and the most.", columns, lines)


def ratio_table(cases: Sequence[Case]) -> Table:
    lines = [
        [_place(case), _ratio(case.faster), _ratio(case.work), _ratio(case.memory), _psnr(case), _ratio(case.of_bare)]
        for case in cases
        if case.plain or case.bare
    ]
    columns = (
        "", "times as fast as the plain loop", "CPU seconds, plain loop = 1", "memory, plain loop = 1", "PSNR, dB",
        "seconds, networks alone = 1",
    )  # fmt: skip
    note = (
        "Ratios of the medians; in brackets the least and the most of the single rounds. PSNR: Patina's picture against the "
        "plain loop's, whether they did the same."
    )
    return Table("Beside others", note, columns, lines)


def share_table(cases: Sequence[Case], batches: Sequence[Batch]) -> Table:
    ways = [(f"{_place(case)}, Patina", case.program) for case in cases]
    ways += [(f"{_place(case)}, plain loop", case.plain) for case in cases if case.plain]
    ways += [(f"{one.name}, {one.device}, {one.pictures} JPEGs", one.program) for one in batches]
    lines = [[title, *(f"{way.shares.get(part, 0):.1%}" for part in PARTS)] for title, way in ways]
    explained = "; ".join(f"{part}: {words}" for part, words in PARTS.items())
    note = (
        "Shares of the seconds of all parts together. In Patina several parts run at the same time, and while one waits for a "
        f"processor its seconds go on. {explained[0].upper()}{explained[1:]}."
    )
    return Table("Where the time goes", note, ("", *PARTS), lines)


def halo_table(cases: Sequence[Case]) -> Table:
    lines = [[_place(case), f"{case.tiles}", halo.stage, f"{halo.share:.1%}"] for case in cases for halo in case.halos]
    note = (
        "Tiles are computed with their surroundings, so that no seam is seen: how many pixels more than the picture has each "
        "stage is given. A stage before another one is given the surroundings of both."
    )
    return Table("What halos cost", note, ("", "tiles", "stage", "pixels more"), lines)


def seam_table(cases: Sequence[Case]) -> Table:
    lines = [
        [_place(case), f"{seams.borders}", seams.of, f"{seams.ratio:.3f}", f"{seams.least:.3f}–{seams.most:.3f}"]
        for case in cases
        if (seams := case.seams)
    ]
    note = (
        "Steps between neighbouring pixels across the borders of tiles, for one across the lines beside them; 1 is no seam. "
        "By chance: what those lines come to, each taken for a border. Measured on the change that was made, or on the result "
        "where that is calmer."
    )
    return Table("Seams", note, ("", "borders", "of the", "across borders", "by chance"), lines)


def growth_table(growths: Sequence[Growth]) -> Table:
    lines: list[Sequence[str]] = []
    for one in growths:
        memory = [f"{value:.2f}" for value in one.memory] or [NOTHING] * len(one.cost)
        lines += [
            [f"{one.name}, {one.device}", f"{size:.4g}", f"{cost:.2f}", grown]
            for size, cost, grown in zip(one.megapixels, one.cost, memory, strict=True)
        ]
    columns = ("", "megapixels", "cost of a megapixel", "memory")
    return Table("Larger pictures", "Against the smallest; what does not grow is 1.", columns, lines)


def batch_table(batches: Sequence[Batch]) -> Table:
    lines = [
        [
            f"{one.name}, {one.device}",
            f"{one.pictures} ({one.megapixels:.1f} MP)",
            _ranged(one.program.seconds),
            _ranged(one.program.cpu),
            _ranged(one.networks),
            _ranged(one.bound),
            _ratio(one.ratio),
            _ranged(one.program.megabytes),
        ]
        for one in batches
    ]
    columns = ("", "pictures", "seconds", "CPU seconds", "device, seconds", "bound, seconds", "bound = 1", "memory, MB")
    cores = batches[0].cores if batches else 0
    note = f"The bound is the larger of CPU seconds / {cores} processors and the seconds of the device."
    return Table("Many small JPEGs", note, columns, lines)


def aim_table(aims: Sequence[Aim]) -> Table:
    lines = [[aim.what, aim.wanted, aim.found, "yes" if aim.reached else "no"] for aim in aims]
    return Table("Aims", "What this program is to reach.", ("", "aim", "found", "reached"), lines)


def _place(case: Case) -> str:
    return f"{case.name}, {case.device}, {case.megapixels:.3g} MP"


def _measured(way: Measured) -> Iterable[str]:
    return (_ranged(way.rate), _ranged(way.seconds), _ranged(way.wall), _ranged(way.cpu), _ranged(way.megabytes))


def _ranged(figure: Figure | None) -> str:
    """Three digits that count."""
    if figure is None:
        return NOTHING
    least, most = _digits(figure.least), _digits(figure.most)
    return _digits(figure.median) if least == most else f"{_digits(figure.median)} ({least}–{most})"


def _ratio(ratio: Ratio | None) -> str:
    return NOTHING if ratio is None else _ranged(Figure(ratio.ratio, ratio.least, ratio.most))


def _psnr(case: Case) -> str:
    if case.plain is None:
        return NOTHING
    return "the same" if case.psnr is None else f"{case.psnr:.1f}"


def _digits(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
