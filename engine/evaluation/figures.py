"""Figures: the scores of an evaluation, as tables of methods and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from engine.evaluation.baselines import BASELINES
from engine.evaluation.grids import Grid, as_text
from engine.evaluation.scores import DISTANCES, MEASURES, Scores, mean
from engine.evaluation.standing import Standing
from engine.pixels import Pixels
from engine.sheets import Copy

INPUT = "input"


@dataclass(frozen=True)
class Case:
    """One picture of a trial: the clean one, and what each method made of its damaged self."""

    name: str
    clean: Copy
    results: dict[str, Copy | Pixels]  # by row; RGB, uint8 or 0 to 1


@dataclass(frozen=True)
class Trial:
    """Pictures to be measured, one after the other: they become one table."""

    title: str
    count: int
    cases: Iterable[Case]
    ours: str  # the row that is the program's own
    crop: int = 0  # pixels along each edge that do not count
    shown: tuple[str, ...] = ()  # rows on the sheets; else the input, the best baseline, and ours


class Row(msgspec.Struct, frozen=True):
    """What one method reaches."""

    name: str
    mean: Scores
    scores: tuple[Scores, ...]  # one for each picture of the table

    @classmethod
    def of(cls, name: str, scores: tuple[Scores, ...]) -> Row:
        return cls(name, mean(scores), scores)


class Table(msgspec.Struct, frozen=True):
    title: str
    pictures: tuple[str, ...]
    rows: tuple[Row, ...]

    def best(self, measure: str) -> float:
        """The best mean of that measure."""
        sign = -1 if measure in DISTANCES else 1
        return max((getattr(row.mean, measure) for row in self.rows), key=lambda value: _nan_last(sign * value))

    def best_baseline(self) -> str | None:
        """The baseline with the best mean PSNR; None where there is none."""
        found = [row for row in self.rows if row.name in BASELINES]
        return max(found, key=lambda row: row.mean.psnr_rgb).name if found else None


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """How the figures were made."""

    command: str
    program: str
    device: str
    models: tuple[str, ...]  # "id, sha256 …"
    versions: dict[str, str]
    made: str


class Evaluation(msgspec.Struct, frozen=True):
    """What `scores.json` holds."""

    title: str
    made: Making
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    grids: tuple[Grid, ...] = ()
    verdict: tuple[str, ...] = ()
    """Sentences that the figures bear, of a contest."""

    standings: tuple[Standing, ...] = ()
    """Of a contest, the best first."""

    task: str = ""
    """What the models of a contest were to do (see tasks.py)."""


def lines_of(table: Table) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """Each row's name, and its means as text, with whether it is the best of its column."""
    best = {measure: as_text(measure, table.best(measure)) for measure in MEASURES}
    for row in table.rows:
        texts = {measure: as_text(measure, getattr(row.mean, measure)) for measure in MEASURES}
        yield row.name, [(text, text == best[measure] != "–") for measure, text in texts.items()]


def _nan_last(value: float) -> float:
    return value if value == value else float("-inf")
