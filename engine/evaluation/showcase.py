"""A showcase: crops of a few pictures of a trial, put together on sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.evaluation.figures import INPUT, Case, Table
from engine.evaluation.scores import Scores
from engine.pixels import Pixels
from engine.sheets import Copy, labelled_grid, shown

SIDE = 256  # pixels of the picture, shown one to one
SPREAD, WORST = 12, 3
ROWS = 5  # of a sheet


@dataclass(frozen=True)
class Shown:
    """The middle of one picture, clean and as each method left it."""

    name: str
    clean: Copy
    results: dict[str, Copy]
    psnr: dict[str, float]  # dB, of the whole picture in RGB


@dataclass
class Showcase:
    """Gathers crops while pictures go by: some spread evenly, and those where we do worst. No others are held."""

    count: int
    ours: str
    wanted: tuple[str, ...] = ()  # the rows to be shown
    spread: dict[int, Shown] = field(default_factory=dict[int, Shown])
    worst: dict[int, Shown] = field(default_factory=dict[int, Shown])

    def see(self, index: int, case: Case, scores: dict[str, Scores]) -> None:
        item = Shown(
            case.name,
            middle(case.clean),
            {name: middle(result) for name, result in case.results.items()},
            {name: one.psnr_rgb for name, one in scores.items()},
        )
        if index in np.linspace(0, self.count - 1, SPREAD).round():
            self.spread[index] = item
        candidates = {**self.worst, index: item}
        self.worst = dict(sorted(candidates.items(), key=lambda found: self._gain(found[1]))[:WORST])

    def chosen(self) -> list[tuple[str, Shown]]:
        """A word about each picture, and the picture; the worst at the end."""
        evenly = [("", item) for index, item in sorted(self.spread.items()) if index not in self.worst]
        return evenly + [("worst: ", item) for item in self.worst.values()]

    def sheets(self, table: Table) -> list[Copy]:
        """Clean, and the rows that are wanted, or input, best baseline, ours, as far as they exist; as large as a page."""
        there = {row.name for row in table.rows}
        names = [name for name in self.wanted or (INPUT, table.best_baseline(), self.ours) if name in there]
        chosen = self.chosen()
        pages = [chosen[first : first + ROWS] for first in range(0, len(chosen), ROWS)]
        return [
            labelled_grid(
                [[item.clean, *(item.results[name] for name in names)] for _, item in page],
                ["clean", *names],
                [word + _caption(item, names) for word, item in page],
            )
            for page in pages
        ]

    def _gain(self, item: Shown) -> float:
        """Over the input; where there is none, the PSNR itself."""
        return item.psnr[self.ours] - item.psnr.get(INPUT, 0)


def middle(picture: Copy | Pixels, side: int = SIDE) -> Copy:
    """At most side x side pixels from its middle, as a copy that does not hold on to the rest."""
    top, left = (max(0, (length - side) // 2) for length in picture.shape[:2])
    return shown(picture[top : top + side, left : left + side])


def _caption(item: Shown, names: Sequence[str]) -> str:
    return f"{item.name}   {' → '.join(f'{item.psnr[name]:.2f}' for name in names)} dB"
