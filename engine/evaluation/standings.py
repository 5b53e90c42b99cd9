"""Standings: who is best in a contest, by how much, how surely, and at which speed; and that in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.evaluation.figures import Table
from engine.evaluation.grids import Grid, Line
from engine.evaluation.standing import Standing
from engine.intervals import FEWEST, Interval, interval_of

CLEARLY_QUICKER = 1.3  # times: less may be the machine's mood
COLUMNS = ("gain, dB", "at least", "at most", "nearer in features, %", "best on", "megapixels/s")
NOTE = (
    "Gain: by how many dB (PSNR in RGB) the pictures come nearer to the clean ones than without a model; the mean of the "
    "photographs, over all kinds of damage, and between which values it lies with 95 % certainty (a bootstrap over "
    "photographs). Nearer in features: by how much the distance in features becomes smaller. Best on: the number of "
    "photographs that this model gains most on. Megapixels a second: of what is made, the median, with all that belongs to a "
    "picture but its file."
)


def standings(
    tables: Sequence[Table], models: Sequence[str], reference: str, rates: Mapping[str, float]
) -> tuple[Standing, ...]:
    """The best first. All tables have the same photographs and models; a photograph counts once, with the mean of its gains."""
    gains = {model: _each(tables, model, "psnr_rgb") - _each(tables, reference, "psnr_rgb") for model in models}
    best = np.argmax(np.stack([gains[model] for model in models]), axis=0)
    ranked = sorted(models, key=lambda model: -gains[model].mean())
    first = ranked[0]
    return tuple(
        Standing(
            model=model,
            gain=interval_of(gains[model].tolist()),
            nearer=_nearer(tables, model, reference),
            best_on=int((best == models.index(model)).sum()),
            rate=rates[model],
            behind=None if model == first else interval_of((gains[first] - gains[model]).tolist()),
        )
        for model in ranked
    )


def told(ranked: Sequence[Standing]) -> tuple[str, ...]:
    """Sentences that the figures bear."""
    first, photographs = ranked[0], ranked[0].gain.photographs
    said = [f"{first.model} comes nearest to the clean pictures: it gains {_interval(first.gain)}."]
    if first.gain.low <= 0:
        said = [f"No model makes these pictures better for sure: the best, {first.model}, gains {_interval(first.gain)}."]
    if photographs < FEWEST:
        said.append(f"{photographs} photographs are too few to tell models apart: give {FEWEST} or more.")
    elif len(ranked) > 1:
        said += _beside(first, ranked[1:])
    by_features = max(ranked, key=lambda one: one.nearer)
    if by_features != first and by_features.nearer > 0:
        said.append(f"To the eye {by_features.model} may come nearer: in features it is {by_features.nearer:.0%} nearer, "
                    f"{first.model} {first.nearer:.0%}.")  # fmt: skip
    quickest = max(ranked, key=lambda one: one.rate)
    if quickest.rate > CLEARLY_QUICKER * first.rate:
        said.append(f"{quickest.model} is {quickest.rate / first.rate:.1f} times as quick as {first.model}.")
    return tuple(said)


def grid(ranked: Sequence[Standing]) -> Grid:
    lines = tuple(
        Line(one.model, (one.gain.mean, one.gain.low, one.gain.high, 100 * one.nearer, one.best_on, one.rate)) for one in ranked
    )
    return Grid(title="Which model", note=NOTE, measure="psnr and others", columns=COLUMNS, lines=lines)


def _beside(first: Standing, others: Sequence[Standing]) -> list[str]:
    near = [one for one in others if not one.told_apart]
    apart = [one for one in others if one.told_apart]
    said = [f"It is the best on {first.best_on} of {first.gain.photographs} photographs."]
    if near:
        names = ", ".join(one.model for one in near)
        said.append(f"Chance may have made its lead over {names}.")
    if apart and apart[0].behind:
        said.append(f"Over {apart[0].model} it leads by {_interval(apart[0].behind)}.")
    return said


def _each(tables: Sequence[Table], row: str, measure: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Of each photograph, the mean over the tables."""
    found = [next(one for one in table.rows if one.name == row) for table in tables]
    return np.mean([[getattr(score, measure) for score in row.scores] for row in found], axis=0)


def _nearer(tables: Sequence[Table], model: str, reference: str) -> float:
    before, after = (float(np.nanmean(_each(tables, row, "features"))) for row in (reference, model))
    return 1 - after / before if before > 0 else 0.0


def _interval(gain: Interval) -> str:
    return f"{gain.mean:+.2f} dB (95 % between {gain.low:+.2f} and {gain.high:+.2f}, {gain.photographs} photographs)"
