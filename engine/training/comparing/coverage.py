"""The 25 heaps: which objectives and optimisers find all of them, in seconds, before anything is learnt from pictures."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import msgspec
import torch
from msgspec.structs import replace

from engine.evaluation.look import html_page
from engine.files.destination import write_whole
from engine.training.comparing.comparison import named
from engine.training.comparing.standings import SURE
from engine.training.menu import OBJECTIVES, OPTIMISERS
from models.toys import coverage, made, play

POINTS = 5000
RATES = {"adam": 5e-4, "adamw": 5e-4, "lion": 1e-4, "rmsprop": 3e-4, "sgd": 2e-2}
"""Learning rates that suit networks this small; others keep their usual ones."""


class Covered(msgspec.Struct, frozen=True):
    """What one toy game came to (see models/toys.py)."""

    objective: str
    optimiser: str
    seed: int
    modes: int
    quality: float
    divergence: float
    seconds: float


def cover(
    objectives: Sequence[str], optimisers: Sequence[str], seeds: int, steps: int, told: Callable[[str], None] = print
) -> list[Covered]:
    """Play every objective under every optimiser, of both players. Raises PlanInvalid for a name that is none."""
    torch.set_num_threads(1)
    results: list[Covered] = []
    for objective in objectives:
        for optimiser in optimisers:
            for seed in range(1, seeds + 1):
                game, usual = named(OBJECTIVES, objective), named(OPTIMISERS, optimiser)
                design = replace(usual, learning_rate=RATES.get(optimiser, usual.learning_rate))
                started = time.monotonic()
                generator = play(game, design, design, steps=steps, seed=seed)
                found = coverage(made(generator, POINTS, torch.Generator().manual_seed(seed)))
                results.append(Covered(objective, optimiser, seed, *found, time.monotonic() - started))
                told(f"{objective}, {optimiser}, seed {seed}: {found.modes} of 25, {found.quality:.0%} near a heap")
    return results


def words(results: Sequence[Covered]) -> list[str]:
    """What the numbers bear: heaps and quality side by side, since a cloud is even too."""
    kinds = sorted({(one.objective, one.optimiser) for one in results})
    rows = {kind: [one for one in results if (one.objective, one.optimiser) == kind] for kind in kinds}
    modes = {kind: statistics.fmean(one.modes for one in row) for kind, row in rows.items()}
    best = max(kinds, key=lambda kind: modes[kind])
    spread = statistics.stdev(one.modes for one in rows[best]) if len(rows[best]) > 1 else 0.0
    quality = statistics.fmean(one.quality for one in rows[best])
    said = [
        f"Most heaps: {' with '.join(best)}, {modes[best]:.1f} of 25 (±{spread:.1f}), {quality:.0%} of its points near one."
    ]
    usual = statistics.median(statistics.variance(one.modes for one in row) if len(row) > 1 else 0.0 for row in rows.values())
    noise = SURE * math.sqrt(2 * usual / min(len(row) for row in rows.values()))
    if near := [" with ".join(kind) for kind in kinds if kind != best and modes[best] - modes[kind] <= noise]:
        said.append(f"Not told apart from it, by less than {noise:.1f}: {', '.join(near)}.")
    if all(one.modes < 25 for one in results):
        said.append("None found all 25 in this many steps: the ranking is one of speed as much as of coverage.")
    if nothing := sorted(
        {optimiser for _, optimiser in kinds if all(modes[kind] < 1 for kind in kinds if kind[1] == optimiser)}
    ):
        said.append(f"Found none with any objective: {', '.join(nothing)}.")
    return said


def write_coverage(results: Sequence[Covered], folder: Path, steps: int) -> Path:
    """Write coverage.html and coverage.json: objectives down, optimisers across."""
    objectives, optimisers = (list(dict.fromkeys(getattr(one, what) for one in results)) for what in ("objective", "optimiser"))
    head = "".join(f"<th>{escape(name)}</th>" for name in ["", *optimisers])
    lines = [
        f"<tr><td>{escape(objective)}</td>"
        + "".join(f"<td>{_cell(results, objective, name)}</td>" for name in optimisers)
        + "</tr>"
        for objective in objectives
    ]
    body = (
        "".join(f"<p>{escape(sentence)}</p>" for sentence in words(results))
        + f"<table><tr>{head}</tr>{''.join(lines)}</table>"
        + f'<p class="notes">Heaps found, of 25 · share of points within three sigma of one · divergence from evenness; means '
        f"over the seeds, after {steps} steps of the generator.</p>"
    )
    write_whole(folder / "coverage.json", msgspec.json.format(msgspec.json.encode(list(results)), indent=1) + b"\n")
    write_whole(folder / "coverage.html", html_page("The 25 heaps", body).encode())
    return folder / "coverage.html"


def _cell(results: Sequence[Covered], objective: str, optimiser: str) -> str:
    row = [one for one in results if (one.objective, one.optimiser) == (objective, optimiser)]
    means = [statistics.fmean(getattr(one, what) for one in row) for what in ("modes", "quality", "divergence")]
    return f"{means[0]:.1f} · {means[1]:.0%} · {means[2]:.2f}"
