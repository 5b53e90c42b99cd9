"""The figures of a comparison as those of any evaluation, so that whatever shows one shows the other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from engine.evaluation.figures import Evaluation
from engine.evaluation.grids import Grid, Line
from engine.evaluation.making import making
from engine.evaluation.report import FIGURES
from engine.files.destination import write_whole
from engine.names import speakable
from engine.training.comparing.comparison import run_of
from engine.training.comparing.standings import GAIN, PERCEPTUAL, PSNR, SSIM, TEXTURE, Standing, runs_of
from engine.training.comparing.verdict import verdict

NOTE = "Means over the seeds; ± is the standard deviation between them."


def write_summary(title: str, ranked: Sequence[Standing], folder: Path, notes: Sequence[str]) -> None:
    """Write scores.json, and the last preview of each contender's first seed as a sheet, into `folder`."""
    for one in ranked:
        run = one.outcomes[0]
        seen = run_of(folder, run.contender, run.seed) / "previews" / Path(run.preview).name
        if run.preview and seen.is_file():
            write_whole(folder / f"sheet-{one.title}-1.png", seen.read_bytes())
    evaluation = Evaluation(
        title=title,
        made=making(sys.argv[1:], "CPU (torch)", ()),
        notes=tuple(map(speakable, notes)),
        tables=(),
        grids=(_grid(ranked),),
        verdict=tuple(verdict(ranked)),
    )
    write_whole(folder / FIGURES, msgspec.json.format(msgspec.json.encode(evaluation), indent=1) + b"\n")


def _grid(ranked: Sequence[Standing]) -> Grid:
    yardsticks = [GAIN, *(one for one in (PSNR, SSIM, PERCEPTUAL, TEXTURE) if any(standing.values(one) for standing in ranked))]
    columns = [head for one in yardsticks for head in (one.head, "±")]
    lines: list[Line] = []
    for standing in ranked:
        cells: list[float | None] = []
        for one in yardsticks:
            there = bool(standing.values(one))
            cells += [standing.middle(one), standing.spread(one)] if there else [None, None]
        memory = max(run.megabytes for run in runs_of([standing]))
        lines.append(Line(standing.title, (*cells, standing.mean("rate"), round(standing.mean("steps")), round(memory))))
    return Grid(
        title="Contenders", note=NOTE, measure="score", columns=(*columns, "steps/s", "steps", "MB"), lines=tuple(lines)
    )
